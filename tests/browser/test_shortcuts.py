"""Single letters do nothing: Material would turn the page or search on them, wherever focus is."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("key", ["n", ".", "p", ",", "f", "s", "/"])
def test_no_single_letter_leads_away(module: Page, key: str) -> None:
    mark = module.get_by_role("button", name="Mark this module complete")
    mark.focus()
    module.keyboard.press(key)
    expect(mark).to_be_focused()
    module.keyboard.press("Enter")
    expect(module.locator(".module-progress")).to_have_attribute("data-state", "complete")
    assert module.url.endswith("/modules/advanced-patterns/")


def test_the_letters_can_be_typed(module: Page) -> None:
    field = module.locator("#where-cqrs-helps textarea")
    field.press_sequentially("pn,.fs/")
    expect(field).to_have_value("pn,.fs/")
