"""Challenges in the page: naive and degenerate tries fail, a solution passes, progress is kept."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

import labs_py
from tests.browser.lab.driver import Lab

CHALLENGES = {challenge["id"]: challenge for challenge in labs_py.challenges()}
WORDS: dict[str, Any] = json.loads(
    (Path(labs_py.__file__).parents[1] / "mkdocs_course/messages/en.json").read_text("utf-8")
)["lab"]


class Challenge:
    """One challenge of the lab, as a learner meets it."""

    def __init__(self, lab: Lab, name: str) -> None:
        """Open the fold and choose the challenge."""
        self.lab = lab
        self.panel = lab.view.locator(".lab-task").first
        if self.panel.get_attribute("open") is None:
            self.panel.locator("summary").first.click()
        choice = self.panel.get_by_label("Challenge", exact=True)
        expect(choice.locator("option")).to_have_count(len(CHALLENGES))
        choice.select_option(name)

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name)

    @property
    def told(self) -> Locator:
        return self.panel.locator(".lab-task__told")

    def set(self, parameter: str, value: str) -> None:
        """Choose or type the value of an open parameter."""
        field = self.panel.get_by_label(WORDS["parameter"][parameter]).first
        if field.evaluate("(field) => field.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
            field.press("Tab")

    def try_it(self, outcome: str) -> None:
        self.button("Try on 5 hidden runs").click()
        expect(self.told).to_contain_text(outcome)

    def cells(self) -> list[list[str]]:
        """Return what the table says of each hidden run: the sign and the figure of each row."""
        rows = self.panel.get_by_role("row").all()[1:]
        return [row.get_by_role("cell").all_inner_texts()[2:] for row in rows]


def test_naive_and_degenerate_settings_fail_and_the_solution_passes(running: Lab) -> None:
    challenge = Challenge(running, "own-reads")
    solution = challenge.button("A solution, after 3 more tries of your own")
    expect(solution).to_have_attribute("aria-disabled", "true")
    solution.click(force=True)
    expect(challenge.told).to_be_empty()
    challenge.set("projector.instances", "4")
    challenge.try_it("Not met")
    verdict = labs_py.grade("own-reads", {"projector.instances": 4})
    holds = [
        ["✗✓"[figure["holds"]] for figure in seed["figures"].values()] for seed in verdict["seeds"]
    ]
    signs = [[cell[0] for cell in row] for row in challenge.cells()]
    assert [list(column) for column in zip(*signs, strict=True)] == holds
    expect(challenge.told).to_contain_text(f"holds on {verdict['met']} of 5")
    challenge.set("projector.instances", "1")
    challenge.set("query.consistency", "overlay")
    challenge.try_it("Not met")
    challenge.set("query.consistency", "wait_for_version")
    challenge.set("query.timeout_us", "60000")
    challenge.try_it("Not met")
    challenge.set("projector.instances", "abc")
    expect(challenge.panel.get_by_role("alert").filter(has_text="Not set")).to_be_visible()
    challenge.button("Show a solution").click()
    expect(challenge.panel.get_by_label("Projectors")).to_have_value("1")
    challenge.try_it("Met: it holds on all 5 hidden runs.")
    expect(challenge.panel.locator("summary").first).to_have_text(
        "Challenge 1 of 3: Fresh for its author (1 of 3 met)"
    )
    expect(running.page.locator(".outcome__evidence").first).to_contain_text("Challenges met: 1")


def test_orders_are_refused_at_the_door(running: Lab, tmp_path: Path) -> None:
    challenge = Challenge(running, "invalid-orders")
    challenge.set("api.validation", "on")
    challenge.try_it("Met")
    with running.new_run():
        challenge.button("See a run with these settings").click()
    scenario = running.trace(tmp_path)["scenario"]
    assert scenario["parameters"]["api.validation"] == "on"
    assert scenario["seed"] == CHALLENGES["invalid-orders"]["scenario"]["seed"]


def test_gauges_are_guessed_before_they_are_seen(running: Lab) -> None:
    challenge = Challenge(running, "first-gauge")
    challenge.button("Commit the 5 answers").click()
    first = challenge.panel.get_by_role("combobox").nth(1)
    expect(first).to_be_focused()
    for question in challenge.panel.locator(".lab-challenge__question select").all():
        question.select_option("mark_gap")
    challenge.button("Commit the 5 answers").click()
    expect(challenge.told).to_have_text("Not met: 1 of 5 are right, and 4 have to be.")
    answers = challenge.panel.locator(".lab-challenge__answer")
    told = answers.all_inner_texts()
    assert told.count("✗ Another gauge was first.") == 4  # what is right stays to be found
    expect(challenge.button("See that run")).to_have_count(1)
    solution = challenge.button("A solution, after 2 more tries of your own")
    expect(solution).to_be_visible()
    challenge.button("Commit the 5 answers").click()  # the same once more is no further try
    expect(challenge.told).to_have_text("Not met: 1 of 5 are right, and 4 have to be.")
    expect(solution).to_be_visible()
    for question, gauge in CHALLENGES["first-gauge"]["reference"].items():
        words = WORDS["challenge"]["first-gauge"]["question"][question]
        challenge.panel.get_by_label(words).select_option(gauge)
    challenge.button("Commit the 5 answers").click()
    expect(challenge.told).to_have_text("Met: 5 of 5 are right.")
    with running.new_run():
        challenge.button("See that run").first.click()
    running.stands_at(CHALLENGES["first-gauge"]["questions"][0]["at_us"])


def test_hints_come_one_at_a_time(running: Lab) -> None:
    challenge = Challenge(running, "own-reads")
    hints = WORDS["challenge"]["own-reads"]["hint"]
    for number, hint in hints.items():
        expect(challenge.panel).not_to_contain_text(hint)
        challenge.button(f"Hint {number} of 3").press("Enter")
        expect(challenge.panel.get_by_role("list", name="Hints")).to_contain_text(hint)
    expect(challenge.button("No more hints")).to_be_focused()


def test_what_cannot_stand_is_mended_before_it_is_tried(running: Lab) -> None:
    challenge = Challenge(running, "own-reads")
    challenge.set("projector.instances", "0")
    challenge.button("Try on 5 hidden runs").click()
    expect(challenge.panel.get_by_role("alert").filter(has_text="1")).to_be_visible()
    assert challenge.panel.locator(":focus").get_attribute("aria-invalid") == "true"
    expect(challenge.told).to_be_empty()


def test_stop_ends_a_try_and_the_lab_goes_on(running: Lab) -> None:
    challenge = Challenge(running, "own-reads")
    with running.endless():
        challenge.button("Try on 5 hidden runs").click()
        expect(running.view).to_have_attribute("data-runtime", "running")
        running.press("Stop")
    expect(challenge.told).to_have_text("Stopped. What you had is still here.")
    expect(running.view).to_have_attribute("data-runtime", "ready")
    running.act("Place order")
