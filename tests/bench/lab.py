"""How the page fares while a lab makes a long run, and how quickly a scrub is drawn."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from mkdocs_course.workshop import browsers
from tests.bench import sites
from tests.bench.rows import Row
from tests.browser.conftest import MODULE, serving
from tests.browser.lab.driver import READY_MS, Lab
from tests.browser.lab.links import link

FRAME_MS = 1000 / 60
LONGEST_MS = 50
SCRUBS = 120
_RUNS = 3
_MAKING_MS = 180_000

BUSY: dict[str, Any] = {
    "load.commands_per_s": 80,
    "load.customers": 50,
    "load.own_reads": 0.2,
    "handler.service_us": 5_000,
    "handler.servers": 2,
    "store.append_us": 2_000,
    "relay.poll_us": 20_000,
    "net.hop_us": 2_000,
    "projector.service_us": 8_000,
    "faults.duplicate": 0.05,
}
LONG_US, MIDDLING_US = 445_000_000, 12_000_000
"""About 248,000 steps; about 10,000 records."""

_WATCH = """() => {
  window.tasks = [];
  const note = (list) => window.tasks.push(...list.getEntries().map((each) => each.duration));
  new PerformanceObserver(note).observe({ type: "longtask" });
}"""
# From the press to the pixels: the handlers, style and layout, and the frame that shows them.
_SCRUB = """async (count) => {
  const range = document.querySelector('.lab-transport__range');
  const times = [];
  for (let n = 0; n < count; n++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    range.value = Math.floor((Number(range.max) * ((n * 37) % count)) / count);
    range.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}"""


def rows() -> Iterator[Row]:
    """Yield the rows of a long run and of a scrub, each over what is allowed."""
    with _lab() as lab:
        longest = [_longest_task(lab) for _ in range(_RUNS)]
        yield _row("longest task while 248,000 steps are made (ms)", longest, LONGEST_MS)
        yield _row("scrub over 248,000 steps (ms)", _scrubs(lab.page), FRAME_MS)
        _open(lab, MIDDLING_US)
        yield _row("scrub over 10,000 records (ms)", _scrubs(lab.page), FRAME_MS)


def _row(name: str, times: list[float], most: float) -> Row:
    return Row(name, statistics.median(times), most, [time / most for time in times], 1)


@contextmanager
def _lab() -> Iterator[Lab]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        config, _ = sites.write(folder, 1)
        sites.build(config, folder / config.stem)
        browser = browsers.launch(playwright)
        with serving(folder / config.stem) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address + MODULE)
            lab = Lab(page)
            lab.start()
            yield lab
        browser.close()


def _longest_task(lab: Lab) -> float:
    """Make the long run and return its longest task; none that the browser reports is below 50."""
    lab.page.evaluate(_WATCH)
    _open(lab, LONG_US)
    return float(lab.page.evaluate("Math.max(50, ...window.tasks)"))


_seed = iter(range(1, 1000))


def _open(lab: Lab, until_us: int) -> None:
    """Open a run that no run before was, and wait until it is whole."""
    parameters = {**BUSY, "load.until_us": until_us}
    scenario = {"schema": 1, "lab": "command-to-projection", "seed": next(_seed)}
    before = lab.digest
    hash_ = link({**scenario, "parameters": parameters})
    lab.page.evaluate("hash => { location.hash = hash }", hash_)
    changed = "before => document.querySelector('lab-view').dataset.digest !== before"
    lab.page.wait_for_function(changed, arg=before, timeout=max(_MAKING_MS, READY_MS))


def _scrubs(page: Page) -> list[float]:
    times: list[float] = page.evaluate(_SCRUB, SCRUBS)
    return times
