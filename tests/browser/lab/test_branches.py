"""Changing the past makes a branch: nothing is lost, and two can be looked at side by side."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.lab.driver import Lab

END = 10**9

UNDO_AND_CHOOSE = """(list, id) => {
  const buttons = [...list.closest("lab-view").querySelectorAll("button")];
  buttons.find(({ textContent }) => textContent === "Undo").click();
  list.value = id;
  list.dispatchEvent(new Event("change"));
}"""
"""Faster than Undo is, which waits its turn."""


def in_view(lab: Lab) -> Locator:
    return lab.view.get_by_label("In view")


def break_the_past(lab: Lab) -> None:
    """Watch a run to its end, go back, and switch duplicates on."""
    lab.go_to(END)
    lab.go_to(1_000_000)
    lab.switch_on("Duplicates")


def test_going_back_and_changing_something_keeps_the_future(running: Lab, tmp_path: Path) -> None:
    before = running.trace(tmp_path)
    break_the_past(running)
    running.has_branches("Run 1", "Run 2")
    expect(running.view.locator(".lab-branches__from")).to_have_text(
        "Left Run 1 at 1.000 s; both are kept."
    )
    with running.new_run():
        in_view(running).select_option(label="Run 1")
    assert running.trace(tmp_path) == before
    running.stands_at(1_000_000)


def test_where_nothing_was_watched_yet_there_is_no_branch(running: Lab) -> None:
    running.go_to(1_000_000)
    running.act("Place order")
    running.switch_on("Duplicates")
    running.has_branches("Run 1")


def test_undo_takes_a_branch_away_and_reset_all_of_them(running: Lab) -> None:
    first = running.digest
    break_the_past(running)
    second = running.digest
    running.press("Undo")
    running.shows(first)
    running.has_branches("Run 1")
    break_the_past(running)
    running.press("Reset")
    running.shows(first)
    running.has_branches("Run 1")
    running.press("Undo")
    running.shows(second)
    running.has_branches("Run 1", "Run 2")


def test_a_branch_chosen_while_undo_takes_it_away_is_no_choice(running: Lab) -> None:
    first = running.digest
    break_the_past(running)
    running.press("Branch from here")
    running.has_branches("Run 1", "Run 2", "Run 3")
    in_view(running).select_option(label="Run 2")
    in_view(running).evaluate(UNDO_AND_CHOOSE, "3")
    running.has_branches("Run 1", "Run 2")
    running.press("Undo")
    running.shows(first)
    running.act("Place order")


def test_a_branch_has_a_name_of_its_own(running: Lab) -> None:
    break_the_past(running)
    running.view.get_by_label("Its name").fill("Duplicates from 1 s")
    running.view.get_by_label("Its name").press("Enter")
    running.has_branches("Run 1", "Duplicates from 1 s")


def test_two_branches_stand_side_by_side(running: Lab) -> None:
    break_the_past(running)
    running.view.get_by_label("Beside it").select_option(label="Run 1")
    table = running.view.get_by_role("region", name="Two branches at this moment")
    expect(table.get_by_role("columnheader")).to_have_text(["What", "Run 2", "Run 1", "Difference"])
    running.go_to(0)
    expect(running.view.locator(".lab-compare__sum")).to_have_text(
        "They are the same at this moment."
    )
    running.go_to(END)
    row = table.get_by_role("row", name="Rows that are wrong")
    expect(row.get_by_role("cell").last).to_have_text("≠ differs")
    expect(row.get_by_role("cell").nth(1)).to_have_text("0")
    events = table.get_by_role("row", name="Events committed")
    expect(events.get_by_role("cell").last).to_have_text("= same")
    expect(running.view.locator(".lab-compare__sum")).to_contain_text("They differ in")


def test_the_way_to_where_two_branches_part(running: Lab, tmp_path: Path) -> None:
    first = running.trace(tmp_path)["records"]
    break_the_past(running)
    second = running.trace(tmp_path)["records"]
    parted = next(a["at_us"] for a, b in zip(first, second, strict=False) if a != b)
    running.view.get_by_label("Beside it").select_option(label="Run 1")
    running.view.get_by_role("button", name="where they part").click()
    running.stands_at(parted)


def test_a_branch_can_be_made_before_anything_is_changed(running: Lab) -> None:
    running.go_to(2_000_000)
    running.press("Branch from here")
    running.has_branches("Run 1", "Run 2")
    digest = running.digest
    running.switch_on("Losses")
    running.has_branches("Run 1", "Run 2")
    with running.new_run():
        in_view(running).select_option(label="Run 1")
    running.shows(digest)
