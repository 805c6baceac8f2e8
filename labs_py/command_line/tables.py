"""Tables on the terminal, and the bar that shows how far a sweep is."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from labs_py.command_line.figures import is_time

PIPED_COLUMNS = 200


def say(text: str) -> None:
    """Tell the person something that is not the result: it goes to standard error."""
    Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(text)


def show(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output; into a pipe it keeps its full width."""
    table = Table(*head, box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else PIPED_COLUMNS
    Console(width=width, highlight=False, markup=False).print(table)


def shown(name: str, value: Any) -> str:
    """Return a measure for people: times in ms, shares and means with a few digits."""
    if value is None:
        return "–"
    if is_time(name):
        return f"{value / 1000:,.1f} ms"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"


def bar() -> Progress:
    """Return a progress bar on standard error; a log or a pipe gets none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    quiet = not sys.stderr.isatty()
    console = Console(stderr=True)
    return Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet)
