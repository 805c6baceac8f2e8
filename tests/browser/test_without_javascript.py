"""With JavaScript off every page reads in full, and no control is dead."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MODULE


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_every_stage_of_the_path_is_open(plain: Page) -> None:
    plain.goto(MODULE)
    stages = plain.locator(".operating-path .stage")
    expect(stages).to_have_count(8)
    for stage in stages.all():
        expect(stage.get_by_text("Signal to watch")).to_be_visible()


def test_a_quick_check_opens(plain: Page) -> None:
    plain.goto(MODULE)
    expect(plain.get_by_text("8 questions")).to_be_visible()
    check = plain.locator("#what-is-event-sourcing, details.quick-check").first
    check.locator("summary").click()
    expect(check.locator(".quick-check__answer")).to_be_visible()


def test_the_recorded_run_stands_in_for_the_lab(plain: Page) -> None:
    plain.goto(MODULE)
    run = plain.locator(".recorded-run")
    expect(run.get_by_role("img")).to_be_visible()
    assert run.locator("tbody tr").count() > 10


def test_a_term_leads_to_the_glossary(plain: Page) -> None:
    plain.goto(MODULE)
    plain.locator("a.term").first.click()
    expect(plain).to_have_url(re.compile("/glossary/index.html#."))


def test_there_is_no_dead_button(plain: Page) -> None:
    for path in ("/", MODULE, "/progress/", "/glossary/"):
        plain.goto(path)
        assert plain.locator("button:visible, input:visible, textarea:visible").count() == 0, path


def test_the_menu_opens_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(MODULE)
    page.locator("label", has_text="Menu").click()
    expect(page.get_by_role("link", name="Glossary", exact=True)).to_be_visible()
    context.close()


def test_the_page_follows_the_system_s_theme(browser: Browser, address: str) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(
            base_url=address, java_script_enabled=False, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(MODULE)
        seen.add(page.screenshot(clip={"x": 2, "y": 400, "width": 2, "height": 2}))
        context.close()
    assert len(seen) == 2
