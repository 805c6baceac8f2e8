"""Run every combination of values on every seed and keep the results in one file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from labs_py.command_line import plan, settings, workers
from labs_py.command_line.files import read_object, writable
from labs_py.command_line.journal import Journal
from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.points import Point, model
from labs_py.command_line.run import read_scenario
from labs_py.command_line.tables import bar, say

type Work = Callable[[list[Point]], Iterable[dict[str, Any]]]


def options(parser: ArgumentParser) -> None:
    """Say what may follow the command."""
    parser.add_argument("file", type=Path, help="the base scenario (JSON)")
    text = "a parameter and its values, for example projector.instances=1,2,4; may be repeated"
    parser.add_argument("--vary", action="append", default=[], metavar="NAME=A,B", help=text)
    settings.add_set(parser)
    settings.add_seeds(parser, "1..8", default=list(range(1, 9)))
    add_out(parser)
    add_work(parser)


def add_out(parser: ArgumentParser) -> None:
    """Add the option of where the results go."""
    text = "the results, .json or .csv; a JSON file with part of the same sweep is added to"
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=text)


def add_work(parser: ArgumentParser) -> None:
    """Add the options of who works."""
    workers.add_jobs(parser)
    text = "work on this Dask cluster instead, for example tcp://10.0.0.5:8786"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=text)


def command(given: Namespace) -> None:
    """Run every combination of values on every seed and keep the results in one file."""
    varied = _varied(given.vary)
    base = read_scenario(given.file, given.set, None)
    sweep = plan.Sweep(base, varied, given.seeds)
    whole = swept(sweep, writable(given.out, ".json", ".csv"), hands(given))
    wrong = [row for row in whole["results"] if "error" in row]
    say(f"{given.out}: {len(whole['results'])} results, {len(wrong)} refused")
    if wrong:
        raise CommandError(f"the first that was refused: {wrong[0]['error']}")


def _varied(texts: Iterable[str]) -> dict[str, list[Any]]:
    """Read what is varied; values of one parameter that are given twice are not one list."""
    varied: dict[str, list[Any]] = {}
    for name, values in map(settings.choices, texts):
        if name in varied:
            raise CommandError(f"--vary {name} is given twice: name all its values at once")
        varied[name] = values
    return varied


def hands(given: Namespace) -> Work:
    """Return who works: a cluster if one is named, else the cores of this machine."""
    if given.scheduler:
        return partial(workers.on_cluster, address=given.scheduler)
    return partial(workers.here, jobs=given.jobs)


def swept(sweep: plan.Sweep, out: Path, work: Work) -> dict[str, Any]:
    """Carry a sweep out, from where an earlier command with the same ``out`` left it."""
    journal = Journal(out.with_name(out.name + ".journal"))
    _recall(out, journal)
    points = [point for _, _, point in sweep.points()]
    _leave_none_out(points, journal, out)
    gather(points, journal, work)
    whole = plan.as_json(sweep, journal.results)
    plan.save(whole, out)
    journal.close()
    return whole


def gather(points: Iterable[Point], journal: Journal, work: Work) -> None:
    """Have the journal hold a result for each point; Ctrl-C leaves it with what there is."""
    try:
        _carry_out({each.name: each for each in points}, journal, work)
    except KeyboardInterrupt:
        kept = f"{len(journal.results)} results are kept; the same command goes on from there"
        raise CommandError(f"interrupted: {kept}") from None


def _carry_out(points: dict[str, Point], journal: Journal, work: Work) -> None:
    """Have everything worked out that the journal does not hold."""
    missing = [point for name, point in points.items() if name not in journal.results]
    with bar() as progress:
        known = len(points) - len(missing)
        task = progress.add_task("runs", total=len(points), completed=known)
        for result in work(missing) if missing else ():
            journal.add(result)
            progress.advance(task)


def _leave_none_out(points: Iterable[Point], journal: Journal, out: Path) -> None:
    """A sweep whose file would lose earlier results does not begin."""
    outside = len(journal.results.keys() - {each.name for each in points})
    if outside:
        raise CommandError(
            f"{out}: {outside} results of an earlier sweep are no part of this one and would be "
            "lost: name their seeds and values too, or use another --out"
        )


def _recall(out: Path, journal: Journal) -> None:
    """What stands in ``out`` already counts, if it is a sweep by this very simulator."""
    if not out.exists():
        return
    if out.suffix == ".csv":
        raise CommandError(f"{out} exists, and a table cannot be added to: use another --out")
    whole = read_object(out, "sweep")
    if whole.get("model") != model() or "results" not in whole:
        raise CommandError(f"{out} exists and is no sweep of this simulator: use another --out")
    for row in whole["results"]:
        found = {k: v for k, v in row.items() if k not in {"seed", "parameters"}}
        journal.results.setdefault(row["id"], found | {"model": model()})
