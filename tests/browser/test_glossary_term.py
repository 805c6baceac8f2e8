"""Glossary tips: on hover, focus and tap; dismissed, hoverable, lasting; never over the word."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.pages import visit

MODULE = "/modules/advanced-patterns/"
TIP = ".term-tip"
SECOND = 1000  # ms of the page's own clock: longer than any wait of the tip's


def term_in_text(page: Page) -> Locator:
    return page.locator("h2#where-you-are ~ p a.term").first


def test_hover_shows_the_definition_and_the_pointer_may_go_to_it(module: Page) -> None:
    module.clock.install()
    term = term_in_text(module)
    term.hover()
    module.clock.run_for(SECOND)
    tip = module.locator(TIP)
    expect(tip).to_be_visible()
    entry = module.locator(f"#{term.get_attribute('aria-describedby')}")
    expect(tip.locator(".term-tip__name")).to_have_text(entry.locator("dt").inner_text())
    word, below = term.bounding_box(), tip.bounding_box()
    assert word
    assert below
    between = (word["y"] + word["height"] + below["y"]) / 2
    module.mouse.move(word["x"] + 4, between)
    module.mouse.move(below["x"] + 8, below["y"] + 8)
    module.clock.run_for(SECOND)
    expect(tip).to_be_visible()
    module.mouse.move(2, 2)
    module.clock.run_for(SECOND)
    expect(tip).to_have_count(0)


def test_focus_shows_it_and_escape_closes_it(module: Page) -> None:
    term = term_in_text(module)
    term.focus()
    expect(module.locator(TIP)).to_be_visible()
    module.keyboard.press("Escape")
    expect(module.locator(TIP)).to_have_count(0)
    expect(term).to_be_focused()


def test_escape_inside_the_tip_goes_back_to_the_word(module: Page) -> None:
    term = term_in_text(module)
    term.focus()
    module.locator(f"{TIP} a").focus()
    expect(module.locator(f"{TIP} a")).to_be_focused()
    module.keyboard.press("Escape")
    expect(term).to_be_focused()
    expect(module.locator(TIP)).to_have_count(0)


def test_leaving_by_keyboard_closes_it(module: Page) -> None:
    term_in_text(module).focus()
    module.keyboard.press("Tab")
    expect(module.locator(":focus")).not_to_have_class("term-tip__link")
    expect(module.locator(TIP)).to_have_count(1)  # the next term's
    module.keyboard.press("Escape")
    expect(module.locator(TIP)).to_have_count(0)


def test_one_tip_at_a_time_however_fast_one_goes_from_word_to_word(module: Page) -> None:
    shown = module.locator("a.term").evaluate_all(
        """(terms, tip) => terms.slice(0, 9).map((term) => {
            term.focus();
            return document.querySelectorAll(tip).length;
        })""",
        TIP,
    )
    assert shown == [1] * 9
    last = module.locator("a.term").nth(8)
    name = module.locator(f"#{last.get_attribute('aria-describedby')} dt").inner_text()
    expect(module.locator(f"{TIP} .term-tip__name")).to_have_text(name)


def test_a_term_in_a_heading_has_one_too(module: Page) -> None:
    term = module.locator(":is(h2, h3) a.term").first
    term.scroll_into_view_if_needed()
    term.focus()
    expect(module.locator(TIP)).to_be_visible()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    visit(page, MODULE)
    yield page
    context.close()


def test_the_first_tap_shows_the_tip_and_the_next_follows_the_link(phone: Page) -> None:
    term = term_in_text(phone)
    # A theme that navigates by script listens here.
    phone.evaluate("document.body.addEventListener('click', () => document.title = 'navigated')")
    term.tap()
    expect(phone.locator(TIP)).to_be_visible()
    assert phone.url.endswith(MODULE)
    assert phone.title() != "navigated"
    term.tap()
    phone.wait_for_url("**/glossary/**")


def test_a_tap_elsewhere_closes_it(phone: Page) -> None:
    term_in_text(phone).tap()
    expect(phone.locator(TIP)).to_be_visible()
    phone.locator("h2#where-you-are").tap()
    expect(phone.locator(TIP)).to_have_count(0)


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (1280, 900)])
def test_it_stays_in_the_window_and_off_the_word(
    context: BrowserContext, size: tuple[int, int]
) -> None:
    page = context.new_page()
    width, height = size  # 320 × 256 is a 1280 × 1024 window at 400 %
    page.set_viewport_size({"width": width, "height": height})
    visit(page, MODULE)
    for term in page.locator("article p a.term").all()[:12]:
        term.scroll_into_view_if_needed()
        term.focus()
        expect(page.locator(TIP)).to_be_visible()
        tip = page.locator(TIP).bounding_box()
        assert tip
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= width
        assert tip["y"] >= 0
        assert tip["y"] + tip["height"] <= height
        assert not overlaps(page)
        page.keyboard.press("Escape")


def overlaps(page: Page) -> bool:
    """Whether the tip covers any line of the word it explains."""
    found: bool = page.evaluate(
        """() => {
        const tip = document.querySelector(".term-tip").getBoundingClientRect();
        const lines = document.activeElement.getClientRects();
        return [...lines].some((line) => line.left < tip.right && line.right > tip.left
            && line.top < tip.bottom && line.bottom > tip.top);
        }"""
    )
    return found
