"""What can be done to a run: commands of every kind, single strokes, defences, parameters."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from labs_py.parameters import PARAMETERS
from mkdocs_course.messages import load
from tests.browser.lab.driver import LAB, Lab

NOW = 5_000_000
END = 10**9
FAULTS = ("duplicate", "delay", "reorder", "drop", "poison", "crash")
"""At hand in Break, by names of their own."""


def own(trace: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in trace["records"] if str(r.get("command_id", "")).startswith("learner-")]


def kinds(records: list[dict[str, Any]]) -> list[str]:
    return [record["kind"] for record in records]


def setting(lab: Lab, name: str) -> Locator:
    return lab.view.get_by_role("combobox", name=name, exact=True)


def test_one_intention_submitted_twice_counts_twice_without_keys(
    running: Lab, tmp_path: Path
) -> None:
    running.go_to(NOW)
    running.act("Submit twice")
    trace = running.trace(tmp_path)
    assert kinds(own(trace)).count("evt.committed") == 2
    running.pause()
    running.go_to(NOW - 1)
    with running.new_run():
        setting(running, "Idempotency keys").select_option("on")
    trace = running.trace(tmp_path)
    assert kinds(own(trace)).count("evt.committed") == 1
    assert kinds(own(trace)).count("cmd.deduped") == 1
    running.go_to(END)
    expect(running.section("Your order: two moments")).to_have_attribute("data-state", "visible")


def test_an_order_decided_on_an_old_version_is_refused(running: Lab) -> None:
    running.go_to(NOW)
    running.act("Outdated order")
    running.pause()
    running.go_to(END)
    expect(running.section("Your order: two moments")).to_contain_text(
        "Refused: the stream is at version"
    )


def test_asking_for_another_customer_is_not_reading_one_s_own_order(
    running: Lab, tmp_path: Path
) -> None:
    running.go_to(NOW)
    running.act("Place order")
    setting(running, "Customer").select_option("bob")
    running.act("Read my order")
    running.act("Ask for the customer")
    reads = [i for i in running.trace(tmp_path)["scenario"]["interventions"] if i["kind"] == "read"]
    assert [read["customer"] for read in reads] == ["ada", "bob"]


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("Losses", "bus.dropped", "Lost: event"),
        ("Crashes", "dlv.crashed", None),
        ("Poison messages", "view.rejected", None),
        ("Duplicates", "outbox.sent", "counted twice"),
    ],
)
def test_a_single_stroke_hits_the_next_message(
    running: Lab, tmp_path: Path, fault: str, kind: str, says: str | None
) -> None:
    running.go_to(6_000_000)
    running.act(f"{fault}: hit the next one")
    running.pause()
    running.go_to(END)
    struck = [r for r in running.trace(tmp_path)["records"] if r["kind"] == kind]
    assert any(r["at_us"] >= 6_000_000 for r in struck)
    if says:
        expect(running.verdict).to_contain_text(says)


def test_a_loss_is_told_with_the_way_to_it(running: Lab, tmp_path: Path) -> None:
    running.go_to(6_000_000)
    running.act("Losses: hit the next one")
    running.pause()
    running.go_to(END)
    expect(running.verdict).to_contain_text("No part reports an error")
    trace = running.trace(tmp_path)
    running.view.get_by_role("button", name="where it began").click()
    running.stands_at(next(r["at_us"] for r in trace["records"] if r["kind"] == "bus.dropped"))


def test_a_rarely_used_parameter_is_set_from_this_moment_on(running: Lab, tmp_path: Path) -> None:
    running.go_to(NOW)
    running.view.get_by_text("Tune the path", exact=True).click()
    relay = running.view.get_by_role("group", name="Relay")
    with running.new_run():
        relay.get_by_label("Relay polls every (ms)").fill("50")
        relay.get_by_label("Relay polls every (ms)").press("Enter")
    done = running.trace(tmp_path)["scenario"]["interventions"]
    expected = {"at_us": NOW, "kind": "set", "parameter": "relay.poll_us", "value": 50_000}
    assert done == [expected]


def test_what_holds_from_the_start_makes_another_run(running: Lab, tmp_path: Path) -> None:
    running.go_to(NOW)
    running.view.get_by_text("Tune the path", exact=True).click()
    with running.new_run():
        running.view.get_by_label("Partitions · from the start").fill("1")
        running.view.get_by_label("Partitions · from the start").press("Enter")
    expect(running.view.locator(".lab-lane")).to_have_count(1)
    assert running.trace(tmp_path)["scenario"]["parameters"]["bus.partitions"] == 1
    expect(running.view.get_by_label("In view").locator("option")).to_have_count(2)


def test_an_absurd_value_is_refused_where_it_is_typed(running: Lab) -> None:
    digest = running.digest
    running.view.get_by_text("Tune the path", exact=True).click()
    field = running.view.get_by_label("Customers", exact=True)
    for absurd in ("1000000", "0", "many", ""):
        field.fill(absurd)
        field.press("Enter")
        expect(running.view.get_by_text("Not set: it has to be from 1 to 10000.")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile("Not set: it has to be from 1"))
        expect(field).to_have_value(absurd)
    assert running.digest == digest
    with running.new_run():
        field.fill("2")
        field.press("Enter")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("")


def test_the_load_comes_at_given_instants(running: Lab, tmp_path: Path) -> None:
    running.view.get_by_text("Tune the path", exact=True).click()
    running.go_to(0)
    with running.new_run():
        running.view.get_by_label("They come").select_option(label="at given instants")
    field = running.view.get_by_label("The given instants (ms) · from the start")
    digest = running.digest
    for absurd in ("500, 400", "soon", "-1", "600001", "1 " * 10_001):
        field.fill(absurd)
        field.press("Enter")
        expect(running.view.get_by_text("Not set: it has to be at most 10000")).to_be_visible()
    assert running.digest == digest
    with running.new_run():
        field.fill("250, 500.5 500.5;  7000")
        field.press("Enter")
    expect(running.view.get_by_text("Not set: it has to be at most 10000")).to_have_count(0)
    trace = running.trace(tmp_path)
    instants = [250_000, 500_500, 500_500, 7_000_000]
    assert [r["at_us"] for r in trace["records"] if r["kind"] == "cmd.received"] == instants
    running.press("Share")
    expect(running.page).to_have_url(re.compile(f"#{LAB}/run/"))
    shared = running.page.evaluate("location.hash")
    running.page.evaluate("history.replaceState(null, '', location.pathname)")
    running.act("Reset")
    with running.new_run():
        running.page.evaluate("hash => { location.hash = hash }", shared)
    expect(field).to_have_value("250, 500.5, 500.5, 7000")
    assert running.trace(tmp_path)["digest"] == trace["digest"]


def test_every_parameter_has_a_control(running: Lab) -> None:
    for fold in ("More faults", "More defences", "Tune the path"):
        running.view.get_by_text(fold, exact=True).click()
    said = load("en")
    elsewhere = {"projector.strategy", *(f"faults.{fault}" for fault in FAULTS)}
    for name in PARAMETERS.keys() - elsewhere:
        words = re.compile(rf"^{re.escape(str(said[f'lab.parameter.{name}']))}( |$)")
        label = running.view.locator(".lab-parameter .lab-field > span").filter(has_text=words)
        expect(label, name).not_to_have_count(0)


def test_every_parameter_has_words() -> None:
    said = load("en")
    for name, row in PARAMETERS.items():
        assert f"lab.parameter.{name}" in said
        for option in row.options:
            assert f"lab.option.{option}" in said or f"lab.option.{name}.{option}" in said
