"""Breaking and defending: duplicates make a naive consumer wrong, an idempotent one stays right."""

from pathlib import Path

from playwright.sync_api import expect

import labs_py
from tests.browser.lab.driver import Lab

END = 10**9


def break_it(lab: Lab) -> None:
    """Switch duplicates on from the start, and look at the end."""
    lab.switch_on("Duplicates")
    lab.go_to(END)


def test_duplicates_go_wrong_and_the_lab_says_where_it_began(running: Lab, tmp_path: Path) -> None:
    break_it(running)
    expect(running.verdict).to_contain_text("Wrong:")
    expect(running.verdict).to_contain_text("arrived twice and was counted twice")
    trace = running.trace(tmp_path)
    first = next(r for r in trace["records"] if r["kind"] == "view.applied" and not r["right"])
    running.view.get_by_role("button", name="where it began").click()
    running.stands_at(first["at_us"])
    row = running.view.locator("tr", has=running.page.get_by_role("rowheader", name=first["key"]))
    expect(row).to_contain_text(f"wrong: should be {first['expected']['orders']}")
    expect(row).to_contain_text(f"since event {first['position']}")


def test_the_idempotent_consumer_comes_right_in_a_replay(running: Lab, tmp_path: Path) -> None:
    break_it(running)
    expect(running.verdict).to_contain_text("Wrong:")
    orders = placed(running.trace(tmp_path))
    running.root.get_by_label("The consumer").select_option("by_id")
    expect(running.verdict).to_contain_text("Wrong:")  # what is wrong stays wrong
    running.act("Replay from the start")
    running.pause()
    running.go_to(END)
    expect(running.verdict).to_contain_text("Right, although")
    trace = running.trace(tmp_path)
    assert placed(trace) == orders
    assert trace["measures"]["rows"]["wrong"] == 0
    assert trace["measures"]["deliveries"]["duplicates_skipped"] > 0
    assert trace["digest"] == labs_py.run(trace["scenario"])["digest"]


def placed(trace: dict[str, dict[str, list[dict[str, object]]]]) -> list[dict[str, object]]:
    done = trace["scenario"]["interventions"]
    return [each for each in done if each["kind"] == "place_order"]


def test_a_change_in_the_past_outdoes_later_ones(running: Lab, tmp_path: Path) -> None:
    box = running.root.get_by_label("Duplicates", exact=True)
    running.go_to(5_000_000)
    running.switch_on("Duplicates")
    running.go_to(2_000_000)
    expect(box).not_to_be_checked()
    running.switch_on("Duplicates")
    running.go_to(1_000_000)
    expect(box).not_to_be_checked()
    running.go_to(6_000_000)
    expect(box).to_be_checked()
    sets = [i for i in running.trace(tmp_path)["scenario"]["interventions"] if i["kind"] == "set"]
    assert [each["at_us"] for each in sets] == [2_000_000]


def test_after_the_end_the_lab_says_that_nothing_is_left(running: Lab) -> None:
    running.go_to(END)
    expect(running.view.get_by_role("group", name="Break")).to_contain_text(
        "Nothing is left to happen"
    )
