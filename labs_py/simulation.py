"""The one door: a scenario in, a trace out."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from labs_py import (
    author,
    commit,
    learner,
    load,
    polling,
    projection,
    reading,
    relay,
    view_writer,
    write_side,
)
from labs_py.errors import ScenarioError
from labs_py.kernel import FOREVER_US
from labs_py.measures import measures
from labs_py.observer import Observer
from labs_py.pipeline import Pipeline
from labs_py.scenario import Scenario, read_scenario
from labs_py.tellers import records
from labs_py.trace import canonical, digest, over_us

SCHEMA = 1
MOST_STEPS = 250_000

STEPS = {
    "intervene": learner.intervene,
    "question": learner.question,
    "arrive": load.arrive,
    "resubmit": author.resubmit,
    "lose_patience": author.lose_patience,
    "append": write_side.append,
    "commit": commit.commit,
    "acknowledge": commit.acknowledge,
    "recover": write_side.recover,
    "relay": relay.relay,
    "enqueue": relay.enqueue,
    "release": relay.release,
    "poll": polling.poll,
    "finish": projection.finish,
    "decide": projection.decide,
    "take_over": projection.take_over,
    "work": projection.work,
    "complete": projection.complete,
    "restart": projection.restart,
    "replace": projection.replace,
    "give_up": view_writer.give_up,
    "ask": reading.ask_for,
    "read": load.read,
    "serve": reading.serve,
    "time_out": reading.time_out,
}
"""Everything that can stand on the agenda, and the function that makes it happen."""


def run(scenario: dict[str, Any]) -> dict[str, Any]:
    """Run a scenario to its end and return the trace; both plain JSON data, times in µs.

    Pure: the same scenario gives the same records and the same digest, on every machine.
    Raises ScenarioError when the scenario is wrong or would take more than 250,000 steps.
    """
    checked = read_scenario(scenario)
    return trace(checked, simulate(checked))


def simulate(scenario: Scenario) -> Pipeline:
    """Run a checked scenario to its end and return the path with all its facts.

    Raises ScenarioError when it would take more than 250,000 steps.
    """
    pipeline = prepare(scenario)
    with _uncollected():
        pipeline.kernel.run(FOREVER_US, MOST_STEPS)
    if pipeline.kernel.agenda:
        raise too_long(pipeline)
    return pipeline


def too_long(pipeline: Pipeline) -> ScenarioError:
    """Return what to raise for a run that would take more than 250,000 steps.

    It names the higher of both rates, which is what to lower first.
    """
    found = pipeline.state.parameters
    name = max("load.commands_per_s", "load.reads_per_s", key=found.__getitem__)
    expected = f"a run of at most {MOST_STEPS} steps: a lower rate, a shorter load or fewer faults"
    return ScenarioError(f"parameters.{name}", found[name], expected, "1")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: a run makes no cycles, and looking for them costs a fifth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def prepare(scenario: Scenario) -> Pipeline:
    """Return the path at 0 µs with the interventions and the first background command planned."""
    pipeline = Pipeline(scenario, STEPS)
    for intervention in scenario.interventions:
        pipeline.kernel.schedule(intervention["at_us"], "intervene", intervention, priority=0)
    load.start_load(pipeline)
    return pipeline


def trace(scenario: Scenario, pipeline: Pipeline) -> dict[str, Any]:
    """Return the trace of a path that has been run (``schemas/trace.v1.json``)."""
    told = records(pipeline.facts, Observer())
    given, end_us = scenario.as_json(), over_us(told, scenario.interventions)
    return {
        "schema": SCHEMA,
        "scenario": given,
        "records": told,
        "end_us": end_us,
        "measures": measures(told, given, end_us),
        "digest": digest(told),
    }


def run_json(text: str) -> str:
    """`run` for callers that have JSON text and want JSON text (the browser's worker).

    Raises ScenarioError as `run` does, and for text that is not JSON.
    """
    return canonical(run(read_json(text)))


def read_json(text: str) -> Any:
    """Return the scenario in a JSON text, unchecked; raise ScenarioError if it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError("scenario", text, f"JSON ({error})", '{"schema": 1, …}') from None
