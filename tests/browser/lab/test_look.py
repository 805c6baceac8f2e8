"""The lab fits, reads and can be told apart: axe, narrow screens, targets."""

from playwright.sync_api import expect

from mkdocs_course.workshop.paths import NODE_MODULES
from tests.browser.lab.driver import Lab

STILL = "document.getAnimations().every((each) => each.playState !== 'running')"
CONTROLS = "lab-view :is(button, select, input, summary)"
SMALL = """(controls) => [...document.querySelectorAll(controls)]
    .filter((control) => control.checkVisibility())
    .map((control) => [control.textContent, control.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""


def test_axe_finds_nothing_in_a_lab_at_work(running: Lab) -> None:
    running.switch_on("Duplicates")
    running.go_to(6_000_000)
    expect(running.verdict).to_contain_text("Wrong:")
    running.view.get_by_text("As a table").click()
    running.view.locator(".lab-log__event summary").first.click()
    running.page.add_script_tag(path=NODE_MODULES / "axe-core/axe.min.js")
    for scheme in ("default", "slate"):
        running.page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        running.page.wait_for_function(STILL)
        found = running.page.evaluate("axe.run('lab-view')")["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_nothing_scrolls_sideways(running: Lab) -> None:
    running.view.get_by_text("As a table").click()
    running.go_to(2_400_000)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (320, 390, 768, 1440, 1920):
        running.page.set_viewport_size({"width": width, "height": 800})
        running.page.wait_for_function(f"{sideways} <= 0")


def test_every_target_is_large_enough(running: Lab) -> None:
    running.go_to(6_000_000)
    running.page.set_viewport_size({"width": 390, "height": 844})
    assert running.page.evaluate(SMALL, CONTROLS) == []
