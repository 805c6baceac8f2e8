"""The measures of a run as one flat row: ``reads.after_us.p95`` and the like."""

from collections.abc import Sequence
from typing import Any

from labs_py.command_line.mistakes import known

type Flat = dict[str, Any]


def flat(measures: dict[str, Any], prefix: str = "") -> Flat:
    """Return every number of nested measures under its dotted name."""
    row: Flat = {}
    for name, value in measures.items():
        if isinstance(value, dict):
            row |= flat(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            row[f"{prefix}{name}"] = value
    return row


def is_time(name: str) -> bool:
    """Whether a measure is in microseconds; how many there were is none, nor is a share."""
    return "_us" in name and not name.endswith(".count")


def picked(row: Flat, names: Sequence[str]) -> Flat:
    """Return the named measures; a name that goes no further, such as ``reads``, takes all below.

    Raises CommandError for a name that there is not.
    """
    if not names:
        return row
    groups = {name.rsplit(".", depth)[0] for name in row for depth in range(1, name.count(".") + 1)}
    wanted = [known(name, row.keys() | groups, "measure") for name in names]
    return {
        name: value
        for name, value in row.items()
        if any(name == each or name.startswith(f"{each}.") for each in wanted)
    }
