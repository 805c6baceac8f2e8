"""One row of the table, and the table."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A measured figure: ours, theirs, the paired ratios, and its bound."""

    name: str
    ours: float
    theirs: float
    ratios: list[float] = field(default_factory=list)
    limit: float | None = None
    extra_limit: float | None = None

    @property
    def met(self) -> bool:
        """Whether the bound holds."""
        if self.extra_limit is not None:
            return self.ours - self.theirs <= self.extra_limit
        return self.limit is None or statistics.median(self.ratios) <= self.limit

    def cells(self) -> list[str]:
        """Return the row as text."""
        if self.extra_limit is not None:
            measured = f"+{self.ours - self.theirs:.1f}"
            bound, spread = f"+{self.extra_limit:g}", ""
        else:
            measured = f"{statistics.median(self.ratios):.2f}"
            bound = f"{self.limit:g}" if self.limit else "–"
            spread = f"{min(self.ratios):.2f}–{max(self.ratios):.2f} ({len(self.ratios)})"
        verdict = "met" if self.met else "MISSED"
        return [
            self.name,
            f"{self.ours:.3g}",
            f"{self.theirs:.3g}",
            measured,
            spread,
            bound,
            verdict,
        ]


HEAD = ["figure", "ours", "peer", "ratio or difference", "spread (runs)", "bound", ""]


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEAD, ["---"] * len(HEAD), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
