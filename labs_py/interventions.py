"""The kinds of intervention: what may be done to a run, and when."""

from typing import Any

from labs_py.errors import ScenarioError
from labs_py.parameters import PARAMETERS, checked
from labs_py.plain import only, whole
from labs_py.strokes import STROKES

LATEST_US = 600_000_000

OPTIONAL = frozenset({"expected_version", "idempotency_key"})
KEYS: dict[str, frozenset[str]] = {
    "place_order": frozenset({"at_us", "kind", "customer", "amount"}) | OPTIONAL,
    "read": frozenset({"at_us", "kind", "customer"}),
    "set": frozenset({"at_us", "kind", "parameter", "value"}),
    "strike": frozenset({"at_us", "kind", "fault"}),
}
"""The keys of each kind; what an order carries is the Command API's to check, not ours."""

EXAMPLES: dict[str, str] = {
    "place_order": '{"at_us": 0, "kind": "place_order", "customer": "ada", "amount": 20}',
    "read": '{"at_us": 0, "kind": "read", "customer": "ada"}',
    "set": '{"at_us": 0, "kind": "set", "parameter": "faults.duplicate", "value": 0.3}',
    "strike": '{"at_us": 0, "kind": "strike", "fault": "crash_after_effect"}',
}


def intervention(item: object, key: str) -> dict[str, Any]:
    """Return a checked intervention; raise ScenarioError naming ``key`` and what is wrong there."""
    if not isinstance(item, dict):
        raise ScenarioError(key, item, "an object", EXAMPLES["read"])
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        raise ScenarioError(f"{key}.kind", kind, "one of " + ", ".join(KEYS), EXAMPLES["read"])
    only(item, KEYS[kind], key, EXAMPLES[kind])
    whole(item.get("at_us"), f"{key}.at_us", LATEST_US)
    if kind == "read" and not isinstance(item.get("customer"), str):
        raise ScenarioError(f"{key}.customer", item.get("customer"), "a name", '"ada"')
    if kind == "set":
        _live(item, key)
    if kind == "strike" and item.get("fault") not in STROKES:
        expected = "one of " + ", ".join(STROKES)
        raise ScenarioError(f"{key}.fault", item.get("fault"), expected, '"crash_after_effect"')
    return item


def _live(item: dict[str, Any], key: str) -> None:
    name = item.get("parameter")
    live = [name for name, row in PARAMETERS.items() if row.live]
    if name not in live:
        expected = "a parameter that may change during a run: " + ", ".join(live)
        raise ScenarioError(f"{key}.parameter", name, expected, '"faults.duplicate"')
    checked(str(name), item.get("value"), f"{key}.value")
