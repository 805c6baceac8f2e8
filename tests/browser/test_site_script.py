"""What every page loads of ours stays small, and out of the way of the first paint."""

import gzip
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import MODULE
from tests.browser.pages import until, visit

CONTAINED = """() => [...document.querySelectorAll(".md-typeset > *")]
  .filter(element => getComputedStyle(element).contentVisibility === "auto").length"""
BUDGET = 14 * 1024  # bytes, gzip; the page as a whole is weighed by the benchmark


def test_the_script_of_every_page_is_small(site: Path) -> None:
    (script,) = (site / "assets" / "course").glob("site.*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) <= BUDGET


def test_what_is_out_of_sight_waits_for_the_script_and_no_longer(page: Page) -> None:
    page.route("**/site.*.js", lambda route: route.fulfill(body=""))
    page.goto(MODULE)
    assert page.evaluate(CONTAINED) >= 5
    page.unroute("**/site.*.js")
    visit(page, MODULE)
    assert page.evaluate(CONTAINED) == 0


def test_no_script_stands_in_the_way_of_the_parser(page: Page) -> None:
    """A page whose scripts never come is there in full, to its last word."""
    page.route("**/*.js", lambda route: None)
    page.goto(MODULE, wait_until="commit")
    page.locator("footer").last.wait_for()
    until(page, "() => document.readyState === 'interactive'")
