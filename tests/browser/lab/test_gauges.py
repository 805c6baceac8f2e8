"""Gauges and charts: the same figures as the records, in step with the playhead, in both themes."""

import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.lab.driver import Lab
from tests.browser.pages import until

END = 10**9
BUSY = {
    "schema": 1,
    "lab": "command-to-projection",
    "seed": 11,
    "parameters": {
        "load.commands_per_s": 6,
        "load.own_reads": 0.5,
        "handler.service_us": 5000,
        "handler.servers": 8,
        "store.append_us": 400_000,
        "store.append_law": "exponential",
        "store.visibility": "gaps",
        "projector.service_us": 150_000,
    },
}
Trace = dict[str, Any]


@pytest.fixture
def busy(module: Page) -> Lab:
    """Start the lab with load, own reads, and commits that become visible out of order."""
    lab = Lab(module)
    lab.root.locator(".lab__scenario").evaluate(
        "(script, text) => { script.textContent = text }", json.dumps(BUSY)
    )
    lab.start()
    return lab


def gauge(lab: Lab, name: str) -> Locator:
    """Return the value beside a gauge's name."""
    term = lab.page.get_by_role("term").filter(has_text=re.compile(f"^{name}$"))
    return lab.section("Gauges").locator("dl.lab-gauge__figures div", has=term).locator("dd")


def at(trace: Trace, now: int) -> dict[str, int]:
    """Read the gauges off the records, by the definitions, without any shortcut."""
    past = [record for record in trace["records"] if record["at_us"] <= now]
    places: dict[str, set[Any]] = {}
    for record in past:
        places.setdefault(record["kind"], set()).add(record.get("position"))
    committed = places.get("evt.committed", set())
    still_open = places.get("evt.assigned", set()) - committed - places.get("evt.rolledback", set())
    mark = min(still_open, default=END) - 1
    gap = sum(position > mark for position in committed)
    lag = next((r for r in reversed(past) if "event_lag" in r), {"event_lag": 0, "oldest_us": None})
    own = [r for r in past if r["kind"] == "query.served" and r["acked_version"]]
    missed = sum(r["seen_version"] < r["acked_version"] for r in own)
    done = sum(r["kind"] in {"view.applied", "view.skipped", "dlq.parked"} for r in past)
    return {
        "Event lag": lag["event_lag"],
        "Lag to mark": lag["event_lag"] - gap,
        "Mark gap": gap,
        "Time lag": now - lag["oldest_us"] if lag["oldest_us"] is not None else 0,
        "Backlog": sum(r["kind"] == "bus.enqueued" for r in past) - done,
        "Missed own change": missed,
        "Saw it": len(own) - missed,
        "staleness": own[-1]["staleness_us"] if own else 0,
    }


def test_every_gauge_says_what_the_records_say(busy: Lab, tmp_path: Path) -> None:
    trace = busy.trace(tmp_path)
    instants = [r["at_us"] for r in trace["records"]][:: len(trace["records"]) // 12]
    seen = [at(trace, now) for now in instants]
    assert all(max(each[name] for each in seen) > 0 for name in seen[0])  # no gauge is idle
    for now, expected in zip(instants, seen, strict=True):
        busy.go_to(now)
        expect(gauge(busy, "Time lag")).to_have_text(f"{expected['Time lag'] / 1e6:.2f} s")
        for name in ("Event lag", "Lag to mark", "Mark gap", "Backlog", "Missed own change"):
            expect(gauge(busy, name)).to_have_text(re.compile(rf"^{expected[name]} [a-z]+$"))
        expect(gauge(busy, "Saw it")).to_have_text(re.compile(rf"^{expected['Saw it']} reads?$"))
    stale = next(r for r in trace["records"] if r.get("staleness_us") and r["acked_version"])
    busy.go_to(stale["at_us"])
    age = round(stale["staleness_us"] / 1000)
    expect(gauge(busy, "Freshness of own reads")).to_have_text(f"{age} ms old")
    assert_the_charts_say_the_whole_run(busy, trace)


def assert_the_charts_say_the_whole_run(lab: Lab, trace: Trace) -> None:
    gauges = lab.section("Gauges")
    highest = max((r for r in trace["records"] if "event_lag" in r), key=lambda r: r["event_lag"])
    expect(gauges).to_contain_text(
        f"At most {highest['event_lag']} events, at {highest['at_us'] / 1e6:.3f} s."
    )
    longest = trace["measures"]["time_lag_max_us"]
    said = f"{longest / 1e6:.2f} s" if longest >= 1e6 else f"{longest / 1000:.0f} ms"
    expect(gauges).to_contain_text(f"At most {said}, at")
    own, stale = (trace["measures"]["reads"][name] for name in ("own", "stale_own"))
    expect(gauges).to_contain_text(f"{stale} of {own} own reads missed the reader's own change.")


PAINTED = """(chart) => {
    const canvas = chart.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const rgb = getComputedStyle(chart.closest('.lab-gauge').querySelector('.lab-sign')).color;
    const [red, green, blue] = rgb.match(/\\d+/g).map(Number);
    const close = (n) => Math.abs(data[n] - red) + Math.abs(data[n + 1] - green)
        + Math.abs(data[n + 2] - blue) < 12 && data[n + 3] > 200;
    return Array.from({ length: data.length / 4 }, (_, n) => 4 * n).filter(close).length;
}"""


def test_charts_are_drawn_in_the_colours_of_either_theme_and_of_forced_ones(running: Lab) -> None:
    page, chart = running.page, running.view.locator(".lab-chart").first
    colours = set()
    looks: list[tuple[str, Literal["active", "none"]]]
    looks = [("default", "none"), ("slate", "none"), ("default", "active")]
    for scheme, forced in looks:
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        page.emulate_media(forced_colors=forced)
        until(page, f"(chart) => ({PAINTED})(chart) > 50", chart.element_handle())
        sign = running.view.locator(".lab-sign").first
        colours.add(sign.evaluate("(sign) => getComputedStyle(sign).color"))
    assert chart.evaluate("(chart) => getComputedStyle(chart).borderTopWidth") == "1px"
    page.emulate_media(forced_colors="none")
    assert len(colours) == 3


def test_the_playhead_of_a_chart_is_in_step_and_can_be_pressed(running: Lab) -> None:
    chart = running.view.locator(".lab-chart").first
    plot, cursor = chart.locator(".u-over"), chart.locator(".u-cursor-x")
    box = plot.bounding_box()
    assert box is not None
    plot.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    end = int(running.scrubber.get_attribute("max") or 0)
    assert abs(running.at_us - end / 4) < 0.01 * end
    for share in (0.25, 0.75):
        running.go_to(round(share * end))
        line = cursor.bounding_box()
        assert line is not None
        assert abs(line["x"] - box["x"] - share * box["width"]) < 2


def test_no_chart_is_loaded_before_the_lab_is_asked_for(page: Page) -> None:
    came: list[Response] = []
    page.on("response", lambda response: came.append(response))  # noqa: PLW0108 - it gets a mark
    page.goto("/modules/advanced-patterns/", wait_until="networkidle")
    assert len(came) > 3
    assert [response.url for response in came if b"u-over" in response.body()] == []
