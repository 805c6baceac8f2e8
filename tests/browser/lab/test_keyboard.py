"""The lab by keyboard alone: all that can be done in it, and a challenge from the page's top on."""

import re

from playwright.sync_api import Page, expect

from tests.browser.lab.driver import LAB, Lab

FOCUSED = """() => {
    const at = document.activeElement;
    const around = at.labels?.length ? [...at.labels[0].childNodes] : [at];
    const words = around.filter((node) => node !== at || around.length === 1);
    return (at.getAttribute('aria-label') ?? words.map((node) => node.textContent).join('')).trim();
}"""
SEEN = """() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return at.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
}"""
# The playhead stays in sight while the page scrolls; what has the focus must not be under it.
HIDDEN = """() => {
    const at = document.activeElement;
    if (!at.matches('lab-view :is(button, select, input, summary)')) return false;
    const { left, top, width, height } = at.getBoundingClientRect();
    const seen = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
    return !seen || !(at.contains(seen) || seen.contains(at));
}"""


class Keys:
    """Goes through the lab with Tab, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.met: list[str] = []

    def tab_to(self, name: str, *, back: bool = False) -> None:
        for _ in range(300):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            self.met.append(self.page.evaluate(FOCUSED))
            hidden = self.page.evaluate(HIDDEN)
            assert not hidden, f"something covers “{self.met[-1]}”, which has the focus"
            if self.met[-1] == name:
                assert self.page.evaluate(SEEN), f"the focus on “{name}” cannot be seen"
                return
        raise AssertionError(f"Tab does not reach “{name}”: {self.met[-40:]}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def test_a_keyboard_is_enough(module: Page) -> None:
    lab, keys = Lab(module), Keys(module)
    lab.root.get_by_role("button", name="Start the lab").focus()
    keys.press("Enter")
    expect(lab.view).to_have_attribute("data-state", "ready")

    keys.tab_to("Moment of the run")  # travel
    keys.press("End", "Home", "ArrowRight", "PageUp")
    assert lab.at_us > 1_000_000
    keys.tab_to("Place order", back=True)  # act
    with lab.new_run():
        keys.press("Enter")
    lab_at = lab.view.get_by_label("In view")
    expect(lab_at.locator("option")).to_have_text(["Run 1", "Run 2"])  # it had been watched

    keys.tab_to("Moment of the run")
    keys.press("Space" if lab.root.get_by_role("button", name="Pause").count() else "Home")
    keys.press("Home")
    keys.tab_to("Duplicates")  # break
    with lab.new_run():
        keys.press("Space")
    keys.tab_to("The consumer")  # defend
    with lab.new_run():
        keys.press("ArrowDown")
    expect(lab.view.get_by_label("The consumer")).to_have_value("by_id")

    keys.tab_to("Beside it", back=True)  # compare
    keys.press("ArrowDown")
    expect(lab.view.locator(".lab-compare")).to_be_visible()
    keys.tab_to("Its name", back=True)
    module.keyboard.press("Control+a")
    module.keyboard.type("Defended")
    keys.press("Enter")
    expect(lab_at.locator("option:checked")).to_have_text("Defended")
    keys.tab_to("In view", back=True)  # branches
    digest = lab.digest
    with lab.new_run():
        keys.press("ArrowUp")
    with lab.new_run():
        keys.press("ArrowDown")
    assert lab.digest == digest

    keys.tab_to("Share", back=True)  # carry
    keys.press("Enter")
    expect(module).to_have_url(re.compile(f"#{LAB}/run/"))
    expect(lab.view.get_by_label("Link to this run")).to_have_value(module.url)
    expect(lab.view.locator(".lab-carry__told")).not_to_be_empty()  # and the focus has come
    keys.tab_to("Undo", back=True)
    with lab.new_run():
        keys.press("Enter")
    keys.tab_to("Close")
    keys.press("Enter")
    expect(lab.root.get_by_role("button", name="Start the lab")).to_be_focused()


def test_a_challenge_is_met_from_the_top_of_the_page(module: Page) -> None:
    lab, keys = Lab(module), Keys(module)
    keys.tab_to("Start the lab")
    keys.press("Enter")
    expect(lab.view).to_have_attribute("data-state", "ready")
    expect(lab.view).to_be_focused()
    keys.tab_to("3 challenges")
    keys.press("Enter")
    told = lab.view.locator(".lab-task__told").first
    choice = lab.view.get_by_label("Challenge", exact=True)
    expect(choice.locator("option")).to_have_count(3)
    keys.tab_to("Challenge")
    keys.press("ArrowDown", "ArrowUp")
    expect(choice).to_have_value("own-reads")

    keys.tab_to("Projectors · from the start")  # tune
    keys.press("Control+a", "4")
    keys.tab_to("Try on 5 hidden runs")
    keys.press("Enter")
    expect(told).to_contain_text("Not met")
    keys.tab_to("Projectors · from the start", back=True)
    keys.press("Control+a", "1")
    keys.tab_to("Own reads")  # defend
    own_reads = lab.view.locator(".lab-challenge").get_by_label("Own reads")
    while own_reads.input_value() != "wait_for_version":
        keys.press("ArrowDown")
    keys.tab_to("Try on 5 hidden runs")
    keys.press("Enter")
    expect(told).to_have_text("Met: it holds on all 5 hidden runs.")
    keys.tab_to("See a run with these settings")
    with lab.new_run():
        keys.press("Enter")
    keys.tab_to("Close", back=True)
    keys.press("Enter")

    module.reload()  # it is kept
    expect(module.locator(".outcome__evidence").first).to_contain_text("Challenges met: 1")
    keys.tab_to("Start the lab")
    keys.press("Enter")
    expect(lab.view).to_have_attribute("data-state", "ready")
    keys.tab_to("3 challenges")
    keys.press("Enter")
    kept = "Challenge 1 of 3: Fresh for its author (1 of 3 met)"
    expect(lab.view.locator(".lab-task summary").first).to_have_text(kept)
