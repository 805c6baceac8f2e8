"""Predicting: a guess is committed before the run, and the answer refers to it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

import labs_py
from tests.browser.lab.driver import Lab
from tests.browser.pages import until

LABEL = "Predict: say it before you see it"
KEPT = """JSON.parse(localStorage["course:digital-cloud-scale:record"])
    .entries["advanced-patterns/guess/first-order--" + name]?.text"""


def predict(lab: Lab, question: str, guess: str) -> Locator:
    """Answer one question and wait for what the lab says to it."""
    panel = lab.view.locator("details", has_text=LABEL).first
    if panel.get_attribute("open") is None:
        panel.locator("summary").press("Enter")
    panel.get_by_label("Question").select_option(label=question)
    panel.get_by_label("Your guess").fill(guess)
    panel.get_by_label("Your guess").press("Enter")
    told = panel.get_by_role("status")
    expect(told).to_contain_text("You said")
    return told


def test_the_answer_refers_to_the_guess_and_to_this_very_run(running: Lab, tmp_path: Path) -> None:
    told = predict(running, "Reading one's own order", "5")
    trace = running.trace(tmp_path)
    assert trace["digest"] == labs_py.run(trace["scenario"])["digest"]
    reads = trace["measures"]["reads"]
    share = round(100 * reads["stale_own"] / reads["own"], 1)
    assert 5 < share < 40
    fold = running.view.locator("details", has_text=LABEL).first
    for _ in range(2):
        fold.locator("summary").click()
    missed = f"{reads['stale_own']} of {reads['own']} reads."
    expect(told).to_contain_text(f"You said 5 %. In this run it was {share:g} %: {missed}")
    expect(told).to_contain_text("It is more than you said.")
    until(running.page, f"(name) => {KEPT} === '5 %'", "stale-own")
    told = predict(running, "Sixteen projectors", "50")
    expect(told).to_contain_text("It is less than you said.")
    running.press("Undo")
    running.press("Undo")
    expect(running.view).to_have_attribute(
        "data-digest", re.compile("^(?!" + trace["digest"] + ")")
    )


def test_only_the_first_guess_is_kept(running: Lab) -> None:
    told = predict(running, "Duplicates of a crash", "1")
    expect(told).to_contain_text("duplicates after")
    value = re.search(r"it was ([\d.]+) events", told.inner_text())
    assert value is not None
    told = predict(running, "Duplicates of a crash", value[1])
    expect(told).to_contain_text("You were close.")
    until(running.page, f"(name) => {KEPT} === '1 event'", "per-crash")
    panel = running.view.locator("details", has_text=LABEL).first
    for question in ("Sixteen projectors", "Duplicates of a crash"):
        panel.get_by_label("Question").select_option(label=question)
    expect(panel).to_contain_text("The first time you said 1 event.")


def test_no_run_without_a_guess(running: Lab) -> None:
    before = running.digest
    panel = running.view.locator("details", has_text=LABEL).first
    panel.locator("summary").click()
    panel.get_by_role("button", name="Commit, then run").click()
    expect(panel.get_by_label("Your guess")).to_be_focused()
    panel.get_by_label("Your guess").fill("400")
    panel.get_by_role("button", name="Commit, then run").click()
    assert panel.get_by_label("Your guess").evaluate("(input) => !input.validity.valid")
    assert running.digest == before
    expect(panel.get_by_role("status")).to_be_empty()
