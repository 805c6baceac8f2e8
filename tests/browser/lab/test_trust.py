"""How we know this is right: the fold shows what the tests see, for the very run in view."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import labs_py
from tests.browser.lab.driver import Lab

LABEL = "How we know this is right"
ANOTHER_SEED = """() => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...more) {
        if (message.kind === "ask" && message.door === "check_json") {
            const scenario = JSON.parse(message.text);
            message = { ...message, text: JSON.stringify({ ...scenario, seed: 1 }) };
        }
        return send.call(this, message, ...more);
    };
}"""


def open_fold(lab: Lab) -> Locator:
    fold = lab.view.locator("details", has=lab.page.get_by_text(LABEL, exact=True))
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    expect(fold.get_by_role("table").first).to_be_visible()
    return fold


def shown(table: Locator) -> list[list[str]]:
    rows = table.get_by_role("row").all()[1:]
    return [row.get_by_role("cell").all_inner_texts() for row in rows]


def counts(report: dict[str, Any]) -> list[list[str]]:
    """Return what the rows of laws that count things should say."""
    return [
        [str(law[name]) for name in ("compared", "expected", "found", "difference")]
        for law in report["checks"]
        if law["unit"] == "count"
    ]


@pytest.mark.parametrize("duplicates", [False, True])
def test_the_fold_shows_the_figures_of_this_very_run(
    running: Lab, tmp_path: Any, duplicates: bool
) -> None:
    if duplicates:
        running.switch_on("Duplicates")
    fold = open_fold(running)
    trace = running.trace(tmp_path)
    report = labs_py.check(trace)
    assert report["holds"]
    laws = shown(fold.get_by_role("table").first)
    assert len(laws) == len(report["checks"])
    assert {row[-1] for row in laws} == {"✓ holds"}
    assert [row[:4] for row in laws if "s" not in row[1] + row[2]] == counts(report)
    compared = sum(law["compared"] for law in report["checks"])
    expect(fold.get_by_role("status")).to_have_text(
        f"{len(laws)} laws hold for this very run, in {compared} comparisons."
    )
    expect(fold).to_contain_text(f"Seed {trace['scenario']['seed']} · SHA-256 {trace['digest']}")
    long_run = shown(fold.get_by_role("table").nth(1))
    assert len(long_run) == len(report["long_run"]) > 0
    expect(fold).to_contain_text("It is not graded by them.")


def test_each_run_is_checked_anew_while_the_fold_is_open(running: Lab) -> None:
    fold = open_fold(running)
    with running.new_run():
        running.press("Place order")
    expect(fold).to_contain_text(running.digest)
    expect(fold.get_by_role("status")).to_contain_text("laws hold")


def test_the_fold_leads_to_what_else_is_checked(running: Lab) -> None:
    fold = open_fold(running)
    address = fold.get_by_role("link").evaluate("(link) => link.href")
    reply = running.page.request.get(address)
    assert reply.ok
    assert "How we know it is right" in reply.text()


def test_a_run_that_cannot_be_made_again_is_not_called_right(module: Page) -> None:
    module.evaluate(f"({ANOTHER_SEED})()")
    lab = Lab(module)
    lab.start()
    fold = open_fold(lab)
    expect(fold.get_by_role("status")).to_contain_text("gave another digest")
    expect(fold).to_have_attribute("data-holds", "false")
