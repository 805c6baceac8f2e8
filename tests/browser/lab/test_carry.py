"""A run travels in a link or a file; what cannot be opened is told, and costs nothing."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import labs_py
from tests.browser.conftest import MODULE
from tests.browser.lab.driver import LAB, Lab
from tests.browser.lab.links import link
from tests.browser.pages import visit

NOW = 2_000_000


def follow(lab: Lab, hash_: str) -> None:
    """Follow a link to the page that is open."""
    lab.page.evaluate("hash => { location.hash = hash }", hash_)


def scenario(**more: Any) -> dict[str, Any]:
    return {"schema": 1, "lab": "command-to-projection", "seed": 5, **more}


def test_a_shared_link_opens_the_same_run(running: Lab, page: Page) -> None:
    running.go_to(NOW)
    running.act("Place order")
    running.switch_on("Duplicates")
    digest = running.digest
    running.press("Share")
    shared = running.view.get_by_label("Link to this run")
    expect(running.page).to_have_url(re.compile("#first-order/run/"))
    expect(shared).to_have_value(running.page.url)
    page.goto(running.page.url)
    other = Lab(page)
    expect(
        other.root.get_by_text("Press Start: the lab opens what the link shows.")
    ).to_be_visible()
    expect(other.root.get_by_role("button", name="Start the lab")).to_be_focused()
    other.press("Start the lab")
    other.shows(digest)
    other.has_branches("Run 1", "From the link")


def test_a_link_followed_at_work_makes_a_branch(running: Lab) -> None:
    running.go_to(NOW)
    running.act("Place order")
    given = scenario(parameters={"faults.duplicate": 0.3})
    follow(running, link(given))
    running.shows(labs_py.run(given)["digest"])
    running.has_branches("Run 1", "From the link")


ENDLESS = {"load.commands_per_s": 2000, "load.until_us": 600_000_000}


def broken() -> str:
    return link(scenario())[:-6]


WRONG: dict[str, tuple[Callable[[], str], str]] = {
    "cut off": (broken, "cannot be read"),
    "not base64": (lambda: f"#{LAB}/run/!!!", "cannot be read"),
    "no scenario": (lambda: link([1, 2]), "is no scenario of this lab"),
    "markup": (lambda: link("<img src=x onerror=alert(1)>"), "is no scenario of this lab"),
    "another version": (lambda: link(scenario(schema=2)), "another version of this lab"),
    "another lab": (lambda: link(scenario(lab="retry-storm")), "belongs to another lab"),
    "a bomb": (lambda: link(scenario(note="x" * 3_000_000)), "is too large"),
    "no capacity": (
        lambda: link(scenario(parameters={"projector.instances": 0})),
        "parameters.projector.instances: found 0, expected a whole number from 1 to 64",
    ),
    "a million customers": (
        lambda: link(scenario(parameters={"load.customers": 1_000_000})),
        "parameters.load.customers: found 1000000, expected a whole number from 1 to 10000",
    ),
    "too long": (
        lambda: link(scenario(parameters=ENDLESS)),
        "a run of at most 250000 steps",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_opened_is_told_and_nothing_is_lost(running: Lab, name: str) -> None:
    make, says = WRONG[name]
    running.go_to(NOW)
    running.act("Place order")
    running.pause()
    digest, at_us = running.digest, running.at_us
    follow(running, make())
    expect(running.view.get_by_role("alert").filter(has_text=says)).to_be_visible()
    running.shows(digest)
    running.stands_at(at_us)
    running.has_branches("Run 1")
    running.act("Place order")


def test_an_exported_trace_can_be_opened_again(running: Lab, tmp_path: Path) -> None:
    running.go_to(NOW)
    running.act("Place order")
    digest = running.digest
    trace = running.trace(tmp_path)
    running.press("Reset")
    file = tmp_path / "my run.json"
    file.write_text(json.dumps(trace), encoding="utf-8")
    running.view.locator("input[type=file]").set_input_files(file)
    running.shows(digest)
    running.has_branches("Run 1", "my run")


def test_a_file_that_is_no_scenario_is_told(running: Lab, tmp_path: Path) -> None:
    digest = running.digest
    file = tmp_path / "holiday.json"
    file.write_text("{", encoding="utf-8")
    running.view.locator("input[type=file]").set_input_files(file)
    expect(running.view.get_by_role("status").filter(has_text="cannot be read")).to_be_visible()
    running.shows(digest)


def test_the_page_links_to_the_lab_in_the_state_that_shows_it(page: Page) -> None:
    visit(page, MODULE)
    lab = Lab(page)
    page.locator("#invisible-queues .lab-link a").click()
    expect(lab.root.get_by_role("button", name="Start the lab")).to_be_focused()
    expect(lab.root.get_by_role("button", name="Start the lab")).to_be_in_viewport()
    lab.press("Start the lab")
    chosen = lab.view.get_by_label("In view")
    expect(chosen.locator("option:checked")).to_have_text("A projector twice too slow")
    lab.stands_at(8_000_000)
    lab.act("Place order")
    page.locator("#read-model .lab-link a").dispatch_event("click")
    expect(lab.view.locator(".lab-bar")).to_be_in_viewport()
    expect(chosen.locator("option:checked")).to_have_text("Reordered, skipping old versions")
    lab.has_branches("Run 1", "A projector twice too slow", "Reordered, skipping old versions")
    expect(lab.verdict).to_contain_text("Wrong:")
