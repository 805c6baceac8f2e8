"""Draw a sweep, or the lags of a scenario's run, as SVG or PNG."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import labs_py
from labs_py.command_line.files import read_object, writable
from labs_py.command_line.mistakes import CommandError, known


def options(parser: ArgumentParser) -> None:
    """Say what may follow the command."""
    parser.add_argument("file", type=Path, help="a sweep or a scenario (JSON)")
    parser.add_argument("--x", metavar="PARAMETER", help="varied parameter along the bottom")
    parser.add_argument("--y", metavar="MEASURE", help="measure that is drawn")
    parser.add_argument("--by", metavar="PARAMETER", help="one line for each value of this one")
    text = "the picture, .svg or .png"
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=text)


def command(given: Namespace) -> None:
    """Draw a sweep, or the lags of a scenario's run."""
    out = writable(given.out, ".svg", ".png")
    data = read_object(given.file, "sweep or scenario")
    is_sweep = "results" in data
    if is_sweep:
        _check_names(data, given)
    trace = None if is_sweep else labs_py.run(data)
    from labs_py.command_line import pictures  # noqa: PLC0415 - matplotlib takes long to load

    drawn = pictures.of_run(trace) if trace else pictures.of_sweep(data, given.x, given.y, given.by)
    pictures.save(drawn, out)


def _check_names(sweep: dict[str, Any], given: Namespace) -> None:
    if not given.x or not given.y:
        raise CommandError("a sweep is drawn with --x PARAMETER and --y MEASURE")
    measures = next((row["measures"] for row in sweep["results"] if "measures" in row), None)
    if measures is None:
        raise CommandError("this sweep has no results to draw")
    for name in filter(None, (given.x, given.by)):
        known(name, sweep["varied"], "varied parameter")
    known(given.y, measures, "measure")
