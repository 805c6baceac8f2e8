"""Firefox reads the course too, and keeps what is done in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MODULE, opened


@pytest.fixture
def page(firefox: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    with opened(firefox, address, complaints) as context:
        yield context.new_page()


def test_what_is_opened_stays_opened(module: Page) -> None:
    module.locator("#why-cqrs summary").click()
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    module.get_by_role("link", name="Glossary").first.click()
    expect(module).to_have_title("Glossary - Digital and Cloud Scale Architecture")
    module.goto(MODULE)
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")


def test_search_finds(module: Page) -> None:
    module.get_by_role("textbox", name="Search").press_sequentially("poison message")
    module.locator(".md-search-result__item").first.wait_for()


def test_a_record_is_handed_out(page: Page) -> None:
    page.goto("/progress/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export your record").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("{")
