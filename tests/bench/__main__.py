"""`python3 -m mkdocs_course bench [page start …] [10 100 1000]`: the table.

Exit 1 for a missed bound. Without names everything is measured; numbers are the sizes of the
sites that `build` builds.
"""

import platform
import sys
from collections.abc import Callable, Iterable
from functools import partial

from tests.bench import build_time, engine, in_browser, lab, page, start
from tests.bench.rows import Row, table

PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "engine": engine.rows,
    "browser": in_browser.rows,
    "page": page.rows,
    "start": start.rows,
    "lab": lab.rows,
}


def main() -> int:
    """Measure what is asked for and print one table."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10, 100, 1000]
    parts: dict[str, Callable[[], Iterable[Row]]] = {
        **PARTS,
        "build": partial(build_time.rows, sizes),
    }
    names = [word for word in sys.argv[1:] if not word.isdigit()] or list(parts)
    unknown = [name for name in names if name not in parts]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(parts)}", file=sys.stderr)
        return 2
    rows = [_noted(row) for name in names for row in parts[name]()]
    print(f"\nCPython {platform.python_version()}, {platform.machine()}\n\n{table(rows)}")
    return 0 if all(row.met for row in rows) else 1


def _noted(row: Row) -> Row:
    print(" | ".join(row.cells()), file=sys.stderr, flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main())
