"""What every page loads of ours stays small."""

import gzip
from pathlib import Path

BUDGET = 12.5 * 1024  # bytes, gzip


def test_the_script_of_every_page_is_small(site: Path) -> None:
    (script,) = (site / "assets" / "course").glob("site.*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) <= BUDGET
