"""Whatever happens to Python, the page stays, the run in view stays, and the lab is ready again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import labs_py
from mkdocs_course.workshop.paths import ROOT
from tests.browser.conftest import MODULE
from tests.browser.lab.driver import SNAPSHOT_USED, Lab
from tests.browser.lab.hostile import LATE, Hostile
from tests.browser.pages import visit
from tests.browser.worker_console import Console

FIRST = json.loads((ROOT / "docs/labs/first-order.json").read_text(encoding="utf-8"))
LOOP, MEMORY, RECURSION, LIBRARY, DRAW = 101, 102, 103, 104, 105


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Build the hostile simulator once."""
    return Hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def attacked(module: Page, context: BrowserContext, hostile: Hostile) -> Callable[[int], Lab]:
    """Give what starts a lab in which an order attacks in the way of that seed."""

    def start(seed: int) -> Lab:
        hostile.move_in(context, module)
        lab = Lab(module)
        lab.root.locator(".lab__scenario").evaluate(
            "(script, text) => { script.textContent = text }",
            json.dumps({**FIRST, "interventions": [], "seed": seed}),
        )
        lab.start()
        lab.go_to(1_000_000)
        return lab

    return start


def is_ready_again(lab: Lab, digest: str) -> None:
    """What was in view is in view, where it was, and the next thing the learner does works."""
    expect(lab.view).to_have_attribute("data-runtime", "ready")
    lab.shows(digest)
    lab.stands_at(1_000_000)
    lab.booted(SNAPSHOT_USED)
    lab.switch_on("Duplicates")


def test_stop_ends_an_endless_loop(attacked: Callable[[int], Lab]) -> None:
    lab = attacked(LOOP)
    digest = lab.digest
    lab.press("Place order")
    expect(lab.view).to_have_attribute("data-runtime", "running")
    lab.press("Stop")
    expect(lab.view.locator(".lab-notice")).to_have_text("Stopped. What you had is still here.")
    is_ready_again(lab, digest)


@pytest.mark.parametrize("seed", [MEMORY, RECURSION], ids=["memory", "recursion in C"])
def test_a_runtime_that_breaks_is_replaced(
    attacked: Callable[[int], Lab], seed: int, complaints: list[str]
) -> None:
    lab = attacked(seed)
    digest = lab.digest
    lab.press("Place order")
    notice = lab.view.locator(".lab-notice")
    expect(notice).to_contain_text("ended unexpectedly. What you had is still here")
    is_ready_again(lab, digest)
    complaints.clear()  # Pyodide logs that it broke


def test_a_worker_that_dies_in_silence_is_replaced(lab: Lab) -> None:
    console = Console(lab.page)
    lab.start()
    lab.go_to(1_000_000)
    digest = lab.digest
    with lab.page.expect_event("worker"):
        console.evaluate("setTimeout(() => self.close())")
    is_ready_again(lab, digest)


def test_on_a_local_page_it_is_missed_when_it_is_next_needed(browser: Browser, site: Path) -> None:
    """There a worker can hold no lock; but one that has nothing to do takes what it is sent."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        visit(page, f"{site.as_uri()}{MODULE}index.html")
        lab = Lab(page)
        console = Console(page)
        lab.start()
        lab.go_to(1_000_000)
        digest = lab.digest
        console.evaluate("setTimeout(() => self.close())")
        lab.press("Place order")
        notice = lab.view.locator(".lab-notice")
        expect(notice).to_contain_text("ended unexpectedly")
        is_ready_again(lab, digest)


@pytest.mark.parametrize("seed", [LIBRARY, LATE], ids=["at once", "after the first records"])
def test_what_the_snapshot_leaves_out_is_found_in_the_whole_library(
    attacked: Callable[[int], Lab], seed: int, tmp_path: Path
) -> None:
    lab = attacked(seed)
    lab.act("Place order")
    lab.booted(re.compile("ModuleNotFoundError.*decimal", re.DOTALL))
    trace = lab.trace(tmp_path)
    assert trace == json.loads(json.dumps(labs_py.run(trace["scenario"])))


def test_each_start_draws_its_own_random_numbers(
    attacked: Callable[[int], Lab], module: Page
) -> None:
    """The snapshot holds the generator of the build: nobody is to draw what everybody draws."""
    drawn = set()
    for _ in range(2):
        lab = attacked(DRAW)
        lab.booted(SNAPSHOT_USED)
        lab.press("Place order")
        notice = lab.view.locator(".lab-notice")
        expect(notice).to_contain_text("drew 0.")
        drawn.add(notice.inner_text())
        visit(module, MODULE)
    assert len(drawn) == 2
