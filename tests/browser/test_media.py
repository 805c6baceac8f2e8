"""Print, forced colours, reduced motion."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MODULE
from tests.browser.pages import STILL, until, visit


def test_print_opens_everything_and_prints_what_was_typed(module: Page) -> None:
    words = "Reads of the order page. " * 40
    module.locator(".reflection textarea").first.fill(words)
    module.evaluate("dispatchEvent(new Event('beforeprint'))")
    module.emulate_media(media="print")
    for answer in module.locator(".quick-check__answer").all():
        expect(answer).to_be_visible()
    for stage in module.locator(".operating-path .stage").all():
        expect(stage).to_be_visible()
    printed = module.locator(".reflection .print-text").first
    expect(printed).to_be_visible()
    expect(printed).to_have_text(words.strip())
    expect(module.locator(".site-header")).to_be_hidden()
    module.emulate_media(media="screen")
    module.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(module.locator("details.quick-check[open]")).to_have_count(0)


def test_forced_colours_keep_states_apart(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, forced_colors="active")
    page = context.new_page()
    visit(page, MODULE)
    tabs = page.locator(".operating-path__tab")
    fills = [
        tab.evaluate("tab => getComputedStyle(tab, '::before').backgroundColor")
        for tab in (tabs.nth(0), tabs.nth(1))
    ]
    assert fills[0] != fills[1]
    context.close()


def test_reduced_motion_leaves_nothing_moving(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    visit(page, MODULE)
    until(page, STILL)
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("body *")].flatMap(element =>
             getComputedStyle(element).transitionDuration.split(",").map(parseFloat)))"""
    )
    assert longest <= 0.001
    context.close()
