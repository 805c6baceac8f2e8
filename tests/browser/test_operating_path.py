"""The operating path: one stage at a time, by button, arrow key and address."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import visit

MODULE = "/modules/advanced-patterns/"
WHERE = ".operating-path__where"


def test_buttons_move_and_announce_and_write_the_address(module: Page) -> None:
    expect(module.locator(WHERE)).to_have_text("Stage 1 of 8: Command API")
    module.get_by_role("button", name="Next stage").click()
    module.get_by_role("button", name="Next stage").click()
    expect(module.locator(WHERE)).to_have_text("Stage 3 of 8: Event store")
    expect(module.locator(".course-announcer")).to_have_text("Stage 3 of 8: Event store")
    expect(module).to_have_url(re.compile(r"#event-store$"))
    expect(module.get_by_role("tabpanel", name="Event store")).to_be_visible()
    expect(module.locator(".stage:not([hidden])")).to_have_count(1)


def test_ends_stay_put_and_keep_the_focus(module: Page) -> None:
    previous = module.get_by_role("button", name="Previous stage")
    expect(previous).to_have_attribute("aria-disabled", "true")
    previous.focus()
    module.keyboard.press("Enter")
    expect(module.locator(WHERE)).to_have_text("Stage 1 of 8: Command API")
    expect(previous).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["ArrowRight"], "Command handler"),
        (["ArrowDown", "ArrowRight"], "Event store"),
        (["End"], "Observability"),
        (["End", "Home"], "Command API"),
        (["ArrowLeft"], "Observability"),
        (["End", "ArrowRight"], "Command API"),
        (["End", "ArrowUp"], "Query API"),
    ],
)
def test_arrow_keys_on_the_tabs(module: Page, keys: list[str], name: str) -> None:
    module.get_by_role("tab", name="Command API").focus()
    for key in keys:
        module.keyboard.press(key)
    tab = module.get_by_role("tab", name=name)
    expect(tab).to_be_focused()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(module.get_by_role("tabpanel", name=name)).to_be_visible()


def test_only_the_current_tab_is_a_tab_stop(module: Page) -> None:
    module.get_by_role("tab", name="Command API").focus()
    module.keyboard.press("ArrowRight")
    expect(module.locator(".operating-path__tab[tabindex='0']")).to_have_count(1)


def test_a_deep_link_opens_its_stage(page: Page) -> None:
    visit(page, f"{MODULE}#projector")
    expect(page.get_by_role("tabpanel", name="Projector")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Projector")).to_be_in_viewport()
    expect(page.locator(WHERE)).to_have_text("Stage 5 of 8: Projector")


def test_a_link_within_the_page_opens_its_stage(module: Page) -> None:
    module.evaluate("location.hash = 'read-model'")
    expect(module.get_by_role("tabpanel", name="Read model")).to_be_visible()
    expect(module.get_by_role("heading", name="Read model", exact=True)).to_be_in_viewport()


def test_a_browser_that_cannot_reveal_a_folded_stage_gets_there_too(module: Page) -> None:
    module.evaluate(
        """() => {
        history.replaceState(null, "", "#read-model");  // changes the address, scrolls nowhere
        window.dispatchEvent(new HashChangeEvent("hashchange"));
        }"""
    )
    expect(module.get_by_role("heading", name="Read model", exact=True)).to_be_in_viewport()


def test_every_stage_reads_without_javascript(context: BrowserContext, address: str) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address + MODULE)
    assert page.locator(".stage").count() == 8
    for stage in page.locator(".stage").all():
        expect(stage).to_be_visible()
    expect(page.get_by_role("button", name="Next stage")).to_have_count(0)
    plain.close()
