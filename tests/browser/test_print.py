"""On paper everything is open and what was typed is there in full; the screen stays as it was."""

from playwright.sync_api import Page, expect


def test_print_opens_everything_and_closes_it_again(module: Page) -> None:
    text = "\n".join(f"line {number}" for number in range(60))
    module.locator("course-reflection textarea").first.fill(text)
    module.locator("#workloads-differ input[type=text]").fill("a ratio")
    module.locator("#why-sagas summary").click()
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
    module.emulate_media(media="print")
    module.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for check in module.locator("details.quick-check").all():
        expect(check.locator(".quick-check__answer")).to_be_visible()
    for stage in module.locator(".stage").all():
        expect(stage.locator(".stage__facts")).to_be_visible()
    expect(module.locator(".print-text", has_text="line 59")).to_be_visible()
    expect(module.locator(".print-text", has_text="a ratio")).to_be_visible()
    module.evaluate("window.dispatchEvent(new Event('afterprint'))")
    module.emulate_media(media="screen")
    expect(module.locator("details.quick-check[open]")).to_have_count(1)
    expect(module.locator(".stage:not([hidden])")).to_have_count(1)
    expect(module.locator(".print-text")).to_have_count(0)
    expect(module.locator(".quick-checks__count")).to_have_text("1 of 8 opened")
