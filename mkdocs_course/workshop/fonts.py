"""Atkinson Hyperlegible Next, cut down to the letters and weights the course uses.

The variable Latin file of the font package is 34 KB. What English prose with a few arrows needs,
in the weights 400 to 700, is 13 KB: less than two fixed weights, and one request.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from mkdocs_course.workshop.paths import NODE_MODULES, digest

LETTERS = (
    "U+20-7E,U+A0,U+B5,U+B7,U+D7,U+E9,U+F7,U+2010-2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,"
    "U+2190-2193,U+2212,U+2713"
)
_PACKAGE = NODE_MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
_SOURCE = _PACKAGE / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"


def build(folder: Path) -> Path:
    """Write the font, named by its content, and a `fonts.css` that declares it; return the font."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = folder / "font.woff2"
    font = TTFont(_SOURCE, recalcTimestamp=False)  # the same bytes at every build
    cutter = subset.Subsetter(subset.Options(layout_features=["kern", "liga"], hinting=False))
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    font.flavor = "woff2"
    font.save(raw)
    named = raw.rename(folder / f"atkinson.{digest(raw.read_bytes())}.woff2")
    (folder / "fonts.css").write_text(_rule(named.name), encoding="utf-8")
    return named


def _rule(name: str) -> str:
    return (
        '@font-face { font-family: "Atkinson Next"; font-style: normal; font-weight: 400 700; '
        f'font-display: swap; src: url("{name}") format("woff2"); }}\n'
    )
