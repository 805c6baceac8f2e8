"""The checklist: ticks and evidence are kept, the verdict gives its reason."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.pages import again

VERDICT = ".checklist__verdict"
CRITERIA = ["workloads-differ", "operations-ready", "lag-observable"]


def tick(page: Page, criterion: str) -> None:
    page.locator(f"#{criterion} input[type=checkbox]").check()


def give(page: Page, criterion: str, evidence: str) -> None:
    page.locator(f"#{criterion}").get_by_label("Your evidence, in a line").fill(evidence)


def test_the_verdict_follows_ticks_and_evidence(module: Page) -> None:
    verdict = module.locator(VERDICT)
    expect(verdict).to_have_attribute("data-verdict", "open")
    expect(verdict).to_contain_text("Tick what holds, and say what shows it.")
    tick(module, CRITERIA[0])
    expect(verdict).to_have_attribute("data-verdict", "unproven")
    expect(module.locator(".course-announcer")).to_contain_text("1 of 3 ticked, 0 with evidence.")
    for criterion in CRITERIA:
        tick(module, criterion)
    expect(verdict).to_contain_text("All 3 are ticked, but only 0 with evidence.")
    for criterion in CRITERIA:
        give(module, criterion, f"measured for {criterion}")
    expect(verdict).to_have_attribute("data-verdict", "justified")
    expect(verdict).to_contain_text("each with evidence")
    expect(module.locator(".course-announcer")).to_contain_text("each with evidence")
    expect(verdict).to_contain_text(
        module.locator("course-checklist").get_attribute("data-justified") or "?"
    )
    for criterion in CRITERIA:
        module.locator(f"#{criterion} input[type=checkbox]").uncheck()
    expect(verdict).to_have_attribute("data-verdict", "unjustified")
    expect(verdict).to_contain_text("None of the 3 is ticked.")


def test_ticks_and_evidence_are_there_after_reload(module: Page) -> None:
    tick(module, CRITERIA[1])
    give(module, CRITERIA[1], "rehearsed on 3 November")
    expect(module.locator(f"#{CRITERIA[1]} .text-field__status")).to_have_text("Saved")
    again(module)
    expect(module.locator(f"#{CRITERIA[1]} input[type=checkbox]")).to_be_checked()
    expect(module.get_by_label("Your evidence, in a line").nth(1)).to_have_value(
        "rehearsed on 3 November"
    )


def test_typing_and_ticking_at_once_loses_neither(module: Page) -> None:
    give(module, CRITERIA[0], "ratio 400 to 1")
    tick(module, CRITERIA[0])  # before the pause after which typing is kept
    expect(module.locator(f"#{CRITERIA[0]} .text-field__status")).to_have_text("Saved")
    again(module)
    expect(module.locator(f"#{CRITERIA[0]} input[type=checkbox]")).to_be_checked()
    expect(module.get_by_label("Your evidence, in a line").first).to_have_value("ratio 400 to 1")


def test_it_exports_as_markdown(module: Page) -> None:
    tick(module, CRITERIA[0])
    give(module, CRITERIA[0], "ratio 400 to 1")
    with module.expect_download() as download:
        module.locator("course-checklist").get_by_role("button", name="Export as Markdown").click()
    assert download.value.suggested_filename == "advanced-patterns-cqrs-justified.md"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "- [x] Read and write workloads differ materially (evidence: ratio 400 to 1)" in text
    assert "- [ ] Projection operations are ready" in text
