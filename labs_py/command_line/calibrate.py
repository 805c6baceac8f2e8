"""Try every setting of a challenge's grid, and say how often its reference fails by chance."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from labs_py.challenge import Prediction, Tuning, scenario
from labs_py.command_line.grids import GRIDS
from labs_py.command_line.journal import Journal
from labs_py.command_line.mistakes import CommandError, known
from labs_py.command_line.plan import combinations
from labs_py.command_line.points import Point, point
from labs_py.command_line.settings import add_seeds
from labs_py.command_line.sweep import add_work, gather, hands
from labs_py.command_line.tables import say, show, shown
from labs_py.first_move import first_gauge
from labs_py.trial import PREDICTIONS, TUNINGS, judged, tried

OTHERS = list(range(1000, 1100))


def options(parser: ArgumentParser) -> None:
    """Say what may follow the command."""
    parser.add_argument("challenge", help="the id of a challenge")
    add_seeds(parser, "1000..1099, none of them a hidden one", default=OTHERS)
    text = "keeps every result; the same command goes on from there (default: CHALLENGE.journal)"
    parser.add_argument("--journal", type=Path, metavar="FILE", help=text)
    add_work(parser)


def command(given: Namespace) -> None:
    """Try every setting of the grid, then the reference on many other seeds."""
    name = known(given.challenge, [*TUNINGS, *PREDICTIONS], "challenge")
    if name in PREDICTIONS:
        _foretell(PREDICTIONS[name], given.seeds)
    else:
        _tune(TUNINGS[name], given)


def _tune(challenge: Tuning, given: Namespace) -> None:
    settings = list(_settings(challenge))
    tries = [(each, _points(challenge, each, challenge.seeds)) for each in settings]
    many = _points(challenge, challenge.reference, given.seeds)
    everything = [point for _, points in tries for point in points] + many
    journal = Journal(given.journal or Path(f"{challenge.name}.journal"))
    gather(everything, journal, hands(given))
    results = journal.results
    rows = [_row(challenge, each, [results[p.name] for p in points]) for each, points in tries]
    show(("setting", "seeds passed", *(each.figure for each in challenge.conditions)), rows)
    failed = [_why(challenge, results[each.name]) for each in many]
    reasons = Counter(name for why in failed for name in why)
    count = sum(bool(why) for why in failed)
    say(f"the reference fails on {count} of {len(many)} other seeds: {dict(reasons)}")


def _settings(challenge: Tuning) -> list[dict[str, Any]]:
    found = [challenge.reference, {}, *challenge.naive]
    for product in GRIDS[challenge.name]:
        found += [each for each in combinations(product) if each not in found]
    return found


def _points(challenge: Tuning, setting: dict[str, Any], seeds: Any) -> list[Point]:
    return [point(scenario(challenge.base, seed, setting), challenge.name) for seed in seeds]


def _why(challenge: Tuning, result: dict[str, Any]) -> list[str]:
    if "error" in result:
        raise CommandError(result["error"])
    why: list[str] = judged(challenge, result["measures"])["why"]
    return why


def _row(challenge: Tuning, setting: dict[str, Any], results: list[dict[str, Any]]) -> list[str]:
    """Return a setting, how many seeds it passes, and the range of each figure."""
    passed = sum(not _why(challenge, each) for each in results)
    named = " ".join(f"{name}={value}" for name, value in setting.items()) or "as it is"
    cells = [named, f"{passed}/{len(results)}"]
    for each in challenge.conditions:
        found = [result["measures"][each.figure] for result in results]
        values = [value for value in found if value is not None]
        ends = dict.fromkeys(shown(each.figure, end(values)) for end in (min, max) if values)
        cells.append(" … ".join(ends) or "–")
    return cells


def _foretell(challenge: Prediction, seeds: list[int]) -> None:
    """Count, for each question, on how many seeds which gauge moves first."""
    rows = []
    for each in challenge.questions:
        runs = [tried(scenario(each.base, seed, {})) for seed in seeds]
        first = Counter(first_gauge(run["records"], each.at_us)[0] for run in runs)
        told = ", ".join(f"{name} {count}" for name, count in first.most_common())
        rows.append((each.name, each.answer, told))
    show(("question", "answer", f"first on {len(seeds)} seeds"), rows)
