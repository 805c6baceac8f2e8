"""axe-core finds no violation on any page: light, dark, and with every part opened."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mkdocs_course.workshop.paths import NODE_MODULES
from tests.browser.conftest import MODULE
from tests.browser.pages import addresses, visit

AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
OPEN_EVERYTHING = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const stage of document.querySelectorAll(".stage")) stage.removeAttribute("hidden");
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the element and the reason."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_in_both_themes(browser: Browser, address: str, site: Path, scheme: Any) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in addresses(site):
        visit(page, path)
        found[path] = violations(page)
    context.close()
    assert len(found) >= 6
    assert not any(found.values()), json.dumps(found, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_module_with_every_part_opened(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    visit(page, MODULE)
    page.evaluate(OPEN_EVERYTHING)
    found = violations(page)
    context.close()
    assert not found


def test_with_the_menu_the_search_and_a_tip_open(browser: Browser, address: str) -> None:
    # What fades in has, half way, the contrast of half a letter.
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    page = context.new_page()
    visit(page, MODULE)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Glossary", exact=True).wait_for()
    assert not violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("projector")
    page.locator(".md-search-result__item").first.wait_for()
    assert not violations(page)
    page.keyboard.press("Escape")
    page.locator("a.term").first.focus()
    page.locator(".term-tip").wait_for()
    assert not violations(page)
    context.close()
