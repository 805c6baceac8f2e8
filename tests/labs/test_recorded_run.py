"""The recorded run: what a page shows before anything is started."""

from typing import Any
from xml.etree.ElementTree import Element, tostring

from labs_py import run
from mkdocs_course.recorded_run import figure
from tests.labs.runs import STILL, first, order, records, scenario


def drawn(given: dict[str, Any], lab: str = "first-order") -> Element:
    return figure(run(given), lab)


def words(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def find(root: Element, name: str) -> Element:
    found = root.find(f".//*[@class='recorded-run__{name}']")
    assert found is not None, name
    return found


def test_the_picture_tells_the_two_moments_and_the_time_between() -> None:
    root = drawn(first())
    trace = run(first())
    mine = {r["kind"]: r for r in trace["records"] if r.get("command_id") == "learner-1"}
    ack, seen = mine["cmd.acknowledged"]["latency_us"], mine["view.applied"]["latency_us"]
    assert f"{ack / 1000:.0f} ms" in words(find(root, "ack-label"))
    assert f"{seen / 1000:.0f} ms" in words(find(root, "visible-label"))
    assert f"{(seen - ack) / 1000:.0f} ms" in words(find(root, "gap-label"))
    dots = [float(find(root, name).get("cx", "")) for name in ("command", "ack", "visible")]
    assert dots == sorted(dots)
    scale = (dots[1] - dots[0]) / (dots[2] - dots[0])
    assert abs(scale - ack / seen) < 0.01


def test_the_picture_is_an_image_with_a_title_and_a_description() -> None:
    root = drawn(first())
    svg = root.find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    named = {child.get("id"): child for child in svg if child.get("id")}
    for name in svg.get("aria-labelledby", "").split():
        assert words(named[name])


def test_two_labs_on_a_page_share_no_id() -> None:
    ids = [
        element.get("id")
        for lab in ("one", "two")
        for element in drawn(first(), lab).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 4


def test_the_caption_says_that_it_is_recorded_and_how_to_check_it() -> None:
    trace = run(first())
    caption = words(drawn(first()).find("figcaption"))
    assert "recorded run" in caption
    assert str(trace["scenario"]["seed"]) in caption
    assert trace["digest"][:8] in caption


def test_the_table_scrolls_by_keyboard_and_tells_every_moment() -> None:
    root, trace = drawn(first()), run(first())
    region = root.find("div")
    assert region is not None
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label")
    rows = region.findall(".//tbody/tr")
    told = ("cmd.received", "cmd.rejected", "evt.committed", "cmd.acknowledged", "view.applied")
    assert len(rows) == sum(len(records(trace, kind)) for kind in (*told, "query.served"))
    cells = [[words(cell) for cell in row] for row in rows]
    assert all(len(row) == 5 and all(row) for row in cells)
    assert max(int(row[4]) for row in cells) == trace["measures"]["event_lag_max"]


def test_skipped_duplicates_are_told_too() -> None:
    faults = {"faults.duplicate": 1, "projector.strategy": "by_id"}
    root = drawn(scenario(order(0), parameters=STILL | faults))
    assert "Skipped" in words(root.find(".//tbody"))


def test_a_run_without_an_accepted_command_has_a_table_and_no_picture() -> None:
    root = drawn(scenario(order(0, amount=-5), parameters=STILL))
    assert root.find("svg") is None
    assert "amount" in words(root.find(".//tbody"))


def test_what_a_learner_typed_stays_text() -> None:
    root = drawn(scenario(order(0, "<b>*ada*</b>"), parameters=STILL))
    assert "&lt;b&gt;*ada*&lt;/b&gt;" in tostring(root, encoding="unicode")
