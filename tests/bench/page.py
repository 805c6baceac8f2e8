"""What a module page loads before a lab is asked for, and when it paints."""

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from mkdocs_course.workshop import browsers
from tests.bench import sites
from tests.bench.rows import Row
from tests.browser.conftest import MODULE, serving

RUNS = 31
WARM_UP = 2  # pairs not counted: the browser's own caches are still cold
FORBIDDEN = ("pyodide", "uplot", "codemirror", ".wasm", "lab.")
_PAINT = """async () => {
  const entries = type => new Promise(resolve =>
    new PerformanceObserver(list => resolve(list.getEntries())).observe({type, buffered: true}));
  const paints = await entries("paint");
  const first = paints.find(entry => entry.name === "first-contentful-paint").startTime;
  return [first, (await entries("largest-contentful-paint")).at(-1).startTime];
}"""


def rows() -> Iterator[Row]:
    """Yield the rows of size and of paint."""
    with _both() as (browser, ours, theirs):
        mine, plain = _weigh(browser, ours), _weigh(browser, theirs)
        forbidden = [url for url in mine if any(name in url for name in FORBIDDEN)]
        if forbidden:
            raise RuntimeError(f"loaded before a lab was asked for: {forbidden}")
        name = "module page before a lab over plain Material (KB gzip)"
        yield Row(name, sum(mine.values()) / 1024, sum(plain.values()) / 1024, extra_limit=40)
        yield from _paints(browser, ours, theirs)


@contextmanager
def _both() -> Iterator[tuple[Browser, str, str]]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        ours, plain = sites.write(folder, 1)
        for config in (ours, plain):
            sites.build(config, folder / config.stem)
        browser = browsers.launch(playwright)
        with serving(folder / ours.stem) as mine, serving(folder / plain.stem) as theirs:
            yield browser, mine + MODULE, theirs + MODULE
        browser.close()


def _weigh(browser: Browser, url: str) -> dict[str, int]:
    """Return the gzip size of everything a fresh visit loads, by address."""
    context = browser.new_context()
    page = context.new_page()
    responses: list[Response] = []
    # Playwright marks its handlers, which a built-in method does not bear.
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108
    page.goto(url, wait_until="networkidle")
    weights = {response.url: _size(response) for response in responses}
    context.close()
    return weights


def _size(response: Response) -> int:
    body = response.body()
    return len(body) if response.url.endswith(".woff2") else len(gzip.compress(body, 9))


def _paints(browser: Browser, ours: str, theirs: str) -> Iterator[Row]:
    pairs = [(_paint(browser, ours), _paint(browser, theirs)) for _ in range(WARM_UP + RUNS)]
    del pairs[:WARM_UP]
    for index, name in enumerate(
        ("first paint over plain Material (ms)", "largest paint over plain Material (ms)")
    ):
        ratios = [mine[index] / plain[index] for mine, plain in pairs]
        middle = [statistics.median(pair[side][index] for pair in pairs) for side in (0, 1)]
        yield Row(name, middle[0], middle[1], ratios, 1.05)


def _paint(browser: Browser, url: str) -> list[float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(url, wait_until="load")
    times: list[float] = page.evaluate(_PAINT)
    context.close()
    return times
