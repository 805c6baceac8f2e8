"""A parameter that changes during a run: what waits for it goes on, and nothing else moves."""

from typing import Any

from labs_py import run
from tests.labs.runs import STILL, change, order, records, scenario


def at(trace: dict[str, Any], kind: str) -> list[int]:
    """Return when the records of a kind were told, in ms."""
    return [record["at_us"] // 1000 for record in records(trace, kind)]


def changed(*acts: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    return run(scenario(*acts, parameters=STILL | named))


def test_more_servers_take_up_what_waits_for_one() -> None:
    """Sixteen orders of a second each: three are begun by 2.5 s, then eight servers are there."""
    orders = [order(1000 * number, f"customer-{number}") for number in range(16)]
    slow = {"handler__service_us": 1_000_000, "store__append_us": 0}
    trace = changed(*orders, change(2_500_000, "handler.servers", 8), **slow)
    begun = [0, 1000, 2000, *[2500] * 7, 3000, *[3500] * 5]
    assert at(trace, "cmd.started") == begun
