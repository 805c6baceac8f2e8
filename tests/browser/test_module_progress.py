"""Marking a module, marks on links to it, and where to continue."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import OF_ANOTHER_TEXT, again, visit

MODULE = "/modules/advanced-patterns/"
MARK = ".site-nav .course-mark"


def test_marking_is_said_announced_and_reversible(module: Page) -> None:
    state = module.locator(".module-progress__state")
    expect(module.locator(MARK)).to_have_attribute("data-state", "not-started")
    module.get_by_role("button", name="Mark this module complete").click()
    expect(state).to_have_text(re.compile(r"You marked this module complete on .*20\d\d"))
    expect(module.locator(".course-announcer")).to_have_text(re.compile("You marked this module"))
    expect(module.locator(MARK)).to_have_attribute("data-state", "complete")
    back = module.get_by_role("button", name="Take the mark off")
    expect(back).to_be_focused()
    back.click()
    expect(state).to_have_text("Under way")
    expect(module.locator(MARK)).to_have_attribute("data-state", "started")


def test_the_mark_has_words(module: Page) -> None:
    module.get_by_role("button", name="Mark this module complete").click()
    link = module.locator(".site-nav").get_by_role("link", name=re.compile("Advanced patterns"))
    expect(link).to_have_accessible_name(re.compile("Complete$"))


def test_it_survives_and_shows_elsewhere(module: Page) -> None:
    module.get_by_role("button", name="Mark this module complete").click()
    visit(module, "/")
    expect(module.locator(".course-module .course-mark")).to_have_text("Complete")
    expect(module.locator(".course-module[data-module=domains] .course-mark")).to_have_count(0)
    visit(module, "/progress/")
    expect(module.locator(".course-progress__module[data-state=complete]")).to_have_count(1)


def test_a_page_changed_since_says_so_and_can_be_marked_again(module: Page) -> None:
    module.get_by_role("button", name="Mark this module complete").click()
    module.evaluate(OF_ANOTHER_TEXT)
    again(module)
    expect(module.locator(".module-progress__state")).to_contain_text("has changed since")
    expect(module.locator(MARK)).to_have_attribute("data-state", "changed")
    module.get_by_role("button", name="Take the mark off").click()
    mark = module.get_by_role("button", name="Mark this module complete")
    expect(mark).to_be_focused()
    mark.click()
    expect(module.locator(MARK)).to_have_attribute("data-state", "complete")


def test_two_tabs_stay_in_step(module: Page, context: BrowserContext) -> None:
    other = context.new_page()
    visit(other, MODULE)
    module.get_by_role("button", name="Mark this module complete").click()
    expect(other.locator(".module-progress")).to_have_attribute("data-state", "complete")
    other.get_by_role("button", name="Take the mark off").click()
    expect(module.locator(".module-progress")).to_have_attribute("data-state", "started")


def test_continue_leads_to_the_last_thing_done(module: Page) -> None:
    link = module.locator(".module-resume__continue")
    expect(link).to_have_text("Begin: Where you are")
    module.locator("#why-sagas summary").click()
    again(module)
    expect(link).to_have_text("Continue: Why do sagas exist")
    expect(module.locator(".module-resume__far")).to_contain_text("Checks opened: 1 of 8")
    link.click()
    expect(module.locator("#why-sagas")).to_be_in_viewport()


def test_continue_leads_to_the_last_section_read(module: Page) -> None:
    module.locator("h2#reflection-prompt").evaluate("heading => heading.scrollIntoView()")
    link = module.locator(".module-resume__continue")
    expect(link).to_have_text("Continue: Reflection prompt")


def test_it_comes_right_out_of_the_back_forward_cache(module: Page) -> None:
    module.evaluate("window.dispatchEvent(new Event('pagehide'))")
    other = module.context.new_page()
    visit(other, MODULE)
    module.evaluate(
        """() => {
        const key = "course:digital-cloud-scale:record";
        const at = new Date().toISOString();
        const entries = { "advanced-patterns/module/advanced-patterns": { at, state: "started" } };
        // Written in this very tab: no storage event will tell of it.
        localStorage[key] = JSON.stringify({ schema: 1, course: "digital-cloud-scale", entries });
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    expect(module.locator(".module-progress")).to_have_attribute("data-state", "started")
