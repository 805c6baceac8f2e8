"""The progress desk: export, import with a preview, reset with undo, one file of all writing."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import again, visit

MODULE = "/modules/advanced-patterns/"
KEY = "course:digital-cloud-scale:record"
OLD = "2026-11-01T10:00:00.000Z"
NEW = "2026-11-02T10:00:00.000Z"
CHECK = "advanced-patterns/check/"
TEXT = "advanced-patterns/reflection/where-cqrs-helps"


def record(entries: dict[str, Any], **other: Any) -> str:
    return json.dumps({"schema": 1, "course": "digital-cloud-scale", "entries": entries, **other})


def check(at: str, sure: str) -> dict[str, Any]:
    return {"at": at, "opened": True, "sure": sure}


MINE = {
    f"{CHECK}why-cqrs": check(OLD, "not-yet"),
    f"{CHECK}why-sagas": check(NEW, "knew"),
    f"{CHECK}why-ordering": check(OLD, "partly"),
    TEXT: {"at": OLD, "text": "my old text"},
}
THEIRS = {
    f"{CHECK}why-cqrs": check(NEW, "knew"),
    f"{CHECK}why-sagas": check(OLD, "not-yet"),
    f"{CHECK}why-ordering": check(OLD, "partly"),
    f"{CHECK}signal-for-cqrs": check(OLD, "partly"),
    TEXT: {"at": NEW, "text": "their new text"},
}


@pytest.fixture
def desk(page: Page) -> Page:
    """Open the progress page with something in the record."""
    visit(page, "/glossary/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, record(MINE)])
    visit(page, "/progress/")
    return page


def entries(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage[key]", KEY))["entries"]


def choose(page: Page, text: str) -> None:
    file = {"name": "record.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Record file").set_input_files(file)  # type: ignore[arg-type]


def test_the_desk_tells_what_is_done_and_due(desk: Page) -> None:
    module = desk.locator(".course-progress__module[data-state=started]")
    expect(module).to_contain_text("Checks opened: 3 of 8")
    expect(module.locator(".course-progress__review a")).to_have_text(["Why use CQRS"])
    expect(module.locator(".course-progress__written")).to_contain_text("3 words")
    expect(desk.locator(".course-progress__module[data-state=preparation]")).to_have_count(2)
    module.locator(".course-progress__review a").click()
    expect(desk.locator("#why-cqrs")).to_be_in_viewport()


def test_export_is_the_record_and_goes_in_again_elsewhere(
    desk: Page, context: BrowserContext
) -> None:
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Export your record").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(record(MINE))
    desk.evaluate("localStorage.clear()")
    elsewhere = context.new_page()
    visit(elsewhere, "/progress/")
    choose(elsewhere, text)
    elsewhere.get_by_role("button", name="Merge").click()
    expect(elsewhere.locator(".course-announcer")).to_contain_text("merged")
    assert entries(elsewhere) == MINE


def test_import_previews_then_merges_newest_first(desk: Page) -> None:
    choose(desk, record(THEIRS))
    effect = desk.locator(".course-progress__preview details")
    expect(effect).to_have_count(4)
    named = {
        "new": ["What is a good signal to use CQRS"],
        "kept": ["Why do sagas exist (yours: Knew it; in the file: Not yet)"],
    }
    named["same"] = ["Why do distributed systems need ordering rules"]
    named["newer"] = [
        "Why use CQRS (yours: Not yet; in the file: Knew it)",
        "Where CQRS would help, and where it would hurt",
    ]
    for name, titles in named.items():
        expect(desk.locator(f"[data-effect={name}] li")).to_have_text(titles)
    assert entries(desk) == MINE
    desk.get_by_role("button", name="Merge").click()
    merged = entries(desk)
    assert merged[f"{CHECK}why-cqrs"] == THEIRS[f"{CHECK}why-cqrs"]
    assert merged[f"{CHECK}why-sagas"] == MINE[f"{CHECK}why-sagas"]
    assert merged[TEXT] == {**THEIRS[TEXT], "earlier": [MINE[TEXT]]}
    expect(desk.get_by_label("Record file")).to_be_focused()


def test_import_names_what_was_done_in_a_lab(desk: Page) -> None:
    one = "advanced-patterns"
    gone = f"{one}/challenge/first-order--of-another-day"
    work = {
        f"{one}/challenge/first-order--own-reads": {"at": NEW, "met": True, "tries": 2},
        f"{one}/guess/first-order--stale-own": {"at": NEW, "text": "5 %"},
        gone: {"at": NEW, "met": True},
    }
    choose(desk, record(work))
    lab = "Optional practice: run a command and watch events and read models update"
    named = [
        f"{lab}: challenge “Fresh for its author”",
        f"{lab}: first guess “Reading one's own order”",
    ]
    expect(desk.locator("[data-effect=new] li")).to_have_text([*named, gone])


def test_import_says_what_gives_way(desk: Page) -> None:
    """Nothing that was judged is taken back by an entry that is merely newer."""
    one = "advanced-patterns"
    mine = {
        f"{CHECK}why-cqrs": check(OLD, "knew"),
        f"{one}/lab/first-order": {"at": OLD, "runs": 9},
        f"{one}/criterion/workloads-differ": {"at": OLD, "ticked": True},
    }
    theirs = {
        f"{CHECK}why-cqrs": {"at": NEW, "opened": True},
        f"{one}/lab/first-order": {"at": NEW, "runs": 1},
        f"{one}/criterion/workloads-differ": {"at": NEW, "ticked": False},
    }
    desk.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, record(mine)])
    again(desk)
    choose(desk, record(theirs))
    expect(desk.locator("[data-effect=newer] li")).to_contain_text(
        ["(yours: ticked; in the file: not ticked)"]
    )
    expect(desk.locator("[data-effect=kept] li")).to_contain_text(
        ["(yours: Knew it; in the file: Opened)", "(yours: 9 runs; in the file: 1 run)"]
    )
    desk.get_by_role("button", name="Merge").click()
    gone = f"{one}/criterion/workloads-differ"
    assert entries(desk) == {**mine, gone: theirs[gone]}


def test_there_is_nothing_to_merge_in_a_file_that_is_the_record(desk: Page) -> None:
    choose(desk, record(MINE))
    preview = desk.locator(".course-progress__preview")
    expect(preview).to_contain_text("Nothing to merge")
    expect(preview.get_by_role("button")).to_have_text(["Close"])
    preview.get_by_role("button", name="Close").click()
    expect(preview).to_be_empty()


def test_a_file_whose_only_news_is_an_earlier_text_is_merged(desk: Page) -> None:
    """As another device's export has it where the learner has settled on the same text in both."""
    lost = {"at": "2026-10-01T10:00:00.000Z", "text": "thought of elsewhere"}
    choose(desk, record({**MINE, TEXT: {**MINE[TEXT], "earlier": [lost]}}))
    expect(desk.locator("[data-effect=earlier] li")).to_have_text(
        ["Where CQRS would help, and where it would hurt"]
    )
    desk.get_by_role("button", name="Merge").click()
    assert entries(desk)[TEXT] == {**MINE[TEXT], "earlier": [lost]}
    choose(desk, record({TEXT: {"earlier": [lost], **MINE[TEXT]}}))
    expect(desk.locator(".course-progress__preview")).to_contain_text("Nothing to merge")


