"""`python3 -m mkdocs_course bench [10 100 1000]`: the table; exit 1 when a bound is missed."""

import itertools
import platform
import sys

from tests.bench import build_time, engine, in_browser, lab, page, start
from tests.bench.rows import Row, table


def main() -> int:
    """Measure everything and print one table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [10, 100, 1000]
    rows = [
        _noted(row)
        for row in itertools.chain(
            engine.rows(),
            in_browser.rows(),
            page.rows(),
            start.rows(),
            lab.rows(),
            build_time.rows(sizes),
        )
    ]
    print(f"\nCPython {platform.python_version()}, {platform.machine()}\n\n{table(rows)}")
    return 0 if all(row.met for row in rows) else 1


def _noted(row: Row) -> Row:
    print(" | ".join(row.cells()), file=sys.stderr, flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main())
