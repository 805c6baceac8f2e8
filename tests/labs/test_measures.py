"""Measures on records written by hand, where the answer can be worked out on paper."""

from typing import Any

from labs_py.measures import measures


def acknowledged(number: int, latency_us: int) -> dict[str, Any]:
    return {"kind": "cmd.acknowledged", "event_id": f"e{number}", "latency_us": latency_us}


def gauge(at_us: int, event_lag: int, oldest_us: int | None) -> dict[str, Any]:
    return {"kind": "gauge", "at_us": at_us, "event_lag": event_lag, "oldest_us": oldest_us}


def test_a_run_in_which_nothing_happened_has_measures() -> None:
    nothing = measures([])
    assert nothing["event_lag_max"] == nothing["time_lag_max_us"] == 0
    assert nothing["acknowledged_after_us"] == {
        "count": 0, "p50": None, "p95": None, "p99": None, "max": None,
    }  # fmt: skip
    assert nothing["rows"]["first_wrong_seq"] is None


def test_percentiles_are_order_statistics_by_nearest_rank() -> None:
    twenty = [acknowledged(n, n * 10) for n in range(20, 0, -1)]
    assert measures(twenty)["acknowledged_after_us"] == {
        "count": 20, "p50": 100, "p95": 190, "p99": 200, "max": 200,
    }  # fmt: skip


def test_time_lag_is_read_just_before_the_oldest_event_is_passed() -> None:
    gauges = [gauge(100, 1, 100), gauge(150, 2, 100), gauge(400, 1, 150), gauge(420, 0, None)]
    found = measures([*gauges, gauge(9000, 1, 9000)])
    assert (found["event_lag_max"], found["time_lag_max_us"]) == (2, 300)
