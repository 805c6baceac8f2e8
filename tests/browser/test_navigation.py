"""The menu, search, the theme and the skip link, by keyboard alone."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MODULE
from tests.browser.pages import again, visit


def test_the_skip_link_is_first_and_leads_past_the_navigation(module: Page) -> None:
    module.keyboard.press("Tab")
    link = module.locator(":focus")
    expect(link).to_have_text("Skip to content")
    expect(link).to_be_in_viewport()
    module.keyboard.press("Enter")
    expect(module).to_have_url(re.compile("#."))


def test_the_menu_on_a_narrow_window(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    visit(page, MODULE)
    menu = page.get_by_role("button", name="Menu")
    glossary = page.get_by_role("navigation", name="Course").get_by_role("link", name="Glossary")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(glossary).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(glossary).to_be_visible()
    expect(page.locator("#site-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(glossary).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    glossary.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Glossary - Digital and Cloud Scale Architecture")
    context.close()


def test_search_by_keyboard(module: Page) -> None:
    box = module.get_by_role("textbox", name="Search")
    box.focus()
    module.keyboard.type("upcaster")
    first = module.locator(".md-search-result__link").first
    # Every letter is a query, and every answer takes away the results of the one before.
    expect(first).to_have_attribute("href", re.compile(r"[?&]h=upcaster(&|#|$)"))
    module.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    module.keyboard.press("Enter")
    expect(module.locator("body")).to_contain_text("upcaster", ignore_case=True)


def test_the_theme_is_chosen_by_keyboard_and_kept(module: Page) -> None:
    theme = module.get_by_role("radiogroup", name="Theme")
    expect(theme.get_by_role("radio", name="As the system")).to_be_checked()
    theme.get_by_role("radio", name="As the system").focus()
    module.keyboard.press("ArrowRight")
    module.keyboard.press("ArrowRight")
    expect(theme.get_by_role("radio", name="Dark")).to_be_checked()
    expect(module.locator("body")).to_have_css("background-color", "rgb(18, 24, 29)")
    again(module)
    expect(module.locator("body")).to_have_css("background-color", "rgb(18, 24, 29)")


def test_a_theme_that_is_none_is_the_system_s(module: Page) -> None:
    """Any local page may have written it, for a page from disk."""
    for left in ("damaged", '{"index": 9}', '{"index": [1]}', "7"):
        module.evaluate(
            "text => localStorage.setItem(__md_scope.pathname + '.__palette', text)", left
        )
        again(module)
        theme = module.get_by_role("radiogroup", name="Theme")
        expect(theme.get_by_role("radio", name="As the system")).to_be_checked()
        theme.get_by_role("radio", name="As the system").press("ArrowLeft")
        expect(module.locator("body")).to_have_css("background-color", "rgb(18, 24, 29)")


def test_modules_in_preparation_are_no_links(module: Page) -> None:
    course = module.get_by_role("navigation", name="Course")
    expect(course.get_by_text("In preparation")).to_have_count(2)
    expect(course.get_by_text("Resilience and performance")).to_be_visible()
    expect(course.get_by_role("link", name="Resilience")).to_have_count(0)
    strip = module.get_by_role("navigation", name="Modules")
    expect(strip.get_by_text("In preparation")).to_have_count(2)
    expect(strip.get_by_role("link", name="Resilience")).to_have_count(0)
    expect(strip.locator("[aria-current=page]")).to_contain_text("Advanced patterns")
