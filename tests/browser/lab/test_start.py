"""Starting: nothing loads unasked, steps are honest, one can leave, a failure is explained."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import labs_py
from mkdocs_course.workshop.paths import ROOT
from tests.browser.lab.driver import Lab

RECORDED = json.loads((ROOT / "docs/labs/first-order.json").read_text(encoding="utf-8"))
SCENARIO = {**RECORDED, "interventions": []}
WASM = "**/python.*.wasm"


def test_nothing_of_the_lab_loads_before_start(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/modules/advanced-patterns/", wait_until="networkidle")
    expect(Lab(page).root.get_by_role("button", name="Start the lab")).to_be_visible()
    heavy = ("/assets/lab/", "/lab.", "/runtime.")
    assert not [url for url in asked if any(part in url for part in heavy)]


def test_start_says_what_it_downloads(lab: Lab) -> None:
    data = json.loads(lab.page.locator("#course-data").text_content() or "")
    expect(lab.root.locator(".lab__start-note")).to_have_text(
        f"Downloads about {data['lab']['bytes'] / 1e6:.0f} MB once, or three times that where the "
        "server does not compress, then runs on your device."
    )


def test_python_in_the_page_makes_the_run_that_python_outside_makes(running: Lab) -> None:
    assert running.digest == labs_py.run(SCENARIO)["digest"]
    expect(running.view.locator(".lab-bar__run")).to_have_text(
        f"Seed {SCENARIO['seed']} · digest {running.digest[:12]}"
    )
    expect(running.root.locator(".recorded-run")).to_be_hidden()


def test_nothing_is_called_the_learner_s_that_they_have_not_done(running: Lab) -> None:
    assert RECORDED["interventions"]
    running.go_to(10**9)
    expect(running.view.locator(".lab-summary")).to_contain_text("Event 9 is applied")
    expect(running.view.locator(".lab-summary")).not_to_contain_text("Your order")
    expect(running.view.locator(".lab-answer")).to_be_empty()
    expect(running.section("Your order: two moments")).to_have_attribute("data-state", "none")
    expect(running.view.locator(".lab-token[data-own]")).to_have_count(0)
    running.act("Place order")
    running.press("Reset")
    running.shows(labs_py.run(SCENARIO)["digest"])


def test_each_step_of_the_start_is_shown(lab: Lab, context: BrowserContext) -> None:
    context.route(WASM, lambda _: None)
    lab.press("Start the lab")
    step = lab.view.locator('.lab-start__step[data-state="now"]')
    expect(step).to_contain_text("Download")
    expect(step.locator(".lab-start__bytes")).to_have_text(re.compile(r"\d+ % of [\d.]+ MB"))
    context.unroute_all()  # what was held goes on
    expect(lab.view).to_have_attribute("data-state", "ready")


def test_a_start_leaves_the_focus_where_the_learner_takes_it(lab: Lab) -> None:
    lab.press("Start the lab")
    expect(lab.view).to_be_focused()
    elsewhere = lab.page.locator("course-reflection textarea").first
    elsewhere.focus()
    expect(lab.view).to_have_attribute("data-state", "ready")
    expect(elsewhere).to_be_focused()


def test_focus_on_cancel_stays_in_the_lab_when_it_is_ready(
    lab: Lab, context: BrowserContext
) -> None:
    context.route(WASM, lambda _: None)
    lab.press("Start the lab")
    lab.view.get_by_role("button", name="Cancel").focus()
    context.unroute_all()  # what was held goes on
    expect(lab.view).to_have_attribute("data-state", "ready")
    expect(lab.view).to_be_focused()
    expect(lab.view).to_have_accessible_name(lab.root.locator(".lab__title").inner_text().strip())
    lab.page.keyboard.press("Tab")
    expect(lab.view.get_by_role("button", name="Undo")).to_be_focused()


def test_a_start_can_be_cancelled(lab: Lab, context: BrowserContext) -> None:
    context.route(WASM, lambda route: None)
    with lab.page.expect_event("worker") as begun:
        lab.press("Start the lab")
    expect(lab.view.locator('[data-state="now"]')).to_be_visible()
    with begun.value.expect_event("close"):
        lab.press("Cancel")
    expect(lab.view).to_have_count(0)
    expect(lab.root.get_by_role("button", name="Start the lab")).to_be_focused()
    expect(lab.root.locator(".recorded-run")).to_be_visible()
    context.unroute_all()
    lab.start()


@pytest.mark.parametrize("part", [WASM, "**/assets/lab/worker.*.js"], ids=["python", "worker"])
def test_a_runtime_that_cannot_be_had_is_explained(
    lab: Lab, context: BrowserContext, complaints: list[str], part: str
) -> None:
    context.route(part, lambda route: route.fulfill(status=404, body="gone"))
    lab.press("Start the lab")
    alert = lab.view.get_by_role("alert")
    expect(alert).to_contain_text("could not be fetched")
    expect(alert).to_contain_text("The recorded run below")
    expect(lab.root.locator(".recorded-run")).to_be_visible()
    expect(lab.view).to_be_focused()
    context.unroute_all()
    lab.press("Try again")
    expect(lab.view).to_be_focused()
    expect(lab.view).to_have_attribute("data-state", "ready")
    complaints.clear()  # the browser itself logs the 404


@pytest.mark.parametrize("script", ["runtime", "lab"])
def test_a_missing_script_of_the_lab_leaves_the_button(
    lab: Lab, context: BrowserContext, complaints: list[str], script: str
) -> None:
    context.route(f"**/assets/course/{script}.*.js", lambda route: route.abort())
    lab.press("Start the lab")
    expect(lab.root.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(lab.view).to_have_count(0)
    context.unroute_all()
    lab.start()
    lab.press("Close")
    expect(lab.root.locator(".lab__start-note")).to_contain_text("Downloads about")
    expect(lab.root.get_by_role("alert")).to_have_count(0)
    complaints.clear()  # the browser itself logs what was cut off


def test_close_brings_the_recorded_run_back(running: Lab) -> None:
    running.press("Close")
    expect(running.root.locator(".recorded-run")).to_be_visible()
    expect(running.root.get_by_role("button", name="Start the lab")).to_be_focused()


def test_the_run_is_told_to_the_page(lab: Lab, tmp_path: Path) -> None:
    lab.page.evaluate(
        "document.addEventListener('course:lab-run', ({detail}) => { window.told = detail })"
    )
    lab.start()
    assert lab.page.evaluate("window.told") == {"id": "first-order", "digest": lab.digest}
    assert lab.trace(tmp_path)["digest"] == lab.digest