def test_cancel_changes_nothing(desk: Page) -> None:
    choose(desk, record(THEIRS))
    desk.get_by_role("button", name="Cancel").click()
    expect(desk.locator(".course-progress__preview details")).to_have_count(0)
    assert entries(desk) == MINE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("not json", "not a learner record"),
        ("{}", "not a learner record"),
        (record({}, course="another"), "another course"),
        (record({}, schema=2), "newer version"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_reason(
    desk: Page, text: str, reason: str
) -> None:
    choose(desk, text)
    expect(desk.get_by_role("alert")).to_contain_text(reason)
    assert entries(desk) == MINE


def test_unreadable_entries_of_a_file_are_left_out_and_counted(desk: Page) -> None:
    choose(desk, record({**THEIRS, f"{CHECK}other": {"at": "?"}}))
    expect(desk.locator(".course-progress__preview")).to_contain_text("left out: 1")
    desk.get_by_role("button", name="Merge").click()
    assert f"{CHECK}other" not in entries(desk)


def test_reset_is_undone(desk: Page) -> None:
    desk.get_by_role("button", name="Reset your record").click()
    undo = desk.get_by_role("button", name="Undo the reset")
    expect(undo).to_be_focused()
    expect(desk.locator(".course-announcer")).to_have_text("Your record was reset.")
    assert entries(desk) == {}
    again(desk)
    undo.click()
    assert entries(desk) == MINE
    expect(undo).to_be_hidden()


def test_undo_after_two_resets_brings_everything_back(desk: Page, context: BrowserContext) -> None:
    desk.get_by_role("button", name="Reset your record").click()
    module = context.new_page()
    visit(module, MODULE)
    module.locator("#risk-of-patterns summary").click()
    expect(desk.locator(".course-progress__facts").first).to_contain_text("1 of 8")
    desk.get_by_role("button", name="Reset your record").click()
    expect(module.locator(".quick-checks__count")).to_have_text("0 of 8 opened")
    desk.get_by_role("button", name="Undo the reset").click()
    expect(module.locator(".quick-checks__count")).to_have_text("4 of 8 opened")
    assert entries(desk).items() >= MINE.items()
    kept = json.loads(desk.evaluate("key => localStorage[key]", KEY))
    assert "cleared" not in kept, "as if it had never been emptied"


def test_a_second_reset_of_the_same_leaves_alone_what_comes_after_it(
    desk: Page, context: BrowserContext
) -> None:
    """What both removed is the same to the letter: that says nothing of whether they were done."""
    for _ in range(2):
        desk.locator(".course-progress__reset").click()
        expect(desk.locator(".course-progress__undo")).to_be_visible()
        choose(desk, record(MINE))
        desk.get_by_role("button", name="Merge").click()
    desk.locator(".course-progress__reset").click()
    other = context.new_page()
    visit(other, MODULE)
    other.locator("#why-sagas summary").click()
    expect(desk.locator(".course-progress__facts").first).to_contain_text("1 of 8")
    expect(other.locator(".quick-checks__count")).to_have_text("1 of 8 opened")


def test_what_a_reset_removed_can_be_deleted_for_good(desk: Page) -> None:
    desk.get_by_role("button", name="Reset your record").click()
    desk.get_by_role("button", name="Delete it for good").click()
    expect(desk.get_by_role("button", name="Undo the reset")).to_be_hidden()
    kept = desk.evaluate("Object.keys(localStorage).filter(key => key.includes('before-reset'))")
    assert kept == []


SLOT = "course:digital-cloud-scale:before-reset"
ASIDE = "course:digital-cloud-scale:set-aside"
DAMAGED = {"at": "yesterday", "text": "precious"}


def leave(page: Page, text: str) -> None:
    """Leave a text where what resets removed is kept, and meet it anew."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [SLOT, text])
    again(page)


@pytest.mark.parametrize("press", ["Undo the reset", "Delete it for good", "Reset your record"])
def test_what_cannot_be_read_of_what_a_reset_removed_is_set_aside(desk: Page, press: str) -> None:
    removed = {f"{CHECK}risk-of-patterns": check(OLD, "knew")}
    leave(desk, record({**removed, TEXT: DAMAGED}))
    desk.get_by_role("button", name=press).click()
    expect(desk.locator(".course-progress__set-aside details")).to_have_count(1)
    (aside,) = json.loads(desk.evaluate("key => localStorage[key]", ASIDE))
    assert (aside["key"], aside["value"]) == (TEXT, DAMAGED)
    left = json.loads(desk.evaluate("key => localStorage[key] ?? 'null'", SLOT))
    after = {"Reset your record": {**MINE, **removed}}.get(press)
    assert (left and left["entries"]) == after


def test_what_cannot_be_set_aside_is_not_deleted(desk: Page, context: BrowserContext) -> None:
    context.add_init_script(
        """const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            if (key.endsWith(":set-aside")) throw new DOMException("no", "QuotaExceededError");
            set.call(this, key, text);
        };"""
    )
    text = record({f"{CHECK}risk-of-patterns": check(OLD, "knew"), TEXT: DAMAGED})
    leave(desk, text)
    desk.get_by_role("button", name="Delete it for good").click()
    expect(desk.locator(".course-announcer")).to_contain_text("not deleted")
    assert desk.evaluate("key => localStorage[key]", SLOT) == text


def test_a_reset_does_not_write_over_what_a_newer_version_removed(desk: Page) -> None:
    text = json.dumps({"schema": 2, "things": "precious"})
    leave(desk, text)
    desk.get_by_role("button", name="Reset your record").click()
    expect(desk.locator(".course-announcer")).to_contain_text("was not reset")
    assert desk.evaluate("key => localStorage[key]", SLOT) == text
    assert entries(desk) == MINE


def test_everything_written_is_one_markdown_file(desk: Page) -> None:
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Export everything you wrote as Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "### Where CQRS would help, and where it would hurt\n\nmy old text\n" in text


def test_by_keyboard_from_reset_to_undo(desk: Page) -> None:
    desk.get_by_role("button", name="Reset your record").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Undo the reset")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Reset your record")).to_be_focused()
    assert entries(desk) == MINE
