"""Run two scenarios on the same seeds and print what differs."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from labs_py.command_line import settings, workers
from labs_py.command_line.figures import picked
from labs_py.command_line.means import mean
from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.plan import Sweep
from labs_py.command_line.run import add_measure, read_scenario
from labs_py.command_line.tables import say, show, shown

COLUMNS = ("measure", "first", "second", "difference", "within")


def options(parser: ArgumentParser) -> None:
    """Say what may follow the command."""
    parser.add_argument("file", type=Path, help="the first scenario (JSON)")
    text = "the second; without it, the first with what --set changes"
    parser.add_argument("other", type=Path, nargs="?", help=text)
    settings.add_set(parser)
    settings.add_seeds(parser, "the first scenario's own")
    workers.add_jobs(parser)
    add_measure(parser)


def command(given: Namespace) -> None:
    """Run two scenarios on the same seeds and print what differs."""
    first = read_scenario(given.file, [], None)
    second = read_scenario(given.other or given.file, given.set, None)
    seeds = given.seeds or [first.get("seed")]
    pair = [[p for _, _, p in Sweep(each, {}, seeds).points()] for each in (first, second)]
    found = {each["id"]: each for each in workers.here(pair[0] + pair[1], given.jobs)}
    one, other = ([_measures(found[each.name]) for each in points] for points in pair)
    rows = _differences(one, other, given.measure)
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    head = ("measure", "first", "second", "second − first")
    show(head, [(row["measure"], *_cells(row)) for row in rows])
    say(f"{len(seeds)} seed(s); ± is the 95 % interval of the paired difference")


def _measures(result: dict[str, Any]) -> dict[str, Any]:
    if "error" in result:
        raise CommandError(result["error"])
    measures: dict[str, Any] = result["measures"]
    return measures


def _differences(
    one: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]], names: Sequence[str]
) -> list[dict[str, Any]]:
    rows = []
    for name in picked(one[0], names):
        pairs = [(a[name], b[name]) for a, b in zip(one, other, strict=True)]
        if any(None in pair for pair in pairs):
            if names:
                missing = sum(None in pair for pair in pairs)
                say(f"{name}: no value on {missing} of {len(pairs)} seed(s), so no mean")
                rows.append(dict.fromkeys(COLUMNS) | {"measure": name})
            continue
        first, second, apart = (
            mean(each)
            for each in ([a for a, _ in pairs], [b for _, b in pairs], [b - a for a, b in pairs])
        )
        row = (name, first.value, second.value, apart.value, apart.within)
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


def _cells(row: dict[str, Any]) -> Iterable[str]:
    name = row["measure"]
    yield shown(name, row["first"])
    yield shown(name, row["second"])
    apart = shown(name, row["difference"])
    yield f"{apart} ± {shown(name, row['within'])}" if row["within"] else apart
