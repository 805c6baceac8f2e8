"""Drives one lab as a learner does: by the names of its buttons and by what it says."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Locator, Page, Worker, expect

LAB = "first-order"
SNAPSHOT_USED: Final = "Python started from its snapshot."

# Whether a long run is still being made when the next thing is done must not hang on who is faster.
WITHHOLD = """() => {
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (kind, hear, how) {
        const told = (event) => window.endless && event.data?.kind === "done" ? 0 : hear(event);
        return listen.call(this, kind, told, how);
    };
}"""


class Lab:
    """The lab on the page of Module 2."""

    def __init__(self, page: Page) -> None:
        """Take the page as it stands; nothing is started."""
        self.page = page
        self.root = page.locator(f"course-lab#{LAB}")
        self.view = self.root.locator("lab-view")
        self.scrubber = self.view.get_by_label("Moment of the run")

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.root.get_by_role("button", name=name, exact=True).click()

    def start(self) -> None:
        """Start the lab and wait until its first run is there, standing still at its beginning."""
        self.press("Start the lab")
        expect(self.view).to_have_attribute("data-state", "ready")
        self.pause()
        self.go_to(0)

    def pause(self) -> None:
        """Stop time, if it runs: looked at and pressed in one task, or the run ends in between."""
        self.view.evaluate("(view) => view.querySelector('[aria-label=Pause]')?.click()")

    def go_to(self, at_us: int) -> None:
        """Drag the scrubber to an instant."""
        self.scrubber.evaluate(
            "(range, at) => { range.value = at; range.dispatchEvent(new Event('input')) }", at_us
        )

    @property
    def at_us(self) -> int:
        """Where the playhead is."""
        return int(self.scrubber.input_value())

    def stands_at(self, at_us: int) -> None:
        """Wait until the playhead stands at an instant."""
        expect(self.scrubber).to_have_value(str(at_us))

    def shows(self, digest: str) -> None:
        """Wait until the run of that digest is in view."""
        expect(self.view).to_have_attribute("data-digest", digest)

    def has_branches(self, *names: str) -> None:
        """Wait until there are the branches of these names, in this order."""
        expect(self.view.get_by_label("In view").locator("option")).to_have_text(list(names))

    def booted(self, words: str | re.Pattern[str]) -> None:
        """Wait until the lab says this about how Python started."""
        expect(self.view.locator(".lab-boot")).to_have_text(words)

    @property
    def workers(self) -> list[Worker]:
        """The lab's own workers (the site's search has one too)."""
        return [worker for worker in self.page.workers if "/worker." in worker.url]

    @property
    def digest(self) -> str:
        """The digest of the run in view."""
        return self.view.get_attribute("data-digest") or ""

    @contextmanager
    def new_run(self) -> Iterator[None]:
        """Wait until what is done inside has led to another run."""
        before = self.digest
        yield
        expect(self.view).not_to_have_attribute("data-digest", before)

    def may_be_endless(self) -> None:
        """Let the workers of this page, from now on, have runs that `endless` keeps from ending."""
        self.page.evaluate(WITHHOLD)

    @contextmanager
    def endless(self) -> Iterator[None]:
        """Let the page not hear that a run is whole: it goes on until it is stopped."""
        self.page.evaluate("window.endless = true")
        yield
        self.page.evaluate("window.endless = false")

    def act(self, name: str) -> None:
        """Press a button that leads to another run."""
        with self.new_run():
            self.press(name)

    def switch_on(self, fault: str) -> None:
        """Tick a fault, from this moment of the run on."""
        with self.new_run():
            self.root.get_by_label(fault, exact=True).check()

    def section(self, name: str) -> Locator:
        """Return a part of the lab by its accessible name."""
        return self.view.get_by_label(name, exact=True)

    def trace(self, folder: Path) -> dict[str, Any]:
        """Export the run in view and read the file."""
        with self.page.expect_download() as download:
            self.press("Export")
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        trace: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return trace

    @property
    def verdict(self) -> Locator:
        """What the lab says about the rows."""
        return self.view.locator(".lab-verdict__words")

    def moment(self, kind: str) -> float | None:
        """Return the second at which the learner's order was `acknowledged` or `visible`."""
        shown = self.view.locator(f'.lab-moment[data-kind="{kind}"] strong').inner_text()
        found = re.fullmatch(r"([\d.]+) s", shown)
        return float(found[1]) if found else None
