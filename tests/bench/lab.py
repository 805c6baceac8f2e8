"""How the page fares while a lab makes a long run, and how quickly a scrub is drawn."""

import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from mkdocs_course.workshop import browsers
from tests.bench import sites
from tests.bench.rows import Row
from tests.browser.conftest import MODULE, serving
from tests.browser.lab.driver import Lab
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

# One seek for each frame, here and there, as a hand on the scrubber makes them.
_SCRUB = """async (count) => {
  const range = document.querySelector('.lab-transport__range');
  for (let n = 0; n < count; n++) {
    await new Promise(requestAnimationFrame);
    range.value = Math.floor((Number(range.max) * ((n * 37) % count)) / count);
    range.dispatchEvent(new Event('input'));
  }
  await new Promise(requestAnimationFrame);
}"""


def rows() -> Iterator[Row]:
    """Yield the rows of a long run and of a scrub, each over what is allowed.

    Times are those of the page's main thread at work, so that a machine with other things to do
    does not change them: handlers, style, layout and paint.
    """
    with _lab() as lab:
        longest = [max(_tasks_ms(lab.page, lambda: _open(lab, LONG_US))) for _ in range(_RUNS)]
        yield _row("longest task while 248,000 steps are made (ms)", longest, LONGEST_MS)
        yield _row("a scrub over 248,000 steps (ms)", _scrubs_ms(lab.page), FRAME_MS)
        _open(lab, MIDDLING_US)
        yield _row("a scrub over 10,000 records (ms)", _scrubs_ms(lab.page), FRAME_MS)


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


def _tasks_ms(page: Page, act: Callable[[], object]) -> list[float]:
    """Return how long (ms, of its own thread) each task of the page's main thread took."""
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["toplevel"])
    act()
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    names = [event for event in events if event["name"] == "thread_name"]
    main = {_thread(event) for event in names if event["args"]["name"] == "CrRendererMain"}
    tasks: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        if "RunTask" in event["name"] and _thread(event) in main:
            tasks[_thread(event)].append(event.get("tdur", 0) / 1000)
    return max(tasks.values(), key=sum)  # the browser's own pages have renderers too


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]


_seed = iter(range(1, 1000))


def _open(lab: Lab, until_us: int) -> None:
    """Open a run that no run before was, and wait until it is whole."""
    parameters = {**BUSY, "load.until_us": until_us}
    scenario = {"schema": 1, "lab": "command-to-projection", "seed": next(_seed)}
    before = lab.digest
    hash_ = link({**scenario, "parameters": parameters})
    lab.page.evaluate("hash => { location.hash = hash }", hash_)
    changed = "before => document.querySelector('lab-view').dataset.digest !== before"
    lab.page.wait_for_function(changed, arg=before, timeout=_MAKING_MS)


def _scrubs_ms(page: Page) -> list[float]:
    """Return what one scrub costs, over several series of them."""
    return [
        sum(_tasks_ms(page, lambda: page.evaluate(_SCRUB, SCRUBS))) / SCRUBS for _ in range(_RUNS)
    ]
