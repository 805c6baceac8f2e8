"""The kernel over a bare heapq loop where it runs for learners: in Pyodide, in a real browser."""

import json
import statistics
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from mkdocs_course.workshop import browsers
from mkdocs_course.workshop.paths import NODE_MODULES, ROOT
from tests.bench.rows import Row
from tests.browser.conftest import serving

RUNS = 31
CUSTOMERS = 5_000
STEPS = 2 * CUSTOMERS
SLOWEST_OVER_BARE = 2.0
ENOUGH_PER_S = 200_000
CODE = ("labs_py/**/*.py", "tests/labs/models/*.py")
_MEASURE = f"""
import gc, json, sys, time
sys.path.insert(0, "/code")
from tests.labs.models import one_queue

def seconds(work):
    gc.collect()
    start = time.perf_counter()
    work({CUSTOMERS}, 7)
    return time.perf_counter() - start

assert one_queue.ours({CUSTOMERS}, 7) == one_queue.bare({CUSTOMERS}, 7)
json.dumps([[seconds(one_queue.ours), seconds(one_queue.bare)] for _ in range({RUNS})])
"""
_BOOT = """async program => {
  const { loadPyodide } = await import("/pyodide/pyodide.mjs");
  const python = await loadPyodide();
  const code = await (await fetch("/code.zip")).arrayBuffer();
  python.unpackArchive(code, "zip", { extractDir: "/code" });
  return python.runPython(program);
}"""


def rows() -> Iterator[Row]:
    """Yield the time over the bare loop's: at most 2, or what 200,000 steps a second take."""
    pairs = _measured()
    ours, bare = zip(*pairs, strict=True)
    enough = STEPS / ENOUGH_PER_S / statistics.median(bare)
    yield Row(
        f"kernel and facts in Chromium, {STEPS} steps, bare loop there (s)",
        statistics.median(ours),
        statistics.median(bare),
        [one / other for one, other in pairs],
        max(SLOWEST_OVER_BARE, enough),
    )


def _measured() -> list[list[float]]:
    """Return the seconds of ours and of the bare loop, run in turn in one page."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "index.html").write_text("<!doctype html><title>Engine</title>", encoding="utf-8")
        (folder / "pyodide").symlink_to(NODE_MODULES / "pyodide")
        _pack(folder / "code.zip")
        browser = browsers.launch(playwright)
        with serving(folder) as url:
            page = browser.new_page()
            page.goto(url)
            measured: list[list[float]] = json.loads(page.evaluate(_BOOT, _MEASURE))
        browser.close()
    return measured


def _pack(archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in (path for pattern in CODE for path in ROOT.glob(pattern)):
            packed.write(path, path.relative_to(ROOT))
