"""Outcomes show the evidence there is for them so far."""

from playwright.sync_api import Page, expect

from tests.browser.pages import again

CHOOSE = ".outcome[data-outcome=choose]"


def test_evidence_gathers(module: Page) -> None:
    evidence = module.locator(f"{CHOOSE} .outcome__evidence")
    expect(evidence).to_have_text("No evidence yet.")
    module.locator("#why-cqrs summary").click()
    module.locator("#why-cqrs").get_by_label("Knew it").check()
    expect(evidence).to_contain_text("Checks opened:")
    expect(evidence).to_contain_text("Known: 1")
    expect(module.locator(CHOOSE)).to_have_attribute("data-evidence", "some")
    expect(module.locator(".outcome[data-outcome=operate]")).to_have_attribute(
        "data-evidence", "none"
    )


RUN = """digest => {
    const detail = { id: "first-order", digest };
    const ran = new CustomEvent("course:lab-run", { bubbles: true, detail });
    document.querySelector("course-lab").dispatchEvent(ran);
}"""


def test_a_lab_run_is_evidence(module: Page) -> None:
    evidence = module.locator(f"{CHOOSE} .outcome__evidence")
    module.evaluate(RUN, "3f9c")
    module.evaluate(RUN, "77aa")
    expect(evidence).to_contain_text("Labs run: 1 of 1")
    lab = module.evaluate(
        """JSON.parse(localStorage["course:digital-cloud-scale:record"])
        .entries["advanced-patterns/lab/first-order"]"""
    )
    assert (lab["runs"], lab["digest"]) == (2, "77aa")


KEEP = """([kind, id, entry]) => {
    const detail = { kind, id, entry };
    const work = new CustomEvent("course:lab-work", { bubbles: true, detail });
    document.querySelector("course-lab").dispatchEvent(work);
    return detail.kept ?? null;
}"""


def test_a_challenge_met_is_evidence_and_a_guess_is_kept(module: Page) -> None:
    evidence = module.locator(f"{CHOOSE} .outcome__evidence")
    mine, other = "first-order--own-reads", "first--order-own-reads"
    module.evaluate(RUN, "3f9c")
    assert module.evaluate(KEEP, ["challenge", mine, None]) is None
    module.evaluate(KEEP, ["challenge", mine, {"met": False, "tries": 1}])
    expect(evidence).not_to_contain_text("Challenges met")
    kept = module.evaluate(KEEP, ["challenge", mine, {"met": True, "tries": 2}])
    assert (kept["met"], kept["tries"]) == (True, 2)
    module.evaluate(KEEP, ["challenge", other, {"met": True}])  # of a lab that is not on this page
    expect(evidence).to_contain_text("Challenges met: 1")
    module.evaluate(KEEP, ["guess", mine, {"text": "5 %"}])
    again(module)
    assert module.evaluate(KEEP, ["guess", mine, None])["text"] == "5 %"
    expect(evidence).to_contain_text("Challenges met: 1")
