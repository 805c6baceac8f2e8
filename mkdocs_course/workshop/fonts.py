"""Atkinson Hyperlegible Next, cut down to the letters the course uses.

The Latin files of the font package are 12 KB a weight; English prose with a few arrows needs 7 KB.
"""

from pathlib import Path

from fontTools import subset

from mkdocs_course.workshop.paths import NODE_MODULES, digest

WEIGHTS = (400, 700)
LETTERS = (
    "U+20-7E,U+A0,U+A3,U+A7,U+A9,U+B1,U+B5,U+B7,U+D7,U+E0,U+E4,U+E8,U+E9,U+F1,U+F6,U+FC,U+2010-2015,"
    "U+2018-201D,U+2022,U+2026,U+2032,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265,U+2713"
)
_PACKAGE = NODE_MODULES / "@fontsource" / "atkinson-hyperlegible-next"


def build(folder: Path) -> list[Path]:
    """Write the subset fonts, named by content, and a `fonts.css` that declares them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [_subset(weight, folder) for weight in WEIGHTS]
    rules = [_rule(weight, path.name) for weight, path in zip(WEIGHTS, files, strict=True)]
    (folder / "fonts.css").write_text("\n".join(rules), encoding="utf-8")
    return files


def _subset(weight: int, folder: Path) -> Path:
    source = _PACKAGE / "files" / f"atkinson-hyperlegible-next-latin-{weight}-normal.woff2"
    raw = folder / "subset.woff2"
    options = ["--layout-features=kern,liga", "--flavor=woff2", "--no-hinting"]
    subset.main([str(source), f"--unicodes={LETTERS}", *options, f"--output-file={raw}"])
    return raw.rename(folder / f"atkinson-{weight}.{digest(raw.read_bytes())}.woff2")


def _rule(weight: int, name: str) -> str:
    return (
        '@font-face { font-family: "Atkinson Next"; font-style: normal; font-display: swap; '
        f'font-weight: {weight}; src: url("{name}") format("woff2"); }}'
    )
