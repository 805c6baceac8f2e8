"""Build time over plain Material, same Markdown, runs in turn."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import sites
from tests.bench.rows import Row

RUNS = {10: 7, 100: 3, 1000: 1}
LIMIT = 1.25


def rows(sizes: list[int]) -> Iterator[Row]:
    """Yield one row for each size of course."""
    for pages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield _compare(Path(folder), pages)


def _compare(folder: Path, pages: int) -> Row:
    ours, plain = sites.write(folder, pages)
    pairs = [
        (_seconds(ours, folder / "ours"), _seconds(plain, folder / "plain"))
        for _ in range(RUNS.get(pages, 1))
    ]
    ratios = [mine / theirs for mine, theirs in pairs]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Row(
        f"build of {pages} module pages over plain Material (s)", mine, theirs, ratios, LIMIT
    )


def _seconds(config: Path, site: Path) -> float:
    start = time.monotonic()
    sites.build(config, site)
    return time.monotonic() - start
