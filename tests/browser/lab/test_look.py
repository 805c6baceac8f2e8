"""The lab fits, reads and can be told apart: axe, narrow screens, targets."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error, Page, expect

from mkdocs_course.workshop.paths import NODE_MODULES
from tests.browser.lab.driver import Lab
from tests.browser.pages import STILL, until

CONTROLS = "lab-view :is(button, select, input, summary)"
SMALL = """(controls) => [...document.querySelectorAll(controls)]
    .filter((control) => control.checkVisibility())
    .map((control) => [control.textContent, control.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""

CROSSING = """() => {
    const view = document.querySelector('lab-view');
    const inside = view.getBoundingClientRect();
    const crosses = ({ left, right, width }) =>
        width < 1 || left < inside.left || right > inside.right;
    const parts = '.lab-moment, .lab-moment__time, .lab-gap, .lab-gap__words,'
        + ' .lab-gauge, .lab-gauge__value, .lab-station__name, .lab-bar, .lab-told, .lab-desk > *';
    const wrong = [...view.querySelectorAll(parts)]
        .filter((part) => crosses(part.getBoundingClientRect()));
    const broken = [...view.querySelectorAll('.lab-moment__time, .lab-gauge__value')]
        .filter((time) => time.offsetHeight > 1.5 * parseFloat(getComputedStyle(time).lineHeight));
    const cut = [...view.querySelectorAll('.lab-gap, .lab-picture, .lab-station')]
        .filter((part) => part.scrollWidth > part.clientWidth + 1);
    return [...wrong, ...broken, ...cut].map((part) => part.outerHTML.slice(0, 90));
}"""


FOLDS = "lab-view details:not(.lab-log__event > *)"
OPEN = f"document.querySelectorAll('{FOLDS}').forEach((each) => {{ each.open = true }})"


def finds_nothing(lab: Lab, finds: str, argument: object = None) -> None:
    """Wait until a function finds nothing more: charts take their new size a frame later."""
    with suppress(Error):
        until(lab.page, f"async (argument) => (await ({finds})(argument)).length === 0", argument)
    assert lab.page.evaluate(finds, argument) == []


def open_all(lab: Lab) -> None:
    """Open every fold but the envelopes, and wait until what they ask Python for is there."""
    lab.page.evaluate(OPEN)
    lab.page.evaluate(OPEN)  # the ones that came with the first
    expect(lab.view.locator(".lab-challenge__settings")).to_be_visible()
    expect(lab.view.locator(".lab-trust table").first).to_be_visible()


def test_axe_finds_nothing_in_a_lab_at_work(running: Lab) -> None:
    running.switch_on("Duplicates")
    running.go_to(6_000_000)
    expect(running.verdict).to_contain_text("Wrong:")
    open_all(running)
    running.view.locator(".lab-log__event summary").first.click()
    running.page.evaluate((NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    for scheme in ("default", "slate"):
        running.page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        until(running.page, STILL)
        found = running.page.evaluate("axe.run('lab-view')")["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_nothing_scrolls_sideways(running: Lab) -> None:
    open_all(running)
    running.go_to(2_400_000)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (320, 390, 768, 1440, 1920):
        running.page.set_viewport_size({"width": width, "height": 800})
        until(running.page, f"() => {sideways} <= 0")


def test_every_target_is_large_enough(running: Lab) -> None:
    open_all(running)
    running.go_to(6_000_000)
    running.page.set_viewport_size({"width": 390, "height": 844})
    finds_nothing(running, SMALL, CONTROLS)


@contextmanager
def font_size(page: Page, size: int) -> Iterator[None]:
    """Let a browser's reader have chosen this size of text, in pixels."""
    sizes = page.context.new_cdp_session(page)
    sizes.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    try:
        yield
    finally:
        sizes.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
        sizes.detach()


@pytest.mark.parametrize(
    ("width", "font"), [(320, 16), (390, 16), (390, 32), (1366, 16), (1440, 16), (1440, 32)]
)
def test_nothing_crosses_the_border_of_a_lab(running: Lab, width: int, font: int) -> None:
    running.page.set_viewport_size({"width": width, "height": 844})
    running.go_to(2_000_000)
    running.act("Place order")
    running.pause()
    running.go_to(10**9)
    with font_size(running.page, font):
        finds_nothing(running, CROSSING)
        box = running.view.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width


PLACES = """(parts) => parts.map((part) => {
    const { left, right, top, bottom } = document.querySelector(part).getBoundingClientRect();
    return { left, right, top, bottom };
})"""


def places(lab: Lab, *parts: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = lab.page.evaluate(PLACES, list(parts))
    return found


def test_hand_and_eye_have_a_column_each_where_there_is_room(running: Lab) -> None:
    running.page.set_viewport_size({"width": 1440, "height": 900})
    act, picture, transport = places(running, ".lab-act", ".lab-picture", ".lab-transport")
    assert act["right"] <= picture["left"]
    assert act["top"] < picture["bottom"] <= act["bottom"] + 1
    faults, gauges, log = places(running, ".lab-faults", ".lab-gauges", ".lab-log")
    assert faults["right"] <= min(gauges["left"], log["left"])
    assert faults["top"] < gauges["bottom"] <= log["top"] < faults["bottom"]
    view = running.view.bounding_box()
    assert view is not None
    assert transport["right"] - transport["left"] > 0.99 * view["width"] - 4
    running.page.set_viewport_size({"width": 1366, "height": 768})
    act, picture, log, rows = places(running, ".lab-act", ".lab-picture", ".lab-log", ".lab-rows")
    assert act["right"] <= picture["left"]
    assert log["bottom"] <= rows["top"]
    running.page.set_viewport_size({"width": 1024, "height": 900})
    act, picture, faults, log = places(
        running, ".lab-act", ".lab-picture", ".lab-faults", ".lab-log"
    )
    assert act["bottom"] <= picture["top"] + 1
    assert faults["bottom"] <= log["top"] + 1


def test_what_the_hand_is_on_does_not_move_while_it_scrubs(running: Lab) -> None:
    running.page.set_viewport_size({"width": 1440, "height": 900})
    running.go_to(2_000_000)
    running.act("Place order")
    running.pause()
    running.go_to(2_200_000)
    running.act("Read my order")
    running.pause()
    running.view.get_by_text("Act", exact=True).scroll_into_view_if_needed()
    heights = set()
    for at in (0, 2_000_001, 2_100_000, 2_190_000, 2_300_000, 4_000_000, 8_000_000):
        running.go_to(at)
        scene, view = places(running, ".lab-scene", "lab-view")
        heights.add(round(scene["bottom"] - view["top"]))
    assert len(heights) == 1


def test_the_playhead_stays_at_hand_below_and_above(running: Lab) -> None:
    running.page.set_viewport_size({"width": 1440, "height": 900})
    for part in (".lab-bar", ".lab-log"):
        running.view.locator(part).scroll_into_view_if_needed()
        running.view.locator(part).evaluate("(part) => part.scrollIntoView({ block: 'center' })")
        expect(running.scrubber).to_be_in_viewport(ratio=1)
        running.scrubber.click(position={"x": 60, "y": 5})  # nothing covers it
