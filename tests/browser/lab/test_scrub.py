"""Whatever frame of a scrub one looks at, the log and the table say what was so at that instant."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.lab.driver import Lab
from tests.browser.lab.links import link
from tests.browser.pages import until

BUSY: dict[str, Any] = {
    "load.commands_per_s": 80,
    "load.customers": 50,
    "load.until_us": 3_000_000,
    "handler.service_us": 5_000,
    "handler.servers": 2,
    "store.append_us": 2_000,
    "relay.poll_us": 20_000,
    "projector.service_us": 8_000,
    "faults.duplicate": 0.1,
}
SCENARIO = {"schema": 1, "lab": "command-to-projection", "seed": 5, "parameters": BUSY}
INSTANTS = (2_900_000, 400_000, 1_700_000, 1_705_000, 1_600_000, 60_000, 2_500_000, 0, 900_000)

# Within one task: nothing can come and mend it later.
SEEN = """(range, at) => {
    range.value = at;
    range.dispatchEvent(new Event('input'));
    const texts = (row) => [...row.children].map((cell) => cell.textContent);
    const view = range.closest('lab-view');
    const lines = [...view.querySelectorAll('.lab-log__event')].slice(0, 12);
    return {
        log: lines.map((line) => [
            line.value,
            line.querySelector('.lab-log__key').textContent,
            line.querySelector('.lab-log__time').textContent,
        ]),
        rows: [...view.querySelectorAll('.lab-rows tbody tr')].map(texts),
    };
}"""
FLASHES = """() => document.getAnimations()
    .filter((each) => each.effect.target.matches('.lab-rows tr')).length"""
# A flash is over before a busy machine comes back to look: the step and the look are one task.
STEP = """(view) => {
    const orders = () => [...view.querySelectorAll('.lab-rows tbody td:nth-child(2)')]
        .map((cell) => cell.textContent).join();
    const before = orders();
    const next = view.querySelector('[aria-label="Step to the next event"]');
    for (let steps = 0; steps < 30 && orders() === before; steps++) next.click();
    return (FLASHES)();
}""".replace("FLASHES", FLASHES)


@pytest.fixture
def busy(running: Lab) -> Lab:
    with running.new_run():
        running.page.evaluate("hash => { location.hash = hash }", link(SCENARIO))
    running.pause()
    return running


def test_every_frame_of_a_scrub_is_right(busy: Lab, tmp_path: Path) -> None:
    records = busy.trace(tmp_path)["records"]
    for at in INSTANTS:
        seen = busy.scrubber.evaluate(SEEN, at)
        past = [record for record in records if record["at_us"] <= at]
        events = [record for record in past if record["kind"] == "evt.committed"]
        assert seen["log"] == [
            [event["position"], event["event"]["partition_key"], f"{event['at_us'] / 1e6:.3f}\xa0s"]
            for event in reversed(events[-12:])
        ]
        rows = {r["key"]: r["after"] for r in past if r["kind"] == "view.applied"}
        keys = {event["event"]["partition_key"] for event in events}
        assert len(seen["rows"]) == min(20, len(keys))
        for key, orders, total, _ in seen["rows"]:
            known = rows.get(key)
            shown = [str(known["orders"]), str(known["total"])] if known else ["–", "–"]
            assert [orders, total] == shown
        assert all(a[0] < b[0] for a, b in pairwise(seen["rows"]))


def test_an_open_envelope_is_never_another_events(busy: Lab) -> None:
    busy.go_to(2_000_000)
    newest = busy.view.locator(".lab-log__event").first
    newest.locator("summary").click()
    position = newest.locator(".lab-log__position").inner_text()
    expect(newest.locator("pre")).to_contain_text(f'"position": {position},')
    busy.go_to(300_000)
    expect(newest.locator("pre")).to_have_count(0)
    newest.locator("summary").click()
    position = newest.locator(".lab-log__position").inner_text()
    expect(newest.locator("pre")).to_contain_text(f'"position": {position},')


def test_a_step_flashes_what_changed_and_a_leap_flashes_nothing(busy: Lab) -> None:
    until(busy.page, f"() => ({FLASHES})() === 0")
    busy.go_to(0)
    busy.go_to(2_000_000)
    assert busy.view.evaluate(FLASHES) == 0
    assert 0 < busy.view.evaluate(STEP) <= 2
    expect(busy.view).to_have_attribute("data-state", "ready")


def test_nothing_moves_below_the_time_line_while_it_is_scrubbed(busy: Lab) -> None:
    busy.page.set_viewport_size({"width": 1440, "height": 900})
    tops = set()
    for at in (
        60_000,
        2_500_000,
        0,
        1_705_000,
        400_000,
    ):  # one line is said, or two; right, or wrong
        busy.go_to(at)
        desk, view = busy.view.locator(".lab-desk").bounding_box(), busy.view.bounding_box()
        assert desk is not None
        assert view is not None
        tops.add(round(desk["y"] - view["y"]))
    assert len(tops) == 1
