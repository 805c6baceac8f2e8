"""What is typed at the shell: settings, lists of values, seeds."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from labs_py.command_line.mistakes import CommandError, known
from labs_py.parameters import PARAMETERS
from labs_py.plain import plain
from labs_py.trace import canonical

MOST_SEEDS = 10_000


def add_set(parser: ArgumentParser) -> None:
    """Add the option that sets a parameter."""
    text = "set a parameter, for example projector.instances=2; may be repeated"
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=text)


def add_seeds(parser: ArgumentParser, usual: str, default: list[int] | None = None) -> None:
    """Add the option of the seeds."""
    text = f"for example 1..8 or 1,2,9 (default: {usual})"
    parser.add_argument("--seeds", type=seeds, default=default, metavar="SEEDS", help=text)


def setting(text: str) -> tuple[str, Any]:
    """Read ``projector.instances=2``."""
    name, values = choices(text)
    if len(values) != 1:
        raise CommandError(f"{text}: one value is expected here, for example {name}={values[0]}")
    return name, values[0]


def choices(text: str) -> tuple[str, list[Any]]:
    """Read ``projector.instances=1,2,4``, ``…=1..4`` or ``load.instants_us=[100],[200,300]``."""
    name, mark, values = text.partition("=")
    if not mark or not values:
        raise CommandError(f"{text}: expected name=value, for example projector.instances=2")
    found = {canonical(plain(each, name)): each for each in _listed(values)}
    return known(name, PARAMETERS, "parameter"), list(found.values())


def seeds(text: str) -> list[int]:
    """Read ``1..8`` or ``1,2,9``; each seed counts once."""
    found = [each for part in text.split(",") for each in _values(part)]
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in found):
        raise CommandError(f"seeds {text}: expected whole numbers, for example 1..8 or 1,2,9")
    return list(dict.fromkeys(found))


def _listed(values: str) -> Sequence[Any]:
    """Read a list of JSON values, each of which may be a list; or words and ranges."""
    try:
        return list(json.loads(f"[{values}]"))
    except ValueError:
        return [each for part in values.split(",") for each in _values(part)]


def _values(part: str) -> Sequence[Any]:
    low, mark, high = part.partition("..")
    if mark and low.isdecimal() and high.isdecimal():
        if not 0 <= int(high) - int(low) < MOST_SEEDS:
            raise CommandError(f"{part}: expected a range that goes up, of at most {MOST_SEEDS}")
        return range(int(low), int(high) + 1)
    try:
        return [json.loads(part)]
    except ValueError:
        return [part]
