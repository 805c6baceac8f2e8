"""What a screen reader hears, and where the keyboard is, while the lab changes under it."""

import pytest
from playwright.sync_api import expect

from tests.browser.lab.driver import Lab
from tests.browser.lab.links import link
from tests.browser.pages import until

END = 10**9
BUSY = {
    "schema": 1,
    "lab": "command-to-projection",
    "seed": 7,
    "parameters": {
        "load.until_us": 10_000_000,
        "load.commands_per_s": 30,
        "load.customers": 20,
        "handler.service_us": 5000,
        "store.append_us": 2000,
        "relay.poll_us": 0,
        "net.hop_us": 1000,
        "projector.service_us": 10_000,
        "faults.duplicate": 0.3,
    },
}
"""Something is applied every few milliseconds, and much of it twice."""

LISTEN = """(part) => {
    window.heard = { said: [], seen: [], states: [], time: [] };
    const note = (element, to, of, how) =>
        new MutationObserver(() => heard[to].push(of(element))).observe(element, how);
    const text = { childList: true, characterData: true, subtree: true };
    const view = part.closest("lab-view");
    note(part.querySelector("[role=status]"), "said", (e) => e.textContent, text);
    const words = part.querySelector("[role=status]").nextElementSibling;
    note(words, "seen", (e) => e.textContent, text);
    note(part, "states", (e) => e.dataset.state, { attributeFilter: ["data-state"] });
    const scrubber = view.querySelector("input[type=range]");
    const time = { attributeFilter: ["aria-valuetext"] };
    note(scrubber, "time", (e) => e.ariaValueText, time);
}"""


@pytest.fixture
def busy(running: Lab) -> Lab:
    before = running.digest
    running.page.evaluate("hash => { location.hash = hash }", link(BUSY))
    expect(running.view).not_to_have_attribute("data-digest", before)
    running.pause()
    running.go_to(0)
    return running


def play_for_a_while(lab: Lab, part: str) -> dict[str, list[str]]:
    """Play two seconds of the run and return what changed in a part meanwhile."""
    lab.scrubber.focus()
    lab.view.locator(part).evaluate(LISTEN)
    lab.page.keyboard.press("Space")
    until(lab.page, "() => document.querySelector('lab-view input[type=range]').value > 2e6")
    heard: dict[str, list[str]] = lab.page.evaluate("heard")
    lab.page.keyboard.press("Space")
    return heard


def test_while_time_runs_only_another_verdict_is_heard(busy: Lab) -> None:
    heard = play_for_a_while(busy, ".lab-verdict")
    assert len(heard["seen"]) > len(heard["said"]) > 0
    assert len(heard["said"]) <= len(heard["states"])
    assert heard["time"] == []
    said = busy.view.locator(".lab-verdict [role=status]")
    expect(said).to_have_text(busy.verdict.inner_text())
    expect(busy.scrubber).to_have_attribute(
        "aria-valuetext", busy.view.locator(".lab-transport__time").inner_text()
    )


def test_while_time_runs_two_branches_are_not_counted_aloud(busy: Lab) -> None:
    busy.view.get_by_label("Beside it").select_option(label="Run 1")
    expect(busy.view.locator(".lab-compare")).to_be_visible()
    heard = play_for_a_while(busy, ".lab-compare")
    assert len(heard["seen"]) > len(heard["said"])
    assert len(heard["said"]) <= len(heard["states"])


def test_a_step_says_where_it_leads(busy: Lab) -> None:
    busy.scrubber.focus()
    busy.page.keyboard.press("ArrowRight")
    time = busy.view.locator(".lab-transport__time").inner_text()
    expect(busy.scrubber).to_have_attribute("aria-valuetext", time)


def test_a_run_that_leaves_the_moment_as_it_was_is_told(running: Lab) -> None:
    told = running.view.get_by_role("status").filter(has_text="Another run is in view.")
    expect(told).to_have_count(0)
    running.switch_on("Duplicates")
    expect(told).to_have_count(1)
    told.evaluate(
        """(told) => {
          window.again = [];
          const text = { childList: true, characterData: true, subtree: true };
          new MutationObserver(() => again.push(told.textContent)).observe(told, text);
        }"""
    )
    running.act("Undo")
    until(running.page, "() => again.at(-1) && again.at(-2) === ''")


def test_a_run_that_plays_on_tells_of_itself(running: Lab) -> None:
    running.act("Place order")
    until(running.page, "() => document.querySelector('lab-view input[type=range]').value > 5e5")
    expect(running.view.get_by_text("Another run is in view.")).to_have_count(0)


def test_the_summary_of_a_step_says_what_happened_and_no_more(running: Lab) -> None:
    summary = running.view.locator(".lab-summary")
    expect(summary).to_contain_text("You have not placed an order yet.")
    running.press("Step to the next event")
    expect(summary).to_have_text("A command for cleo arrives. 0 events behind, 0.0 s.")


def test_the_goal_of_a_challenge_is_heard_when_it_is_there(running: Lab) -> None:
    running.view.get_by_text("3 challenges", exact=True).click()
    expect(running.view.locator(".lab-task__goal").first).not_to_be_empty()
    expect(running.view.locator(".lab-task__goal").first).to_have_role("status")


def test_a_row_that_goes_leaves_the_focus_at_its_table(busy: Lab) -> None:
    busy.go_to(END)
    rows = busy.view.locator(".lab-rows tbody tr")
    count = rows.count()
    earliest = """(buttons) => buttons.filter((button) => !button.hidden)
        .reduce((one, other) => (+other.value < +one.value ? other : one)).focus()"""
    busy.view.locator(".lab-rows .lab-go").evaluate_all(earliest)
    busy.page.keyboard.press("Enter")
    assert rows.count() < count
    expect(
        busy.view.locator(".lab-rows .lab-scroll :focus, .lab-rows .lab-scroll:focus")
    ).to_have_count(1)


def test_a_verdict_without_a_way_to_where_it_began_keeps_the_focus(busy: Lab) -> None:
    busy.go_to(END)
    busy.view.get_by_role("button", name="where it began").focus()
    busy.go_to(0)
    expect(busy.view.locator(".lab-verdict")).to_be_focused()


def test_an_event_that_leaves_the_log_leaves_the_focus_at_it(busy: Lab) -> None:
    log = busy.view.get_by_role("region", name="Event log")
    busy.go_to(3_000_000)
    expect(log.get_by_role("listitem")).to_have_count(40)
    log.get_by_role("listitem").last.locator("summary").focus()
    busy.go_to(3_200_000)
    expect(log).to_be_focused()


def test_the_last_row_of_what_comes_next_leaves_the_focus_in_the_tables(busy: Lab) -> None:
    busy.view.get_by_text("As a table", exact=True).click()
    busy.go_to(END)
    busy.scrubber.focus()
    busy.page.keyboard.press("ArrowLeft")
    busy.page.keyboard.press("ArrowLeft")
    ahead = busy.view.get_by_role("table", name="What happens next, in this run")
    while ahead.get_by_role("button").count():
        ahead.get_by_role("button").last.focus()
        busy.page.keyboard.press("Enter")
        expect(busy.view.locator(".lab-twin :focus")).to_have_count(1)
