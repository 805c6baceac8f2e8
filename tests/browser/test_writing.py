"""Reflections and artefacts: kept as they are typed, exported, and never lost to another tab."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.pages import again, visit

MODULE = "/modules/advanced-patterns/"
REFLECTION = "course-reflection#where-cqrs-helps"


def field(page: Page) -> Locator:
    return page.locator(REFLECTION).get_by_label("Your answer")


def status(page: Page) -> Locator:
    return page.locator(f"{REFLECTION} .text-field__status")


def write(page: Page, text: str) -> None:
    field(page).fill(text)
    expect(status(page)).to_have_text("Saved")


def test_it_is_kept_as_it_is_typed_and_said_politely_once(module: Page) -> None:
    write(module, "Search would benefit.")
    expect(module.locator(".course-announcer")).to_have_text("Saved")
    expect(module.locator(f"{REFLECTION} .text-field__words")).to_have_text("3 words")
    module.evaluate("document.querySelector('.course-announcer').textContent = ''")
    field(module).press_sequentially(" More.")
    expect(status(module)).to_have_text("Saved")
    expect(module.locator(".course-announcer")).to_have_text("")
    again(module)
    expect(field(module)).to_have_value("Search would benefit. More.")


@pytest.mark.parametrize("clock", ["1999-06-01T00:00:00Z", "2100-06-01T00:00:00Z"])
def test_it_stays_whatever_the_clock_says(page: Page, clock: str) -> None:
    page.clock.set_fixed_time(clock)
    visit(page, MODULE)
    field(page).fill("typed in another century")
    visit(page, "/glossary/")
    visit(page, MODULE)
    expect(field(page)).to_have_value("typed in another century")
    expect(page.locator(".course-notice")).to_have_count(0)


def test_leaving_at_once_loses_nothing(module: Page) -> None:
    field(module).fill("typed just before leaving")
    visit(module, "/progress/")
    visit(module, MODULE)
    expect(field(module)).to_have_value("typed just before leaving")


def test_another_tab_follows_when_its_field_is_idle(module: Page, context: BrowserContext) -> None:
    other = context.new_page()
    visit(other, MODULE)
    write(module, "from the first tab")
    expect(field(other)).to_have_value("from the first tab")


def test_both_versions_are_offered_where_the_learner_is_typing(
    module: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    visit(other, MODULE)
    field(module).focus()
    write(other, "from the other tab")
    field(other).blur()
    version = module.locator(f"{REFLECTION} .text-field__version")
    expect(version).to_contain_text("from the other tab")
    expect(field(module)).to_have_value("")
    expect(module.locator(".course-announcer")).to_contain_text("changed in another tab")
    field(module).press_sequentially("mine")
    expect(status(module)).to_have_text("Saved")
    expect(version).to_contain_text("from the other tab")
    expect(field(other)).to_have_value("mine")
    module.get_by_role("button", name="Use this version").click()
    expect(field(module)).to_have_value("from the other tab")
    expect(field(module)).to_be_focused()
    expect(field(other)).to_have_value("from the other tab")
    expect(version).to_contain_text("mine")


def test_an_older_save_does_not_overwrite_a_newer_one(
    module: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    visit(other, MODULE)
    # Typed first, kept last: the first tab's save is held back while the other tab types and saves.
    module.evaluate("window.setTimeout = () => 0")
    field(module).press_sequentially("older")
    write(other, "newer")
    module.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    expect(field(other)).to_have_value("newer")
    expect(other.locator(f"{REFLECTION} .text-field__version")).to_contain_text("older")
    again(other)
    expect(field(other)).to_have_value("newer")


def test_a_version_can_be_removed(module: Page, context: BrowserContext) -> None:
    other = context.new_page()
    visit(other, MODULE)
    field(module).press_sequentially("mine")
    write(other, "theirs")
    version = module.locator(f"{REFLECTION} .text-field__version")
    expect(version).to_contain_text("theirs")
    other.close()  # what it has just written it would put again for a moment
    module.get_by_role("button", name="Remove this version").click()
    expect(version).to_have_count(0)
    expect(field(module)).to_be_focused()
    again(module)
    expect(field(module)).to_have_value("mine")
    expect(version).to_have_count(0)


def test_the_artefact_exports_every_part_that_is_written(module: Page) -> None:
    artefact = module.locator("course-artefact")
    artefact.get_by_label("Events, with versions").fill("OrderPlaced v2")
    artefact.get_by_label("Replay plan").fill("Rebuild nightly\n\n- from a snapshot")
    with module.expect_download() as download:
        artefact.get_by_role("button", name="Export as Markdown").click()
    assert download.value.suggested_filename == ("advanced-patterns-event-and-projection-sketch.md")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# Digital and Cloud Scale Architecture\n\n## Advanced patterns")
    assert "#### Events, with versions\n\nOrderPlaced v2\n" in text
    assert "#### Replay plan\n\nRebuild nightly\n\n- from a snapshot\n" in text
    assert "Alerts" not in text


def test_markup_in_a_text_stays_text(module: Page, context: BrowserContext) -> None:
    other = context.new_page()
    visit(other, MODULE)
    field(module).press_sequentially("mine")
    write(other, "<img src=x onerror=alert(1)>")
    version = module.locator(f"{REFLECTION} .text-field__other")
    expect(version).to_have_text(re.compile(r"<img src=x"))
    assert module.locator(f"{REFLECTION} img").count() == 0
