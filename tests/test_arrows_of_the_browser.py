"""Arrows between the parts of the browser code point one way; it is read, so no browser is needed.

entry files → elements → lib. The lab and its worker stand beside: they meet the record only through
an event. `lib/slots.ts` alone touches localStorage, and what stands in for it on file://.
"""

import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[1] / "overrides" / "browser"
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"']+)["']""")
KEEPING = {"journal", "learner", "reset", "set-aside", "slots", "store"}

ALLOWED: dict[str, set[str]] = {
    "lib": {"lib"},
    "elements": {"elements", "lib"},
    "lab": {"lab", "lib"},
    "snapshot": {"snapshot"},
    "worker": {"worker", "lab", "snapshot"},
    "offline": {"offline", "lib"},
    "file": {"file", "lib"},
    ".": {".", "elements", "lib", "lab", "file"},
}


def scripts(part: str) -> list[Path]:
    found = sorted((BROWSER / part).glob("*.ts"))
    assert found, part
    return found


def imported(script: Path) -> set[Path]:
    """What of ours a script imports, as paths from the root of the browser code."""
    names = IMPORT.findall(script.read_text(encoding="utf-8"))
    ours = [(script.parent / name).resolve() for name in names if name.startswith(".")]
    return {path.relative_to(BROWSER) for path in ours}


def reached(script: Path) -> set[Path]:
    """All that a script brings along, by any way."""
    found: set[Path] = set()
    ahead = imported(script)
    while ahead:
        found |= ahead
        ahead = {one for path in ahead for one in imported(BROWSER / f"{path}.ts")} - found
    return found


def test_every_folder_has_its_arrows() -> None:
    folders = {path.parent.relative_to(BROWSER).as_posix() for path in BROWSER.rglob("*.ts")}
    assert folders == ALLOWED.keys()


@pytest.mark.parametrize("part", ALLOWED)
def test_arrows_point_one_way(part: str) -> None:
    for script in scripts(part):
        parts = {path.parent.as_posix() for path in imported(script)}
        assert parts <= ALLOWED[part], script.name


@pytest.mark.parametrize("part", ["lab", "worker"])
def test_the_lab_does_not_reach_the_record(part: str) -> None:
    for script in scripts(part):
        names = {path.stem for path in reached(script) if path.parent.as_posix() == "lib"}
        assert not names & KEEPING, script.name


def test_few_modules_touch_the_storage() -> None:
    storage = re.compile(r"\b(?:local|session)Storage\.|indexedDB\.")
    touching = [path.name for path in BROWSER.rglob("*.ts") if storage.search(path.read_text())]
    assert sorted(touching) == ["journal.ts", "late.ts", "slots.ts", "store-frame.ts"]
