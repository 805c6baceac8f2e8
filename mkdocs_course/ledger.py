"""`docs/ids.yml`: every id learners may have met. Their work hangs on these: none may vanish."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from mkdocs_course.documents import Document
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, nearest, one_of

NAME = "ids.yml"
CURE = "python3 -m mkdocs_course ids"
BACK = f"the block again, or its new id under `renamed`, or its line taken out of {NAME}"
HEADER = (
    "# Every id learners may have met, by module. Written by `python3 -m mkdocs_course ids`.\n"
    "# A line may only be deleted by hand, and only when no learner can have met that id.\n"
)

type Ledger = Mapping[str, Sequence[str]]


def load(folder: Path) -> Ledger:
    """Read the ledger; an absent one is empty."""
    path = folder / NAME
    return _load(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=4)
def _load(path: Path, _changed: int) -> Ledger:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {str(name): [str(id_) for id_ in ids or ()] for name, ids in (data or {}).items()}


def save(folder: Path, ledger: Ledger) -> None:
    rows = yaml.safe_dump({name: list(ids) for name, ids in ledger.items()}, sort_keys=False)
    (folder / NAME).write_text(HEADER + rows, encoding="utf-8")


def ids(page: Page) -> dict[str, int]:
    """Return `kind/id` of all that has an id, with its line; -1 for the front matter."""
    found = {f"outcome/{name}": -1 for name in page.module.outcomes}
    found |= {f"{page.kind(block)}/{block.id}": block.line for block in page.ours if block.id}
    return found


def check(page: Page) -> None:
    """Report ids that are not recorded yet, and recorded ones that are gone."""
    recorded = load(page.course.folder).get(page.module.id, ())
    here = ids(page)
    new = [name for name in here if name not in recorded]
    if new:
        what = f"ids that are not recorded yet: {len(new)}"
        mistake = Mistake(
            what, ", ".join(new), f"a line for each in {NAME}, which this writes", CURE
        )
        page.report(max(here[new[0]], 0), mistake)
    page.report_front(vanished(page, recorded, here))


def vanished(page: Page, recorded: Sequence[str], here: Mapping[str, int]) -> list[Found]:
    """Find recorded ids that are gone without a rename, and renames that lead nowhere."""
    now = {name.split("/")[1] for name in here}
    line = line_of(page, "renamed")
    found = []
    for name in recorded:
        old = name.split("/")[1]
        if name not in here and old not in page.module.renamed:
            what, example = f"“{name}” has vanished", f"renamed:\n  {old}: the-new-id"
            found.append((line, Mistake(what, name, BACK, example)))
    for old, new in page.module.renamed.items():
        if new not in now:
            what, example = f"no block has the id “{new}”", f"{old}: {nearest(now, new)}"
            where = line_of(page, "renamed", old)
            found.append((where, Mistake(what, f"{old}: {new}", one_of(now, new), example)))
    return found


def line_of(page: Page, *path: str) -> int:
    return Document(page.front, {}).line(path)
