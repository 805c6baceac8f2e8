"""The one door: a scenario in, a trace out."""

import json
from typing import Any

from labs_py import load, read_side, write_side
from labs_py.errors import ScenarioError
from labs_py.measures import measures
from labs_py.path import Path
from labs_py.scenario import Scenario, read_scenario
from labs_py.trace import canonical, digest

SCHEMA = 1
MOST_STEPS = 250_000

STEPS = {
    "intervene": load.intervene,
    "arrive": load.arrive,
    "append": write_side.append,
    "commit": write_side.commit,
    "acknowledge": write_side.acknowledge,
    "relay": read_side.relay,
    "enqueue": read_side.enqueue,
    "finish": read_side.finish,
    "serve": read_side.serve,
}
"""Everything that can stand on the agenda, and the function that makes it happen."""


def run(scenario: dict[str, Any]) -> dict[str, Any]:
    """Run a scenario to its end and return the trace; both plain JSON data, times in µs.

    Pure: the same scenario gives the same records and the same digest, on every machine.
    Raises ScenarioError when the scenario is wrong or would take more than 250,000 steps.
    """
    checked = read_scenario(scenario)
    path = prepare(checked)
    while path.kernel.step():
        if path.kernel.steps > MOST_STEPS:
            key, found = "parameters.load.commands_per_s", path.state.parameters
            expected = f"a run of at most {MOST_STEPS} steps: a lower rate or a shorter load"
            raise ScenarioError(key, found["load.commands_per_s"], expected, "80")
    return trace(checked, path)


def prepare(scenario: Scenario) -> Path:
    """Return the path at 0 µs with the interventions and the first background command planned."""
    path = Path(scenario, STEPS)
    for intervention in scenario.interventions:
        path.kernel.schedule(intervention["at_us"], "intervene", intervention, priority=0)
    load.start_load(path)
    return path


def trace(scenario: Scenario, path: Path) -> dict[str, Any]:
    """Return the trace of a path that has been run (``schemas/trace.v1.json``)."""
    return {
        "schema": SCHEMA,
        "scenario": scenario.as_json(),
        "records": path.records,
        "end_us": path.kernel.now_us,
        "measures": measures(path.records),
        "digest": digest(path.records),
    }


def run_json(text: str) -> str:
    """`run` for callers that have JSON text and want JSON text (the browser's worker).

    Raises ScenarioError as `run` does, and for text that is not JSON.
    """
    try:
        scenario = json.loads(text)
    except ValueError as error:
        raise ScenarioError("scenario", text, f"JSON ({error})", '{"schema": 1, …}') from None
    return canonical(run(scenario))
