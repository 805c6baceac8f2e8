"""No request leaves for another host, on any page; nothing heavy loads before Start."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import MODULE
from tests.browser.pages import addresses


def test_the_whole_site_asks_only_its_own_host(page: Page, site: Path, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in addresses(site):
        page.goto(path, wait_until="networkidle")
    assert len(asked) > len(addresses(site))
    assert [url for url in asked if not url.startswith(f"{address}/")] == []


def test_search_works_without_another_host(module: Page, address: str) -> None:
    asked: list[str] = []
    module.on("request", lambda request: asked.append(request.url))
    module.get_by_role("textbox", name="Search").press_sequentially("poison message")
    module.locator(".md-search-result__item").first.wait_for()
    assert [url for url in asked if not url.startswith((address, "blob:"))] == []


def test_nothing_of_a_lab_loads_before_it_is_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(MODULE, wait_until="networkidle")
    heavy = ("/assets/lab/", "/lab.", "/runtime.", ".wasm")
    assert [url for url in asked if any(name in url for name in heavy)] == []


def test_no_page_names_a_foreign_file(site: Path) -> None:
    """Links may lead out; scripts, styles, images and fonts may not."""
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for attribute in ('src="http', 'src="//', "url(http", "@import url(http"):
            assert attribute not in html, path
