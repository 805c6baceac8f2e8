"""Scenarios that Hypothesis chooses: every parameter there is, and everything a learner can do."""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from labs_py.parameter import Parameter
from labs_py.parameters import PARAMETERS
from labs_py.strokes import STROKES
from tests.labs.runs import BUSY, order, scenario

HARD = settings(
    max_examples=int(os.environ.get("LABS_RUNS", "40")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
UNTIL_US = 1_500_000
FIXED: dict[str, list[Any]] = {
    "load.until_us": [UNTIL_US],
    "load.commands_per_s": [30, 60],
    "load.reads_per_s": [0, 30],
    "load.customers": [1, 4, 30],
    "projector.service_us": [10_000, 25_000, 0],
    "projector.strategy": ["by_id", "none", "version_skip", "strict_buffer"],
    "faults.restart_us": [0, 5_000, 300_000],
}
"""What keeps a run short, and long enough to mean something."""


def values(name: str, row: Parameter) -> list[Any]:
    """Return what a parameter may be given: its default first, and values far apart."""
    if row.options:
        return [row.default, *row.options]
    if row.most:
        return [row.default, [0, 100_000, 100_000, 700_000]]
    some = [row.default, 0.05, 0.4] if not row.whole else [row.default, 0, 1, 3]
    if name.endswith("_us"):
        some = [row.default, 0, 3_000, 50_000]
    return FIXED.get(name, [value for value in some if row.allows(value)])


PAIRS = [
    (name, value)
    for name, row in PARAMETERS.items()
    for value in values(name, row)
    if name not in FIXED and value != row.default
]
SHARES = [pair for pair in PAIRS if pair[0].startswith(("faults.", "projector.", "publish."))]


def parameters() -> st.SearchStrategy[dict[str, Any]]:
    """Choose a busy path and change a few things: with all of them at once nothing gets through."""
    busy = st.fixed_dictionaries({name: st.sampled_from(some) for name, some in FIXED.items()})
    changes = st.lists(st.sampled_from(PAIRS), max_size=4)
    more = st.lists(st.sampled_from(SHARES), max_size=4)
    return st.builds(
        lambda *chosen: BUSY | chosen[0] | dict(chosen[1] + chosen[2]), busy, changes, more
    )


INSTANTS = st.integers(0, UNTIL_US // 50_000).map(lambda tick: tick * 50_000)
CUSTOMERS = st.sampled_from(["ada", "bob", "zoe"])
LIVE = [
    (name, value) for name, row in PARAMETERS.items() if row.live for value in values(name, row)
]


def acts() -> st.SearchStrategy[dict[str, Any]]:
    """Choose one thing a learner may do."""
    orders = st.builds(order, INSTANTS, CUSTOMERS, st.sampled_from([20, 7, -5]))
    more = {"expected_version": st.just(0), "idempotency_key": st.sampled_from(["a", "b"])}
    careful = st.fixed_dictionaries({}, optional=more)
    turns = st.builds(
        lambda at, turn: {"at_us": at, "kind": "set", "parameter": turn[0], "value": turn[1]},
        INSTANTS,
        st.sampled_from([turn for turn in LIVE if turn[0] not in FIXED]),
    )
    return st.one_of(
        st.builds(lambda one, also: one | also, orders, careful),
        st.builds(
            lambda at, who: {"at_us": at, "kind": "read", "customer": who}, INSTANTS, CUSTOMERS
        ),
        st.builds(
            lambda at, what: {"at_us": at, "kind": "strike", "fault": what},
            INSTANTS,
            st.sampled_from(STROKES),
        ),
        turns,
    )


def scenarios() -> st.SearchStrategy[dict[str, Any]]:
    """Choose a whole scenario."""
    return st.builds(
        lambda seed, chosen, done: scenario(*done, seed=seed, parameters=chosen),
        st.integers(0, 99),
        parameters(),
        st.lists(acts(), max_size=5),
    )
