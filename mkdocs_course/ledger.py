"""Every id learners may have met is in `docs/ids.yml`: their work hangs on it, none may vanish."""

from collections.abc import Mapping, Sequence

from mkdocs_course.documents import Document
from mkdocs_course.ids_file import NAME
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, nearest, one_of

CURE = "python3 -m mkdocs_course ids"
BACK = f"the block again, or its new id under `renamed`, or its line taken out of {NAME}"


def ids(page: Page) -> dict[str, int]:
    """Return `kind/id` of all that has an id, with its line; -1 for the front matter."""
    found = {f"outcome/{name}": -1 for name in page.module.outcomes}
    found |= {f"{page.kind(block)}/{block.id}": block.line for block in page.ours if block.id}
    return found


def check(page: Page) -> None:
    """Report ids that are not recorded yet, and recorded ones that are gone."""
    if page.course.recorded is None:
        return  # ids.yml cannot be read: that is the mistake, and it is reported
    recorded = page.course.recorded.get(page.module.id, ())
    here = ids(page)
    new = [name for name in here if name not in recorded]
    if new:
        what = f"ids that are not recorded yet: {len(new)}"
        mistake = Mistake(
            what, ", ".join(new), f"a line for each in {NAME}, which this writes", CURE
        )
        page.report(max(here[new[0]], 0), mistake)
    page.report_front(vanished(page, page.course.met(page.module.id), here))


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
