"""What comes from outside is text: typed, imported, in a link, or left in the storage."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MODULE
from tests.browser.pages import blank, visit

AT = "2026-11-01T10:00:00.000Z"
MARKUP = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script>"
REFLECTION = "advanced-patterns/reflection/where-cqrs-helps"
RAN = "window.ran !== undefined || document.querySelectorAll('img[src=x]').length > 0"


def chosen(page: Page, folder: Path, text: str) -> None:
    """Choose a file on the progress page."""
    file = folder / "record.json"
    file.write_text(text, encoding="utf-8")
    visit(page, "/progress/")
    page.locator(".course-progress__import input").set_input_files(file)


def record(entries: dict[str, Any]) -> str:
    return json.dumps({"schema": 1, "course": "digital-cloud-scale", "entries": entries})


def test_markup_in_a_reflection_is_text(page: Page) -> None:
    visit(page, MODULE)
    field = page.locator("#where-cqrs-helps textarea")
    field.fill(MARKUP)
    field.blur()
    visit(page, MODULE)
    expect(field).to_have_value(MARKUP)
    visit(page, "/progress/")
    assert page.evaluate(RAN) is False


def test_markup_in_an_import_is_text(page: Page, tmp_path: Path) -> None:
    earlier = [{"at": AT, "text": MARKUP}]
    entries = {
        REFLECTION: {"at": AT, "text": MARKUP + "!", "earlier": earlier},
        "advanced-patterns/check/why-cqrs": {"at": AT, "opened": True, "sure": MARKUP},
        f"advanced-patterns/check/{MARKUP}": {"at": AT, "opened": True},
    }
    chosen(page, tmp_path, record(entries))
    expect(page.locator(".course-progress__preview")).to_contain_text("left out: 2")
    page.locator(".course-progress__merge").click()
    visit(page, MODULE)
    expect(page.locator("#where-cqrs-helps textarea")).to_have_value(MARKUP + "!")
    assert page.evaluate(RAN) is False


@pytest.mark.parametrize("key", ["__proto__", "constructor", "hasOwnProperty"])
def test_a_key_of_every_object_changes_no_object(page: Page, tmp_path: Path, key: str) -> None:
    inner = json.dumps({"at": AT, "text": "x", "polluted": True})
    good = json.dumps({"at": AT, "text": "good"})
    chosen(
        page,
        tmp_path,
        f'{{"schema": 1, "course": "digital-cloud-scale", "{key}": {inner},'
        f' "entries": {{"{key}": {inner}, "{REFLECTION}": {{"{key}": {inner}, {good[1:]}}}}}',
    )
    page.locator(".course-progress__merge").click()
    assert page.evaluate("({}).polluted === undefined && ({}).hasOwnProperty('x') === false")
    visit(page, MODULE)
    expect(page.locator("#where-cqrs-helps textarea")).to_have_value("good")


def test_an_import_of_50_mb_loses_nothing_and_leaves_the_page_usable(
    page: Page, tmp_path: Path
) -> None:
    visit(page, MODULE)
    page.locator("#why-cqrs summary").click()
    chosen(page, tmp_path, record({REFLECTION: {"at": AT, "text": "x" * 50_000_000}}))
    refused = page.locator(".course-progress__preview [role=alert]")
    expect(refused).to_contain_text("too large")
    visit(page, MODULE)
    expect(page.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    expect(page.locator(".course-notice")).to_have_count(0)


def test_what_another_page_left_in_the_storage_is_text(page: Page) -> None:
    text = record({REFLECTION: {"at": AT, "text": MARKUP}, MARKUP: {"at": AT}})
    visit(page, "/glossary/")
    page.evaluate("text => localStorage.setItem('course:digital-cloud-scale:record', text)", text)
    for path in (MODULE, "/progress/"):
        visit(page, path)
        assert page.evaluate(RAN) is False
    aside = page.locator(".course-progress__set-aside")
    aside.locator("summary").click()
    expect(aside.locator("pre")).to_contain_text(AT)


def test_markup_in_a_link_is_text(page: Page) -> None:
    visit(page, MODULE)
    scenario = json.loads(page.locator("#first-order .lab__scenario").text_content() or "")
    hostile = {**scenario, "interventions": [{"at_us": 0, "do": MARKUP, "kind": MARKUP}]}
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(hostile).encode()) + packer.flush()
    link = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    visit(page, "/glossary/")
    visit(page, f"{MODULE}#first-order/run/{link}")
    lab = page.locator("#first-order")
    if lab.locator("lab-view").count() == 0:
        lab.get_by_role("button", name="Start the lab").click()
    refused = lab.get_by_role("alert").filter(has_text="The simulator refused this run")
    expect(refused).to_contain_text(MARKUP)
    assert page.evaluate(RAN) is False


def test_on_a_host_the_search_for_local_pages_does_not_start(page: Page, site: Path) -> None:
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    blank(page)
    started = page.evaluate(
        """(name) => new Promise((done) => {
        const frame = document.createElement("iframe");
        frame.src = `/assets/course/search.html#${name}`;
        frame.onload = () => done(frame.contentDocument.documentElement.outerHTML.includes(name));
        document.body.append(frame);
        })""",
        worker.name,
    )
    assert not started


def test_on_a_host_the_frame_for_local_pages_tells_nobody_of_the_record(page: Page) -> None:
    """Another site's page that frames it, on a host without headers, asks in the same way."""
    visit(page, MODULE)
    page.locator("#why-cqrs summary").click()
    blank(page)
    told = page.evaluate(
        """() => new Promise((done) => {
        const told = [];
        addEventListener("message", ({ data }) => {
            told.push(data);
            if (data === "heard") done(told);
        });
        const frame = document.createElement("iframe");
        frame.src = "/assets/course/store.html";
        frame.onload = () => {
            // After the frame's own script has heard the same.
            frame.contentWindow.addEventListener("message", () => postMessage("heard", "*"));
            frame.contentWindow.postMessage({ ask: "course:" }, "*");
        };
        document.body.append(frame);
        })"""
    )
    assert told == ["heard"]
