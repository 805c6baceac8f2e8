"""A sweep: every combination of values, on every seed, each worked out once."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import labs_py
from labs_py.command_line.files import write_whole
from labs_py.command_line.points import MEASURES, Point, model, point

SCHEMA = 1


class Sweep(NamedTuple):
    """A base scenario, the values each varied parameter takes, and the seeds."""

    base: dict[str, Any]
    varied: dict[str, list[Any]]
    seeds: list[int]
    figures: str = MEASURES

    def points(self) -> list[tuple[dict[str, Any], int, Point]]:
        """Return the values, the seed and the point of each; ScenarioError for a wrong one."""
        return [
            (values, seed, point(with_settings(self.base, values, seed), self.figures))
            for values in combinations(self.varied)
            for seed in self.seeds
        ]


def combinations(varied: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield every combination of values, the last parameter changing fastest."""
    for values in product(*varied.values()):
        yield dict(zip(varied, values, strict=True))


def with_settings(base: dict[str, Any], values: dict[str, Any], seed: int | None) -> dict[str, Any]:
    """Return a scenario with other values, and another seed if one is given.

    Parameters that are no object stay as they are: who reads the scenario says what is wrong.
    """
    given = base.get("parameters", {})
    changed = base | {"parameters": given | values} if isinstance(given, dict) else base
    return changed if seed is None else changed | {"seed": seed}


def as_json(sweep: Sweep, results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the whole sweep as ``sweep.v1.json`` has it, in the order of the plan."""
    rows = []
    for values, seed, each in sweep.points():
        found = {k: v for k, v in results[each.name].items() if k not in {"id", "model"}}
        rows.append({"id": each.name, "seed": seed, "parameters": values, **found})
    about = {"schema": SCHEMA, "labs_py": labs_py.__version__, "model": model()}
    about |= {"figures": sweep.figures, "scenario": sweep.base}
    return about | {"varied": sweep.varied, "seeds": sweep.seeds, "results": rows}


def as_csv(whole: dict[str, Any]) -> str:
    """Return one line for each point: identity, seed, values, digest, error, measures."""
    rows = whole["results"]
    measures = list(dict.fromkeys(name for row in rows for name in row.get("measures", {})))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "seed", *whole["varied"], "digest", "error", *measures])
    for row in rows:
        found = row.get("measures", {})
        about = [row["id"], row["seed"], *row["parameters"].values()]
        about += [row.get("digest"), row.get("error")]
        writer.writerow(about + [found.get(name) for name in measures])
    return text.getvalue()


def save(whole: dict[str, Any], out: Path) -> None:
    """Write a sweep as JSON or CSV, by the ending of its name."""
    write_whole(out, as_csv(whole) if out.suffix == ".csv" else json.dumps(whole, indent=1) + "\n")
