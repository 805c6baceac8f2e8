"""Stop always works: what was on the page stays, and the lab is ready again."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.lab.driver import SNAPSHOT_USED, Lab
from tests.browser.worker_console import Console

WORKER, SNAPSHOT = "**/assets/lab/worker.*.js", "**/snapshot.*.bin"
LONG = {
    "schema": 1,
    "lab": "command-to-projection",
    "seed": 7,
    "parameters": {
        "load.commands_per_s": 300,
        "load.until_us": 60_000_000,
        "projector.service_us": 1000,
    },
}


@pytest.fixture
def slow(module: Page) -> Lab:
    """Start the lab with a run that takes seconds."""
    lab = Lab(module)
    lab.may_be_endless()
    lab.root.locator(".lab__scenario").evaluate(
        "(script, text) => { script.textContent = text }", json.dumps(LONG)
    )
    lab.start()
    return lab


def test_stop_ends_a_run_and_keeps_the_page(slow: Lab) -> None:
    before = slow.digest
    slow.go_to(1_000_000)
    with slow.endless():
        slow.press("Place order")
        expect(slow.view).to_have_attribute("data-runtime", "running")
        expect(slow.view.locator(".lab-bar__state")).to_have_text("Running …")
        slow.press("Stop")
    expect(slow.view.locator(".lab-notice")).to_have_text("Stopped. What you had is still here.")
    slow.shows(before)
    slow.stands_at(1_000_000)
    slow.press("Step to the next event")
    assert slow.at_us > 1_000_000
    expect(slow.view).to_have_attribute("data-runtime", "ready")
    slow.act("Place order")


def test_what_grows_is_not_exported_yet_and_says_so(slow: Lab) -> None:
    slow.view.get_by_label("Moment of the run").press("End")
    slow.go_to(0)
    with slow.endless():
        slow.press("Place order")
        expect(slow.view.locator(".lab-bar__run")).to_contain_text("Being made")
        slow.press("Export")
        told = slow.view.get_by_role("status").filter(has_text="This run is still being made")
        expect(told).to_be_visible()
        slow.press("Stop")


def test_a_guess_whose_run_is_stopped_is_told(slow: Lab) -> None:
    panel = slow.view.locator("details", has_text="Predict: say it before you see it").first
    panel.locator("summary").click()
    panel.get_by_label("Your guess").fill("5")
    told = panel.get_by_role("status")
    with slow.endless():
        slow.press("Place order")  # the guess waits its turn
        panel.get_by_label("Your guess").press("Enter")
        expect(told).to_contain_text("The run is being made")
        slow.press("Stop")
    expect(told).to_contain_text("The run was not made")


def test_what_was_stopped_has_ended_when_the_next_is_ready(slow: Lab) -> None:
    """Chromium ends a worker that never takes breath only two seconds later."""
    stopped = slow.workers[0]
    order: list[str] = []
    stopped.on("close", lambda _: order.append("ended"))
    with slow.endless():
        slow.press("Place order")
        expect(slow.view).to_have_attribute("data-runtime", "running")
        slow.press("Stop")
    expect(slow.view).to_have_attribute("data-runtime", "ready")
    assert order == ["ended"]


def test_stop_at_once_after_stop(slow: Lab, context: BrowserContext) -> None:
    """The second start finds the snapshot lent to the first, the third a load that was given up."""
    context.route(WORKER, lambda _: None)  # no Python comes up to give the snapshot back
    context.route(SNAPSHOT, lambda _: None)
    with slow.endless():
        slow.press("Place order")
        slow.press("Stop")
        with context.expect_event("request", lambda request: "/snapshot." in request.url):
            slow.press("Stop")
        slow.press("Stop")
    context.unroute_all()  # what was held goes on
    expect(slow.view).to_have_attribute("data-runtime", "ready")
    slow.booted(SNAPSHOT_USED)
    slow.act("Place order")


def test_a_mark_keeps_the_focus_while_its_run_grows(slow: Lab) -> None:
    slow.view.get_by_text("As a table", exact=True).click()
    slow.go_to(100_000)
    slow.press("Place order")
    mark = slow.view.get_by_role("button", name="Go to 0.100 s: you sent a command")
    mark.focus()
    expect(slow.view.locator(".lab-bar__run")).not_to_contain_text("Being made")
    expect(mark).to_be_focused()


def test_a_crash_of_the_worker_looks_the_same(slow: Lab, complaints: list[str]) -> None:
    before = slow.digest
    console = Console(slow.page)
    with slow.page.expect_event("worker"):
        console.evaluate("setTimeout(() => { throw new Error('the runtime broke') })")
    expect(slow.view).to_have_attribute("data-runtime", "ready")
    slow.shows(before)
    slow.act("Place order")
    complaints.clear()  # the provoked error


def test_a_run_that_the_simulator_refuses_is_explained(module: Page) -> None:
    lab = Lab(module)
    wrong = {**LONG, "parameters": {"load.commands_per_s": -1}}
    lab.root.locator(".lab__scenario").evaluate(
        "(script, text) => { script.textContent = text }", json.dumps(wrong)
    )
    lab.press("Start the lab")
    alert = lab.view.get_by_role("alert")
    expect(alert).to_contain_text("The simulator refused this run")
    alert.get_by_text("What went wrong, exactly").click()
    expect(alert).to_contain_text("load.commands_per_s")


def test_a_long_log_shows_its_newest_events_wherever_one_goes(slow: Lab) -> None:
    log = slow.view.locator(".lab-log")
    for at_us in (300_000_000, 60_000_000, 66_000_000, 62_000_000, 50_000):
        slow.go_to(at_us)
        count = int(log.locator(".lab-title").inner_text().strip("Event log()"))
        newest = [str(n) for n in range(count, max(0, count - 40), -1)]
        expect(log.locator(".lab-log__position")).to_have_text(newest)
