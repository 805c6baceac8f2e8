"""One try of a challenge: a run, its figures, and whether they keep the limits."""

from functools import cache
from typing import Any

from labs_py.challenge import Figures, Prediction, Question, Tuning, scenario
from labs_py.first_gauge import FIRST_GAUGE
from labs_py.first_move import first_gauge
from labs_py.invalid_orders import INVALID_ORDERS
from labs_py.measures import measures
from labs_py.observer import Observer
from labs_py.own_reads import OWN_READS
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from labs_py.tellers import records
from labs_py.trace import over_us

TUNINGS: dict[str, Tuning] = {each.name: each for each in (OWN_READS, INVALID_ORDERS)}
PREDICTIONS: dict[str, Prediction] = {FIRST_GAUGE.name: FIRST_GAUGE}
PRACTICE_SEED = 7


def tried(given: dict[str, Any]) -> dict[str, Any]:
    """Run a scenario and return its trace without the digest, which nobody looks at here."""
    checked = read_scenario(given)
    pipeline = simulate(checked)
    told, full = records(pipeline.facts, Observer()), checked.as_json()
    found = measures(told, full, over_us(told, checked.interventions))
    return {"scenario": full, "records": told, "measures": found}


@cache
def base_figures(name: str) -> Figures:
    """Return the figures of the base run: every try is held against it, so it is run once."""
    challenge = TUNINGS[name]
    return challenge.figures(tried(scenario(challenge.base, PRACTICE_SEED, {})))


def tuned(challenge: Tuning, attempt: dict[str, Any], seed: int) -> dict[str, Any]:
    """Run one seed with these settings and hold it against the conditions."""
    found = challenge.figures(tried(scenario(challenge.base, seed, attempt)))
    return {"seed": seed, **judged(challenge, found)}


def judged(challenge: Tuning, found: Figures) -> dict[str, Any]:
    """Hold the figures of a run against the conditions: passed, each figure, and why not."""
    base, figures = base_figures(challenge.name), {}
    for each in challenge.conditions:
        limit, value = each.limit(base), found[each.figure]
        about = {"found": value, "base": base[each.figure], "limit": limit, "sense": each.sense}
        figures[each.figure] = about | {"holds": each.holds(value, limit)}
    why = [name for name, figure in figures.items() if not figure["holds"]]
    return {"passed": not why, "figures": figures, "why": why}


def foretold(question: Question, said: object) -> dict[str, Any]:
    """Make the run that a question is about and hold the answer against it."""
    trace = tried(scenario(question.base, question.seed, {}))
    first, moved = first_gauge(trace["records"], question.at_us)
    figures = {name: {"found": at_us, "holds": name == first} for name, at_us in moved.items()}
    about = {"question": question.name, "seed": question.seed, "said": said, "first": first}
    return {**about, "passed": said == first, "figures": figures, "why": []}
