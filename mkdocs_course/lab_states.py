"""The states of a lab that a page links to: docs/labs/<name>-states.json.

Each has a `title`, the moment to look at (`at_us`), and what it changes of the lab's scenario:
`parameters`, and `interventions` in place of the recorded ones.
"""

import json
from pathlib import Path
from typing import Any

type States = dict[str, dict[str, Any]]

EXAMPLE = '{"frozen-mark": {"title": "A frozen mark", "at_us": 5000000, "parameters": {…}}}'
_KEYS = {"title": str, "at_us": int, "parameters": dict, "interventions": list}
_NEEDED = {"title", "at_us"}


def read_states(path: Path) -> States:
    """Read a file of states; raises ValueError in words when it is not one."""
    states = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(states, dict):
        raise ValueError("an object: a name for each state")  # noqa: TRY004 - a file, not a call
    for name, state in states.items():
        _shaped(name, state)
    return states


def opened(scenario: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Return the scenario that a lab opens in a state, as the browser puts it together."""
    parameters = {**scenario.get("parameters", {}), **state.get("parameters", {})}
    done = state.get("interventions", [])
    return {**scenario, "parameters": parameters, "interventions": done}


def _shaped(name: str, state: object) -> None:
    if not isinstance(state, dict) or not _NEEDED <= state.keys() <= _KEYS.keys():
        known = ", ".join(_KEYS)
        raise ValueError(f"{name}: title and at_us, and nothing else than {known}")
    for key, value in state.items():
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise ValueError(f"{name}.{key}: {_KEYS[key].__name__}")  # noqa: TRY004 - as above
