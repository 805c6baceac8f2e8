"""Keeping the record when storage is off, full, damaged, or written by a newer version."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.browser.pages import again, blank, visit

MODULE = "/modules/advanced-patterns/"
KEY = "course:digital-cloud-scale:record"
ASIDE = "course:digital-cloud-scale:set-aside"
AT = "2026-11-01T10:00:00.000Z"
GOOD = {"at": AT, "opened": True, "sure": "not-yet"}


def put(page: Page, text: str) -> None:
    """Leave a text where the record is kept, before the course reads it."""
    blank(page)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    visit(page, MODULE)


def get(page: Page, key: str = KEY) -> Any:
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return text and json.loads(text)


def record(entries: dict[str, Any], **other: Any) -> str:
    return json.dumps({"schema": 1, "course": "digital-cloud-scale", "entries": entries, **other})


def open_first_check(page: Page) -> None:
    page.locator("#why-cqrs summary").click()
    expect(page.locator("#why-cqrs")).to_have_attribute("data-state", "opened")


@pytest.mark.parametrize("answer", ["throw new DOMException('no', 'SecurityError')", "return null"])
def test_storage_off_is_said_once_and_the_page_works(context: BrowserContext, answer: str) -> None:
    for name in ("localStorage", "sessionStorage"):
        context.add_init_script(
            f"Object.defineProperty(window, '{name}', {{ get() {{ {answer} }} }})"
        )
    page = context.new_page()
    visit(page, MODULE)
    notice = page.locator(".course-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_have_attribute("data-trouble", "off")
    open_first_check(page)
    expect(page.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    page.locator("course-reflection textarea").first.fill("not lost yet")
    expect(page.locator(".text-field__status").nth(3)).to_contain_text("Not saved")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Download your record").click()
    entries = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["entries"]
    assert entries["advanced-patterns/reflection/where-cqrs-helps"]["text"] == "not lost yet"
    notice.get_by_role("button", name="Close this message").click()
    page.locator("#why-sagas summary").click()
    expect(page.locator(".quick-checks__count")).to_have_text("2 of 8 opened")
    expect(notice).to_have_count(0)


def fill_up(page: Page) -> None:
    """Leave not a byte of room."""
    page.evaluate(
        """() => {
        for (let size = 4194304; size >= 1; size = Math.floor(size / 2)) {
            const junk = "x".repeat(size);
            try { for (let i = 0; ; i++) localStorage.setItem(`junk-${size}-${i}`, junk); }
            catch {}
        }
        }"""
    )


def make_room(page: Page) -> None:
    page.evaluate(
        """() => {
        for (const key of Object.keys(localStorage)) if (key[0] === "j") delete localStorage[key];
        }"""
    )


def test_storage_full_keeps_what_was_there_and_catches_up_when_there_is_room(page: Page) -> None:
    put(page, record({"advanced-patterns/check/why-sagas": GOOD}))
    fill_up(page)
    open_first_check(page)
    expect(page.locator(".course-notice")).to_have_attribute("data-trouble", "full")
    expect(page.locator(".quick-checks__count")).to_have_text("2 of 8 opened")
    assert list(get(page)["entries"]) == ["advanced-patterns/check/why-sagas"]
    make_room(page)
    page.locator("#why-ordering summary").click()
    expect(page.locator(".quick-checks__count")).to_have_text("3 of 8 opened")
    again(page)
    expect(page.locator(".quick-checks__count")).to_have_text("3 of 8 opened")


def test_what_is_not_saved_yet_survives_what_another_tab_saves(
    page: Page, context: BrowserContext
) -> None:
    put(page, record({}))
    fill_up(page)
    open_first_check(page)
    expect(page.locator(".course-notice")).to_be_visible()
    other = context.new_page()
    visit(other, "/glossary/")
    make_room(other)
    text = record({"advanced-patterns/check/why-sagas": GOOD})
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    expect(page.locator(".quick-checks__count")).to_have_text("2 of 8 opened")


BAD: dict[str, Any] = {
    "advanced-patterns/check/why-cqrs": {"at": "yesterday", "opened": True},
    "advanced-patterns/check/why-ordering": {"at": AT, "opened": "yes"},
    "advanced-patterns/reflection/where-cqrs-helps": {"at": AT, "text": 7},
    "advanced-patterns/lab/first-order": {"at": AT, "runs": -1},
    "advanced-patterns/part/events": "not even an entry",
    "no slashes": {"at": AT},
    "__proto__": {"at": AT, "polluted": True},
}


def test_bad_entries_are_set_aside_and_the_good_ones_kept(page: Page) -> None:
    text = record({"advanced-patterns/check/why-sagas": GOOD})
    bad = json.dumps(BAD)[1:-1]
    put(page, text.replace('"entries": {', '"entries": {' + bad + ", "))
    expect(page.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    expect(page.locator(".course-notice")).to_have_attribute("data-trouble", "damaged")
    assert {one["key"]: one["value"] for one in get(page, ASIDE)} == BAD
    assert list(get(page)["entries"]) == ["advanced-patterns/check/why-sagas"]
    assert page.evaluate("({}).polluted") is None
    visit(page, "/progress/")
    expect(page.locator(".course-progress__set-aside details")).to_have_count(len(BAD))
    expect(page.locator(".course-notice")).to_have_count(0)


@pytest.mark.parametrize("text", ["{", "null", "[]", '"text"', '{"schema": 1, "entries": []}'])
def test_a_record_that_is_none_is_set_aside_whole(page: Page, text: str) -> None:
    put(page, text)
    expect(page.locator(".course-notice")).to_have_attribute("data-trouble", "damaged")
    assert [one["value"] for one in get(page, ASIDE)] == [text]
    open_first_check(page)
    visit(page, "/progress/")
    aside = page.locator(".course-progress__set-aside")
    aside.locator("summary").click()
    expect(aside.locator("pre")).to_have_text(text)


def test_what_was_set_aside_before_stays(page: Page) -> None:
    put(page, "{")
    expect(page.locator(".course-notice")).to_be_visible()
    put(page, "[]")
    expect(page.locator(".course-notice")).to_be_visible()
    assert [one["value"] for one in get(page, ASIDE)] == ["{", "[]"]


def test_a_damaged_record_is_not_written_over_before_it_is_set_aside(
    page: Page, context: BrowserContext
) -> None:
    context.add_init_script(
        """const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            if (key.endsWith(":set-aside")) throw new DOMException("no", "QuotaExceededError");
            set.call(this, key, text);
        };"""
    )
    put(page, "{ damaged")
    open_first_check(page)
    assert page.evaluate("key => localStorage[key]", KEY) == "{ damaged"
    expect(page.locator(".quick-checks__count")).to_have_text("1 of 8 opened")


def test_an_open_page_makes_good_what_is_damaged_under_it(
    module: Page, context: BrowserContext
) -> None:
    open_first_check(module)
    other = context.new_page()
    visit(other, "/glossary/")
    other.evaluate("key => localStorage.setItem(key, '{ damaged')", KEY)
    expect(module.locator(".course-notice")).to_have_attribute("data-trouble", "damaged")
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    assert get(module)["entries"]["advanced-patterns/check/why-cqrs"]["opened"] is True


def test_a_newer_record_is_left_alone(page: Page) -> None:
    text = json.dumps({"schema": 2, "course": "digital-cloud-scale", "things": [1, 2]})
    put(page, text)
    notice = page.locator(".course-notice")
    expect(notice).to_have_attribute("data-trouble", "newer")
    assert download(page, 1) == {"record": text}
    open_first_check(page)
    page.locator("course-reflection textarea").first.fill("in memory")
    expect(page.locator("course-reflection .text-field__status").first).to_contain_text("Not saved")
    assert page.evaluate("key => localStorage[key]", KEY) == text
    files = download(page, 2)
    assert files["record"] == text
    since = json.loads(files["since"])["entries"]
    assert since["advanced-patterns/check/why-cqrs"]["opened"] is True
    assert since["advanced-patterns/reflection/where-cqrs-helps"]["text"] == "in memory"


def download(page: Page, count: int) -> dict[str, str]:
    """Press the button of the notice and return the files it gives, by what their names say."""
    files: list[Download] = []

    def last(file: Download) -> bool:
        files.append(file)
        return len(files) == count

    with page.expect_download(last):
        page.get_by_role("button", name="Download your record").click()
    names = [file.suggested_filename.removeprefix("digital-cloud-scale-") for file in files]
    texts = [Path(file.path()).read_text(encoding="utf-8") for file in files]
    return {name.split("-")[0]: text for name, text in zip(names, texts, strict=True)}


def test_kinds_and_fields_of_later_releases_stay(page: Page) -> None:
    """Also in the very entries that the learner changes."""
    later: dict[str, Any] = {"later": [1], "earlier": [{"at": AT, "text": "an older text"}]}
    one = "advanced-patterns"
    touched: dict[str, dict[str, Any]] = {
        f"{one}/check/why-cqrs": {"at": AT, "opened": True},
        f"{one}/lab/first-order": {"at": AT, "runs": 2},
        f"{one}/module/{one}": {"at": AT, "state": "started"},
        f"{one}/place/{one}": {"at": AT, "id": "why-sagas"},
        f"{one}/criterion/workloads-differ": {"at": AT, "ticked": False},
        f"{one}/reflection/where-cqrs-helps": {"at": AT, "text": ""},
    }
    strange = {f"{one}/challenge/stale-reads": {"at": AT, "met": True, "tries": 3}}
    put(page, record({**strange, **{key: {**entry, **later} for key, entry in touched.items()}}))
    open_first_check(page)
    page.locator("#why-cqrs").get_by_label("Knew it").check()
    page.evaluate(
        """document.dispatchEvent(new CustomEvent("course:lab-run",
            { detail: { id: "first-order", digest: "3f9c" } }))"""
    )
    page.locator("[type=checkbox][value=workloads-differ]").check()
    page.locator("#where-cqrs-helps textarea").fill("a new text")
    page.get_by_role("button", name="Mark this module complete").click()
    kept = get(page)["entries"]
    assert {key: kept[key] for key in strange} == strange
    for key in touched:
        assert kept[key]["at"] > AT, key
        assert kept[key] == {**kept[key], **later}, key
    expect(page.locator(".course-notice")).to_have_count(0)


def rename(page: Page, old: str, new: str) -> None:
    """Serve the module's page as after a rename."""

    def renamed(route: Any) -> None:
        body = route.fetch().text()
        assert '"renamed": {}' in body
        route.fulfill(body=body.replace('"renamed": {}', f'"renamed": {{"{old}": "{new}"}}'))

    page.route(f"**{MODULE}", renamed)


