"""Every id learners may have met is in `docs/ids.yml`: their work hangs on it, none may vanish."""

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_course.documents import Document
from mkdocs_course.ids_file import NAME
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, nearest, one_of

CURE = "python3 -m mkdocs_course ids"
BLANK = "the-new-id"
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
    met = page.course.met(page.module.id)
    page.report_front([*vanished(page, met, here), *renames(page, met, here)])


def vanished(page: Page, met: Sequence[str], here: Mapping[str, int]) -> Iterator[Found]:
    """Find ids that learners may have met and that are gone without a rename."""
    line = line_of(page, "renamed")
    for name in met:
        old = name.split("/")[1]
        if name not in here and old not in page.module.renamed:
            what, example = f"“{name}” has vanished", f"renamed:\n  {old}: {BLANK}"
            yield line, Mistake(what, name, BACK, example)


def renames(page: Page, met: Sequence[str], here: Mapping[str, int]) -> Iterator[Found]:
    """Find renames that lead nowhere or to another kind, or away from what is still there.

    What learners wrote is kept by kind: a reflection's text can become no tick of a criterion.
    """
    for old, new in page.module.renamed.items():
        line, found = line_of(page, "renamed", old), f"{old}: {new}"
        kinds = {kind for kind, id_ in map(parted, [*met, *here]) if id_ == old}
        gone = {kind for kind in kinds if f"{kind}/{old}" not in here}
        known = [id_ for kind, id_ in map(parted, here) if not gone or kind in gone]
        if kinds and not gone:
            what, expected = f"“{old}” is still on the page", "the new id in place of the old one"
            yield line, Mistake(what, found, expected, f"id: {new}")
        elif any(f"{kind}/{new}" not in here for kind in gone) or new not in known:
            what = f"no {' and no '.join(sorted(gone)) or 'block'} has the id “{new}”"
            yield (
                line,
                Mistake(what, found, one_of(known, new), f"{old}: {nearest(known, new) or BLANK}"),
            )


def parted(name: str) -> tuple[str, str]:
    kind, _, id_ = name.partition("/")
    return kind, id_


def line_of(page: Page, *path: str) -> int:
    return Document(page.front, {}).line(path)
