"""Acting: an order has two moments, a refused command has none, a read may be stale."""

import re
from itertools import takewhile
from pathlib import Path

from playwright.sync_api import expect

import labs_py
from tests.browser.lab.driver import Lab

NOW = 5_000_000


def place(lab: Lab) -> None:
    """Place an order and wait, at four times the speed, until it is visible."""
    lab.go_to(NOW)
    lab.section("Speed").select_option("4")
    lab.act("Place order")
    expect(lab.section("Your order: two moments")).to_have_attribute("data-state", "visible")


def test_acknowledged_and_visible_are_two_moments_with_a_gap(running: Lab, tmp_path: Path) -> None:
    place(running)
    acknowledged, visible = running.moment("acknowledged"), running.moment("visible")
    assert acknowledged is not None
    assert visible is not None
    assert NOW / 1e6 < acknowledged < visible
    trace = running.trace(tmp_path)
    own = [r for r in trace["records"] if str(r.get("command_id", "")).startswith("learner-1")]
    at = {r["kind"]: r["at_us"] for r in own}
    assert acknowledged == round(at["cmd.acknowledged"] / 1e6, 3)
    assert visible == round(at["view.applied"] / 1e6, 3)
    gap_ms = round((at["view.applied"] - at["cmd.acknowledged"]) / 1000)
    gap = f"{gap_ms} ms" if gap_ms < 1000 else f"{gap_ms / 1000:.2f} s"
    expect(running.view.locator(".lab-gap__words")).to_have_text(f"{gap} you could not see")


def test_both_moments_are_seen_to_happen(running: Lab) -> None:
    """The playhead runs on from the press: first neither has come, then one, then both."""
    running.view.evaluate(
        """(view) => {
            const panel = view.querySelector('.lab-moments');
            window.states = [];
            new MutationObserver(() => window.states.push(panel.dataset.state))
                .observe(panel, { attributeFilter: ['data-state'] });
        }"""
    )
    running.go_to(3_900_000)
    running.page.evaluate("window.states.length = 0")
    running.act("Place order")
    expect(running.section("Your order: two moments")).to_have_attribute("data-state", "visible")
    states = running.page.evaluate("window.states")
    assert states[-3:] == ["sent", "acknowledged", "visible"]


def test_what_the_learner_does_leaves_the_past_as_it_was(running: Lab, tmp_path: Path) -> None:
    before = running.trace(tmp_path)
    place(running)
    after = running.trace(tmp_path)
    assert past(before) == past(after)
    assert len(past(before)) > 10
    assert after["digest"] == labs_py.run(after["scenario"])["digest"]


def past(trace: dict[str, list[dict[str, int]]]) -> list[dict[str, int]]:
    return list(takewhile(lambda record: record["at_us"] < NOW, trace["records"]))


def test_an_invalid_order_is_refused_and_writes_nothing(running: Lab) -> None:
    running.go_to(NOW)
    events = running.view.locator(".lab-log .lab-title").inner_text()
    running.act("Invalid order")
    running.pause()
    running.go_to(NOW)
    moments = running.section("Your order: two moments")
    expect(moments).to_contain_text("Refused by the schema check: amount has the wrong type")
    told = running.view.get_by_role("status").filter(has_text="Your command was refused")
    expect(told).to_contain_text("refused: amount has the wrong type (found twenty).")
    expect(running.view.locator(".lab-log .lab-title")).to_have_text(events)
    assert running.moment("visible") is None


def test_reading_at_once_misses_ones_own_order(running: Lab) -> None:
    running.go_to(NOW)
    running.act("Place order")
    running.pause()
    running.go_to(round(running_moment(running) * 1e6) + 1000)
    running.act("Read my order")
    answer = running.view.locator(".lab-answer")
    expect(answer).to_contain_text("Your own acknowledged order is not in it yet")
    expect(answer).to_have_role("status")


def running_moment(lab: Lab) -> float:
    """Return the second of the acknowledgement, to the millisecond, by going to the end."""
    lab.go_to(10**9)
    acknowledged = lab.moment("acknowledged")
    assert acknowledged is not None
    return acknowledged


def test_undo_and_reset_lose_nothing(running: Lab) -> None:
    first = running.digest
    place(running)
    second = running.digest
    running.press("Undo")
    running.shows(first)
    running.stands_at(NOW)
    running.act("Place order")
    running.shows(second)
    running.press("Reset")
    running.shows(first)
    running.press("Undo")
    running.shows(second)


def test_lag_is_shown_in_events_and_in_seconds(running: Lab, tmp_path: Path) -> None:
    trace = running.trace(tmp_path)
    lagging = next(r for r in trace["records"] if r.get("event_lag", 0) > 1)
    running.go_to(lagging["at_us"] + 50_000)
    gauges = running.section("Gauges")
    expect(gauges).to_contain_text(f"{lagging['event_lag']} events")
    waited = (lagging["at_us"] + 50_000 - lagging["oldest_us"]) / 1e6
    shown = gauges.locator(".lab-gauge__value").nth(1).inner_text()
    assert re.fullmatch(r"\d+\.\d\d s", shown)
    assert abs(float(shown[:-2]) - waited) < 0.0051


def test_an_event_opens_to_its_envelope(running: Lab) -> None:
    running.go_to(NOW)
    newest = running.view.locator(".lab-log__event").first
    newest.locator("summary").click()
    expect(newest.locator("pre")).to_contain_text('"correlation_id"')