def test_an_entry_of_a_renamed_block_moves(page: Page) -> None:
    put(page, record({"advanced-patterns/check/sagas-why": GOOD}))
    rename(page, "advanced-patterns/check/sagas-why", "advanced-patterns/check/why-sagas")
    visit(page, MODULE)
    expect(page.locator("#why-sagas")).to_have_attribute("data-state", "not-yet")
    open_first_check(page)
    assert "advanced-patterns/check/sagas-why" not in get(page)["entries"]


def test_what_was_done_in_a_renamed_lab_moves_with_it(page: Page) -> None:
    at = "2026-11-23T10:00:00.000Z"
    done = {
        "old/lab/path": {"at": at, "runs": 3, "digest": "3f9c"},
        "old/challenge/path--own-reads": {"at": at, "met": True, "tries": 2},
        "old/guess/path--stale-own": {"at": at, "text": "5 %"},
        "old/guess/other--stale-own": {"at": at, "text": "6 %"},
    }
    put(page, record(done))
    rename(page, "old/lab/path", "advanced-patterns/lab/first-order")
    visit(page, MODULE)
    expect(page.locator(".outcome__evidence").first).to_contain_text("Challenges met: 1")
    open_first_check(page)
    kept = get(page)["entries"]
    assert kept["advanced-patterns/lab/first-order"] == done["old/lab/path"]
    challenge = kept["advanced-patterns/challenge/first-order--own-reads"]
    assert challenge == done["old/challenge/path--own-reads"]
    guess = kept["advanced-patterns/guess/first-order--stale-own"]
    assert guess == done["old/guess/path--stale-own"]
    assert [key for key in kept if key.startswith("old/")] == ["old/guess/other--stale-own"]


def test_clearing_the_site_data_in_another_tab_empties_this_one(
    module: Page, context: BrowserContext
) -> None:
    open_first_check(module)
    other = context.new_page()
    visit(other, "/glossary/")
    other.evaluate("localStorage.clear()")
    expect(module.locator(".quick-checks__count")).to_have_text("0 of 8 opened")


def test_the_page_of_no_module_keeps_nothing(page: Page) -> None:
    visit(page, "/authoring/")
    page.locator("details.quick-check summary").first.click()
    expect(page.locator("details.quick-check").first).to_have_attribute("data-state", "opened")
    assert get(page) is None
