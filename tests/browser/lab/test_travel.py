"""Travelling in time: by keyboard alone, step by step, and without motion where none is wanted."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.lab.driver import Lab
from tests.browser.pages import until


def test_the_keyboard_alone_starts_orders_travels_and_mends(lab: Lab) -> None:
    page, view = lab.page, lab.view
    lab.root.get_by_role("button", name="Start the lab").focus()
    page.keyboard.press("Enter")
    expect(view).to_have_attribute("data-state", "ready")
    expect(view).to_be_focused()
    tab_to(lab, "Place order")
    before = lab.digest
    page.keyboard.press("Space")
    expect(view).not_to_have_attribute("data-digest", before)
    tab_to(lab, "Moment of the run")
    page.keyboard.press("Home")
    assert lab.at_us == 0
    tab_to(lab, "Duplicates")
    page.keyboard.press("Space")
    expect(view.get_by_label("Duplicates", exact=True)).to_be_checked()
    tab_to(lab, "Moment of the run", backwards=True)
    page.keyboard.press("End")
    expect(lab.verdict).to_contain_text("Wrong:")
    tab_to(lab, "where it began")
    page.keyboard.press("Enter")
    assert lab.at_us > 0
    tab_to(lab, "The consumer")
    page.keyboard.press("i")  # the option's first letter
    tab_to(lab, "Replay from the start")
    expect(view.get_by_label("The consumer")).to_have_value("by_id")
    page.keyboard.press("Enter")
    tab_to(lab, "Moment of the run", backwards=True)
    expect(lab.verdict).not_to_contain_text("Wrong:")
    page.keyboard.press("End")
    expect(lab.verdict).to_contain_text("Right, although")


def tab_to(lab: Lab, name: str, *, backwards: bool = False) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(40):
        lab.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        focused = lab.page.evaluate(
            """() => {
                const element = document.activeElement;
                const labels = [...(element.labels ?? [])].map((each) => each.textContent);
                const label = element.getAttribute('aria-label');
                return [label, ...labels, element.textContent].join(' ');
            }"""
        )
        if name in focused:
            return
    raise AssertionError(f"no control named {name} in reach of Tab")


def test_arrow_keys_step_from_event_to_event(running: Lab, tmp_path: Path) -> None:
    instants = sorted({record["at_us"] for record in running.trace(tmp_path)["records"]})
    running.scrubber.focus()
    for instant in instants[:3]:
        running.page.keyboard.press("ArrowRight")
        assert running.at_us == instant
    running.page.keyboard.press("ArrowLeft")
    assert running.at_us == instants[1]
    running.press("Step to the next event")
    assert running.at_us == instants[2]


def test_a_step_says_what_happened(running: Lab) -> None:
    running.scrubber.focus()
    running.page.keyboard.press("ArrowRight")
    summary = running.view.locator(".lab-summary")
    expect(summary).to_contain_text("arrives.")
    expect(summary).to_have_attribute("role", "status")


def test_running_time_is_not_announced_frame_by_frame(running: Lab) -> None:
    """The one sentence changes when something does, although the clock moves all the time."""
    running.view.evaluate(
        """(view) => {
            window.said = [];
            for (const region of view.querySelectorAll('[role="status"], [aria-live], output'))
                new MutationObserver(() => window.said.push(region.textContent))
                    .observe(region, { childList: true, characterData: true, subtree: true });
        }"""
    )
    running.go_to(1_900_000)
    running.page.evaluate("window.said.length = 0")
    running.act("Place order")
    visible = "() => document.querySelector('.lab-moments').dataset.state === 'visible'"
    until(running.page, visible)
    said = running.page.evaluate("window.said")
    assert "Your order for ada is acknowledged and not visible yet." in said
    assert len(said) < 8


def test_tokens_move_because_messages_move(running: Lab, tmp_path: Path) -> None:
    running.go_to(1_900_000)
    running.act("Place order")
    running.pause()
    own = [r for r in running.trace(tmp_path)["records"] if r.get("command_id") == "learner-1"]
    at = {record["kind"]: record["at_us"] for record in own}
    legs = [
        ("cmd.started", "evt.assigned"),
        ("outbox.sent", "bus.enqueued"),
        ("dlv.started", "view.applied"),
    ]
    places = set()
    for start, end in legs:
        running.go_to((at[start] + at[end]) // 2)
        token = running.view.locator(".lab-token[data-own]").last
        places.add(token.evaluate("(token) => token.style.transform"))
    assert len(places) == len(legs)
    running.go_to(at["view.applied"])
    expect(running.view.locator(".lab-token[data-own]")).to_have_count(0)


def test_reduced_motion_neither_plays_nor_glides(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/modules/advanced-patterns/")
    lab = Lab(page)
    lab.press("Start the lab")
    expect(lab.view).to_have_attribute("data-state", "ready")
    expect(lab.root.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert lab.at_us == 0


def test_the_table_says_what_the_picture_shows(running: Lab) -> None:
    running.go_to(2_250_000)
    running.view.get_by_text("As a table").click()
    now = running.view.get_by_role("table", name="What is where, at this moment")
    for token in running.view.locator('.lab-token[data-kind="event"]').all():
        expect(now).to_contain_text(f"event {token.inner_text()}")
    expect(now).to_contain_text("Event lag")
    happened = running.view.get_by_role("table", name="What happened last")
    for at_us in (2_250_000, 10**9):
        running.go_to(at_us)
        for station in running.view.locator(".lab-station").all():
            name = station.locator(".lab-station__name").inner_text()
            said = now.get_by_role("row", name=re.compile(f"^{name} "))
            expect(said).to_contain_text(station.locator(".lab-station__note").inner_text())
    assert happened.get_by_role("rowheader").first.inner_text().endswith("\u00a0s")
    heads = now.get_by_role("rowheader").all_inner_texts()
    assert len(set(heads)) == len(heads)
    assert heads[-1] == "Verdict"
    expect(happened.get_by_role("row").nth(1)).to_contain_text("s")


def test_the_marks_of_the_time_line_can_be_read_and_gone_to(running: Lab) -> None:
    legend = running.view.locator(".lab-legend")
    expect(legend).not_to_contain_text("visible")
    running.go_to(2_000_000)
    running.act("Place order")
    running.pause()
    running.go_to(10**9)
    expect(legend).to_contain_text("acknowledged")
    running.view.get_by_text("As a table").click()
    marks = running.view.get_by_role("list", name="Marks on the time line")
    on_the_line = running.view.locator(".lab-mark[style]").count()
    expect(marks.get_by_role("listitem")).to_have_count(on_the_line)
    acknowledged = running.moment("acknowledged")
    assert acknowledged is not None
    marks.get_by_role("button", name=f"Go to {acknowledged:.3f} s: acknowledged").click()
    assert abs(running.at_us / 1e6 - acknowledged) < 0.001
