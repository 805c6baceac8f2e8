"""What no fault, strategy or protocol may change, on scenarios that Hypothesis chooses."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import BUSY, log, records, scenario, view

SHORT = BUSY | {"load.until_us": 2_000_000, "faults.restart_us": 5_000}
SHARES = st.sampled_from([0, 0, 0.1, 0.4])
LOSSLESS = {
    "faults.duplicate": SHARES,
    "faults.copies": st.sampled_from([1, 3]),
    "faults.delay": SHARES,
    "faults.crash": SHARES,
    "faults.crash_point": st.sampled_from(["before_effect", "after_effect", "after_checkpoint"]),
    "faults.transient": SHARES,
    "faults.slow": st.sampled_from([1, 3.5]),
    "projector.batch": st.sampled_from([1, 4]),
    "projector.instances": st.sampled_from([1, 2, 5]),
    "projector.poll_us": st.sampled_from([0, 20_000]),
    "projector.retries": st.just(1000),
    "projector.retry_us": st.just(1000),
    "relay.poll_us": st.sampled_from([0, 200_000]),
}
ANYTHING = LOSSLESS | {
    "faults.drop": SHARES,
    "faults.reorder": SHARES,
    "faults.poison": SHARES,
    "projector.retries": st.sampled_from([0, 2]),
    "projector.on_error": st.sampled_from(["stop", "skip", "dlq_event", "dlq_sequence"]),
    "projector.commit": st.sampled_from(["before", "after", "transactional"]),
    "projector.strategy": st.sampled_from(["none", "by_id", "version_skip", "strict_buffer"]),
    "projector.gap_timeout_us": st.sampled_from([0, 300_000]),
}
HARD = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def ran(seed: int, parameters: dict[str, Any]) -> dict[str, Any]:
    return run(scenario(seed=seed, parameters=SHORT | parameters))


@HARD
@given(
    st.integers(0, 99),
    st.fixed_dictionaries(LOSSLESS),
    st.sampled_from([("by_id", "after"), ("strict_buffer", "after"), ("by_id", "transactional")]),
)
def test_a_right_consumer_comes_to_rest_with_the_right_view(
    seed: int, parameters: dict[str, Any], consumer: tuple[str, str]
) -> None:
    strategy, protocol = consumer
    chosen = {"projector.strategy": strategy, "projector.commit": protocol}
    trace = ran(seed, parameters | chosen)
    events, deliveries = trace["measures"]["events"], trace["measures"]["deliveries"]
    assert events["applied"] == events["committed"]
    assert deliveries["duplicates_applied"] == 0
    assert view(trace) == fold(log(trace))
    assert [record["right"] for record in records(trace, "view.applied")].count(False) == 0


@HARD
@given(st.integers(0, 99), st.fixed_dictionaries(ANYTHING))
def test_the_write_side_does_not_know_what_becomes_of_its_events(
    seed: int, parameters: dict[str, Any]
) -> None:
    kinds = ("cmd.received", "evt.committed", "cmd.acknowledged")

    def written(chosen: dict[str, Any]) -> list[tuple[str, int]]:
        trace = ran(seed, chosen)
        return [(r["kind"], r["at_us"]) for r in trace["records"] if r["kind"] in kinds]

    assert written(parameters) == written({})
