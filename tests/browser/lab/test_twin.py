"""The lab driven by its tables alone: no picture, no chart, no scrubber is looked at or touched."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.lab.driver import Lab

STEPS = 60


class Twin:
    """The tables of a lab, and the ways from them to its controls."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        lab.view.get_by_text("As a table", exact=True).click()
        self.root = lab.view.locator(".lab-twin")

    def table(self, name: str) -> Locator:
        return self.root.get_by_role("table", name=name)

    def now(self, head: str) -> str:
        """Read one row of the first table."""
        table = self.table("What is where, at this moment")
        named = self.lab.page.get_by_role("rowheader", name=head, exact=True)
        return table.get_by_role("row").filter(has=named).get_by_role("cell").inner_text()

    def control(self, part: str, name: str) -> None:
        """Go to a part of the lab and tab on to the control of that name."""
        self.root.get_by_role("button", name=f"To the controls: {part}").click()
        for _ in range(12):
            focused = self.lab.view.locator(":focus")
            control = focused.and_(
                self.lab.view.get_by_role("button", name=name, exact=True).or_(
                    self.lab.view.get_by_label(name)
                )
            )
            if control.count():
                return
            self.lab.page.keyboard.press("Tab")
        raise AssertionError(f"no {name} among the controls of {part}")

    def press(self, part: str, name: str, key: str = "Space") -> None:
        """Use that control by its key; it leads to another run."""
        with self.lab.new_run():
            self.control(part, name)
            self.lab.page.keyboard.press(key)
        self.lab.pause()

    def next_until(self, said: str) -> None:
        """Go from one thing that happens to the next until one of the tables says so."""
        ahead = self.table("What happens next, in this run").get_by_role("button")
        told = [self.table("What is where, at this moment"), self.table("What happened last")]
        for _ in range(STEPS):
            if any(said in table.inner_text() for table in told):
                return
            ahead.first.press("Enter")
        raise AssertionError(f"the tables never said: {said}")


def test_the_tables_alone_show_the_two_moments_and_where_it_went_wrong(running: Lab) -> None:
    twin = Twin(running)
    twin.table("The charts in figures").get_by_role("button").nth(2).press("Enter")
    start = twin.now("Time")
    assert start != "0.000\u00a0s"
    twin.press("Act", "Place order")
    twin.next_until("acknowledged and not visible yet")
    assert twin.now("Event lag").startswith(("1 ", "2 ", "3 ", "4 ", "5 "))
    twin.press("Act", "Read my order")
    twin.next_until("Your own acknowledged order is not in it yet")
    twin.next_until("Your order for ada is visible")
    assert twin.now("Missed own change") == "1 read"
    twin.root.get_by_role("button", name="command").first.press("Enter")
    assert twin.now("Time") == start
    expect(running.view.locator(".lab-summary")).to_contain_text("Your command for ada arrives.")


def test_the_tables_alone_break_the_lab_and_mend_it(running: Lab, tmp_path: Path) -> None:
    twin = Twin(running)
    ways = twin.root.get_by_role("list", name="Ways to the controls").get_by_role("button")
    expect(ways.last).to_have_text("To the controls: Tune the path")
    twin.press("Break", "Duplicates")
    twin.table("The charts in figures").get_by_role("button").last.press("Enter")
    assert twin.now("Verdict").startswith("Wrong:")
    twin.root.get_by_role("button", name="a row became wrong").first.press("Enter")
    expect(twin.table("What happened last")).to_contain_text("is applied again")
    twin.control("Defend", "The consumer")
    with running.new_run():
        running.page.keyboard.press("i")
    twin.press("Defend", "Replay from the start")
    twin.table("The charts in figures").get_by_role("button").last.press("Enter")
    assert twin.now("Verdict").startswith("Right, although")
    assert running.trace(tmp_path)["measures"]["rows"]["wrong"] == 0


def test_the_tables_hold_the_figures_of_the_charts(running: Lab, tmp_path: Path) -> None:
    trace = running.trace(tmp_path)
    twin = Twin(running)
    table = twin.table("The charts in figures")
    table.get_by_role("row").nth(1).wait_for()
    rows = [row.get_by_role("cell").all_inner_texts() for row in table.get_by_role("row").all()[1:]]
    assert max(int(cells[0]) for cells in rows) == trace["measures"]["event_lag_max"]
    longest = max(float(cells[4].removesuffix(" s")) for cells in rows)
    assert longest == round(trace["measures"]["time_lag_max_us"] / 1e6, 2)
    commit = next(r for r in trace["records"] if r["kind"] == "evt.committed")
    running.go_to(commit["at_us"] - 1)
    ahead = twin.table("What happens next, in this run").get_by_role("row").nth(1)
    expect(ahead).to_contain_text(f"{commit['at_us'] / 1e6:.3f}")
    expect(ahead).to_contain_text("Event 1 is committed.")
    for row in table.get_by_role("row").all()[1:4]:
        row.get_by_role("button").press("Enter")
        lag, mark, gap, backlog, time = row.get_by_role("cell").all_inner_texts()
        assert twin.now("Event lag").split()[0] == lag
        assert twin.now("Lag to mark").split()[0] == mark
        assert twin.now("Mark gap").split()[0] == gap
        assert twin.now("Backlog").split()[0] == backlog
        assert twin.now("Time lag") == time


def test_a_table_keeps_the_place_of_who_reads_it_while_time_runs(running: Lab) -> None:
    twin = Twin(running)
    button = twin.table("What happens next, in this run").get_by_role("button").first
    button.focus()
    before = running.view.locator(":focus").evaluate_handle("(button) => button")
    for _ in range(3):
        running.page.keyboard.press("Enter")
    assert before.evaluate("(button) => button === document.activeElement")
    expect(running.view).to_have_attribute("data-state", "ready")
