"""Quick checks: opening is recorded, counted and announced; "not yet" answers gather in a list."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pages import OF_ANOTHER_TEXT, again, visit

FIRST = "#why-cqrs"


def entries(page: Page) -> dict[str, Any]:
    """Read what the record holds."""
    key = "course:digital-cloud-scale:record"
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage[key]).entries", key)
    return found


def test_opening_is_counted_announced_and_recorded(module: Page) -> None:
    expect(module.locator(".quick-checks__count")).to_have_text("0 of 8 opened")
    module.locator(f"{FIRST} summary").click()
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    expect(module.locator(".course-announcer")).to_have_text("1 of 8 opened")
    check = entries(module)["advanced-patterns/check/why-cqrs"]
    assert check["opened"] is True
    assert check["fingerprint"] == module.locator(FIRST).get_attribute("data-fingerprint")


def test_opening_again_counts_once_and_is_no_news(module: Page) -> None:
    summary = module.locator(f"{FIRST} summary")
    summary.click()
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    first = entries(module)["advanced-patterns/check/why-cqrs"]
    summary.click()
    summary.click()
    module.locator("#why-sagas summary").click()
    expect(module.locator(".quick-checks__count")).to_have_text("2 of 8 opened")
    assert entries(module)["advanced-patterns/check/why-cqrs"] == first


def test_not_yet_goes_to_the_review_list_and_leaves_it(module: Page) -> None:
    review = module.locator(".quick-checks__review")
    expect(review).to_be_hidden()
    module.locator(f"{FIRST} summary").click()
    expect(module.locator(".course-announcer")).to_have_text("1 of 8 opened")
    module.locator(FIRST).get_by_label("Not yet").check()
    expect(review.get_by_role("link", name="Why use CQRS")).to_have_attribute("href", FIRST)
    expect(module.locator(".course-announcer")).to_have_text("1 question in your review list")
    module.locator(FIRST).get_by_label("Knew it").check()
    expect(review).to_be_hidden()


def test_an_answer_that_leaves_the_review_list_as_it_was_is_no_news_of_it(module: Page) -> None:
    module.locator(f"{FIRST} summary").click()
    expect(module.locator(".course-announcer")).to_have_text("1 of 8 opened")
    module.locator(FIRST).get_by_label("Knew it").check()
    module.locator("#why-sagas summary").click()
    expect(module.locator(".course-announcer")).to_have_text("2 of 8 opened")
    module.evaluate(
        """() => {
        window.heard = [];
        const announcer = document.querySelector(".course-announcer");
        new MutationObserver(() => window.heard.push(announcer.textContent))
            .observe(announcer, { childList: true });
        }"""
    )
    module.locator(FIRST).get_by_label("Partly").check()
    module.locator(FIRST).get_by_label("Not yet").check()
    expect(module.locator(".course-announcer")).to_have_text("1 question in your review list")
    assert module.evaluate("window.heard.filter(Boolean)") == ["1 question in your review list"]


def test_answer_is_there_after_reload_but_closed(module: Page) -> None:
    module.locator(f"{FIRST} summary").click()
    module.locator(FIRST).get_by_label("Partly").check()
    again(module)
    expect(module.locator(FIRST)).not_to_have_attribute("open", "")
    expect(module.locator(f"{FIRST} .quick-check__state")).to_have_text("Partly")
    expect(module.locator(FIRST).get_by_label("Partly")).to_be_checked()


def test_by_keyboard_alone(module: Page) -> None:
    module.locator(f"{FIRST} summary").focus()
    module.keyboard.press("Enter")
    expect(module.locator(FIRST)).to_have_attribute("open", "")
    for _ in range(9):  # past the terms of the answer
        module.keyboard.press("Tab")
        if module.evaluate("document.activeElement.type") == "radio":
            break
    module.keyboard.press("Space")
    module.keyboard.press("ArrowRight")
    expect(module.locator(FIRST).get_by_label("Partly")).to_be_checked()
    expect(module.locator(FIRST)).to_have_attribute("data-state", "partly")


def test_a_question_changed_since_says_so_and_is_due_for_review(module: Page) -> None:
    module.locator(f"{FIRST} summary").click()
    module.locator(FIRST).get_by_label("Knew it").check()
    module.evaluate(OF_ANOTHER_TEXT)
    again(module)
    module.locator(f"{FIRST} summary").focus()
    expect(module.locator(f"{FIRST} .quick-check__changed")).to_have_text(
        "The author has changed this question since you opened it."
    )
    visit(module, "/progress/")
    expect(module.locator(".course-progress__review a")).to_have_text(["Why use CQRS"])
