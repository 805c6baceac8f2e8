"""Firefox reads the course too, and keeps what is done in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MODULE, opened
from tests.browser.pages import until, visit


@pytest.fixture
def page(firefox: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    with opened(firefox, address, complaints) as context:
        yield context.new_page()


def test_what_is_opened_stays_opened(module: Page) -> None:
    module.locator("#why-cqrs summary").click()
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    module.get_by_role("link", name="Glossary").first.click()
    expect(module).to_have_title("Glossary - Digital and Cloud Scale Architecture")
    visit(module, MODULE)
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")


def test_search_finds(module: Page) -> None:
    module.get_by_role("textbox", name="Search").press_sequentially("poison message")
    module.locator(".md-search-result__item").first.wait_for()


def test_a_record_is_handed_out(page: Page) -> None:
    visit(page, "/progress/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export your record").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("{")


def test_going_back_does_not_bring_back_what_was_deleted_for_good(module: Page) -> None:
    """The page comes back as it was left, and what was written last was not yet safe then."""
    module.evaluate("addEventListener('pageshow', ({ persisted }) => { window.kept = persisted })")
    module.locator("#where-cqrs-helps textarea").fill("deleted for good")
    visit(module, "/progress/")
    module.get_by_role("button", name="Reset your record").click()
    module.get_by_role("button", name="Delete it for good").click()
    module.evaluate("history.back()")
    # Playwright takes such a page for one that is still being loaded: its locators wait for ever.
    until(module, "() => window.kept")
    record = module.evaluate("localStorage['course:digital-cloud-scale:record']")
    assert "deleted for good" not in record
    until(module, "() => document.querySelector('#where-cqrs-helps textarea').value === ''")
