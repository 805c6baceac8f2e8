"""From 320 pixels (1,280 at 400 % zoom) up, nothing scrolls sideways and nothing is cut off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from mkdocs_course.workshop import browsers
from tests.browser.pages import addresses, visit

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const own = ".table-scroll, pre, .highlight, .md-search, .md-sidebar, svg";
  const scrolls = element => element.closest(own);
  return [...document.querySelectorAll("body *")]
    .filter(element => element.checkVisibility() && !scrolls(element))
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .filter(element => getComputedStyle(element).clipPath === "none")
    .map(element => element.outerHTML.slice(0, 120));
}"""


SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}"""
# As a reader's extension does: the page's own policy allows no style of others.
ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 1920])
def test_no_page_scrolls_sideways(browser: Browser, address: str, site: Path, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 256})
    page = context.new_page()
    for path in addresses(site):
        visit(page, path)
        scroll = page.evaluate("document.documentElement.scrollWidth")
        assert scroll <= width, f"{path} is {scroll} wide: {page.evaluate(WIDER)}"
        assert page.evaluate(WIDER) == [], path
    context.close()


def test_text_can_be_spaced_out(browser: Browser, address: str, site: Path) -> None:
    """WCAG 1.4.12: wider lines, letters and words break nothing."""
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in addresses(site):
        visit(page, path)
        page.evaluate(ADD_STYLE, SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDER)
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_letters_may_be_twice_the_size(
    playwright: Playwright, address: str, site: Path, width: int
) -> None:
    """The learner's own default of 32 pixels, on a phone."""
    browser = browsers.launch(playwright, "--blink-settings=defaultFontSize=32")
    page = browser.new_page(base_url=address, viewport={"width": width, "height": 700})
    for path in addresses(site):
        visit(page, path)
        assert page.evaluate(WIDER) == [], path
    browser.close()
