"""Run a scenario file and print its measures."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import labs_py
from labs_py.command_line import settings
from labs_py.command_line.figures import flat, picked
from labs_py.command_line.files import read_object, writable, write_whole
from labs_py.command_line.plan import with_settings
from labs_py.command_line.tables import say, show, shown
from labs_py.trace import canonical


def options(parser: ArgumentParser) -> None:
    """Say what may follow the command."""
    parser.add_argument("file", type=Path, help="a scenario (JSON)")
    settings.add_set(parser)
    parser.add_argument("--seed", type=int, help="another seed than the file's")
    add_measure(parser)
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write the whole trace as JSON")


def add_measure(parser: ArgumentParser) -> None:
    """Add the options of what is printed, and how."""
    text = "only this measure, or group of measures; may be repeated"
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help=text)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def read_scenario(path: Path, changes: Sequence[str], seed: int | None) -> dict[str, Any]:
    """Read a scenario file, with the settings of the command line on top."""
    values = dict(settings.setting(each) for each in changes)
    return with_settings(read_object(path, "scenario"), values, seed)


def command(given: Namespace) -> None:
    """Run a scenario file and print its measures."""
    scenario = read_scenario(given.file, given.set, given.seed)
    out = writable(given.trace, ".json") if given.trace else None
    trace = labs_py.run(scenario)
    row = picked(flat(trace["measures"]), given.measure)
    if out:
        write_whole(out, canonical(trace) + "\n")
    if given.json:
        print(json.dumps({"digest": trace["digest"], "measures": row}, indent=1))
        return
    show(("measure", "value"), [(name, shown(name, value)) for name, value in row.items()])
    say(f"seed {trace['scenario']['seed']}, digest {trace['digest']}")
