"""Everything comes right when the content is swapped under the script (instant navigation)."""

import json

from playwright.sync_api import Page, expect

from tests.browser.pages import visit

MODULE = "/modules/advanced-patterns/"
SWAP = """async (url) => {
    const answer = await fetch(url);
    for (const link of document.querySelectorAll("link[href]")) link.href = link.href; // absolute
    history.pushState(null, "", url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const container = "[data-md-component=container]";
    document.querySelector(container).replaceWith(page.querySelector(container));
}"""


def test_there_and_back(page: Page) -> None:
    visit(page, "/")
    page.evaluate(SWAP, MODULE)
    page.locator("#why-cqrs summary").click()
    expect(page.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    expect(page.locator(".site-nav .course-mark")).to_have_attribute("data-state", "started")
    page.locator("course-reflection textarea").first.fill("typed just before the swap")
    page.evaluate(SWAP, "/")
    expect(page.locator(".course-module .course-mark")).to_have_text("Under way")
    page.evaluate(SWAP, MODULE)
    expect(page.locator("#why-cqrs")).to_have_attribute("data-state", "opened")
    page.locator("#why-sagas summary").click()
    expect(page.locator(".course-announcer")).to_have_text("2 of 8 opened")
    record = page.evaluate("localStorage['course:digital-cloud-scale:record']")
    text = json.loads(record)["entries"]["advanced-patterns/reflection/where-cqrs-helps"]["text"]
    assert text == "typed just before the swap"


def test_what_was_typed_is_kept_at_the_swap_and_not_later(page: Page) -> None:
    visit(page, MODULE)
    page.evaluate("window.setTimeout = () => 0")  # no pause is ever over
    # Without focus: not every browser fires blur when what has the focus is taken out.
    page.locator("course-reflection textarea").first.evaluate(
        """field => {
        field.value = "typed just before the swap";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    page.evaluate(SWAP, "/")
    visit(page, MODULE)
    field = page.locator("course-reflection textarea").first
    expect(field).to_have_value("typed just before the swap")
