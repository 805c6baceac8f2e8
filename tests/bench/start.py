"""Start to the first result painted, over a bare `loadPyodide()` to its first result.

Both in the same browser, in turn, from a host that compresses. The bare page does nothing but load
Pyodide as npm ships it and our wheel in a worker, run the same scenario and write down the digest;
the lab is timed from the press of its button.
"""

import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mkdocs_course.workshop import archive, browsers, offline, runtime, twins
from mkdocs_course.workshop.paths import NODE_MODULES, ROOT
from tests.bench import sites
from tests.bench.host import Line, hosting
from tests.bench.rows import Row
from tests.browser.conftest import MODULE

RUNS = 7
FIRST = json.loads((ROOT / "docs/labs/first-order.json").read_text("utf-8")) | {"interventions": []}
BUSY = FIRST | {"parameters": {"load.commands_per_s": 300, "load.until_us": 60_000_000}}
ANEW = "scenario => bench.anew(scenario)"
TEN_MBIT_S = Line(1_250_000, delay_s=0.04)
HERE = Path(__file__).parent
SCRIPT = (HERE / "start.js").read_text(encoding="utf-8")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


class Side(NamedTuple):
    """One of the two compared: its address, and what is done there."""

    url: str
    act: str
    argument: str | None = None

    def time(self, context: BrowserContext) -> float:
        """Open the page in a context and return the milliseconds from asking to painted."""
        page = _opened(context, self.url)
        time: float = page.evaluate(self.act, self.argument)
        page.close()
        return time


def rows() -> Iterator[Row]:
    """Yield the rows of time and of size."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = _sites(Path(name))
        browser = browsers.launch(playwright)
        with hosting(folder) as near, hosting(folder, TEN_MBIT_S) as far:
            local = Side(f"{(folder / 'ours').as_uri()}{MODULE}index.html", "bench.lab()")
            yield _row("over http, nothing cached", 0.28, _fresh(browser, *_sides(near)))
            yield _row("over http, cached", 0.20, _cached(browser, *_sides(near)))
            yield _row("from a local page", 0.35, _fresh(browser, local, _sides(near)[1]))
            yield from _after_stop(browser, *_sides(near))
            yield _row("at 10 Mbit/s, nothing cached", 1.0, _fresh(browser, *_sides(far)))
        browser.close()
        yield _download(folder)
        zipped = archive.build(folder / "ours", folder, folder / "docs" / "course.yml")
        yield Row("zip (MB)", zipped.stat().st_size / 1e6, 0, extra_limit=20)


def _sides(host: str) -> tuple[Side, Side]:
    bare = Side(f"{host}/bare/", "scenario => bench.bare(scenario)", json.dumps(FIRST))
    return Side(f"{host}/ours{MODULE}", "bench.lab()"), bare


def _fresh(browser: Browser, ours: Side, bare: Side) -> Iterator[tuple[float, float]]:
    """Time both, each in a browser that has seen nothing."""
    for _ in range(RUNS):
        times = []
        for side in (ours, bare):
            context = browser.new_context()
            times.append(side.time(context))
            context.close()
        yield times[0], times[1]


def _cached(browser: Browser, ours: Side, bare: Side) -> Iterator[tuple[float, float]]:
    """Time both in a browser that has started both before."""
    context = browser.new_context()
    ours.time(context)
    bare.time(context)
    for _ in range(RUNS):
        yield ours.time(context), bare.time(context)
    context.close()


def _after_stop(browser: Browser, ours: Side, bare: Side) -> Iterator[Row]:
    """Time from Stop in the middle of a run to ready, and from there to a first result painted."""
    context = browser.new_context()
    page = _opened(context, ours.url)
    page.evaluate(ours.act)
    page.evaluate(ANEW, json.dumps(BUSY))
    ready = [page.evaluate("bench.stop()") for _ in range(RUNS)]
    first = [page.evaluate(ANEW, json.dumps(FIRST)) for _ in range(RUNS)]
    page.close()
    bare.time(context)
    stopped = [sum(times) for times in zip(ready, first, strict=True)]
    yield _row("after Stop", 0.20, [(time, bare.time(context)) for time in stopped])
    yield Row("ready after Stop (ms)", statistics.median(ready), 0, extra_limit=1000)
    context.close()


def _row(name: str, limit: float, timed: Any) -> Row:
    pairs = list(timed)
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratios = [mine / theirs for mine, theirs in pairs]
    return Row(f"first result {name}, bare Pyodide (ms)", ours, bare, ratios, limit)


def _opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.add_init_script(SCRIPT)
    page.goto(url, wait_until="networkidle")
    page.evaluate("bench.settled()")
    return page


def _sites(folder: Path) -> Path:
    """Build our site as it is published and the bare page side by side, with their twins."""
    ours, _ = sites.write(folder, 1)
    sites.build(ours, folder / "ours")
    offline.write(folder / "ours")
    shutil.copytree(HERE / "bare", folder / "bare")
    for name in PYODIDE:
        shutil.copy(NODE_MODULES / "pyodide" / name, folder / "bare")
    wheel = runtime.wheel(folder / "bare")
    (folder / "bare" / "labs-lock.json").write_text(runtime.lock(wheel), encoding="utf-8")
    for side in ("ours", "bare"):
        twins.write(folder / side)
    return folder


def _download(folder: Path) -> Row:
    """What a first start fetches, where the host sends Brotli."""
    lab = json.loads((ROOT / ".cache/assets/assets.json").read_text(encoding="utf-8"))["lab"]
    parts = [lab["parts"][name]["file"] for name in ("worker", "python", "snapshot")]
    scripts = (lab["runtime"], lab["script"], lab["style"])
    files = [folder / "ours" / f"{path}.br" for path in (*scripts, *parts)]
    size = sum(path.stat().st_size for path in files) / 1e6
    return Row("first start, brotli (MB)", size, 0, extra_limit=8)
