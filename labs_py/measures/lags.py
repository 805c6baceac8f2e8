"""The lags of a run at their worst: three gauges in events, one in time."""

from labs_py.measures.story import Story


def lags(story: Story) -> dict[str, int]:
    """Return the largest event lag (H − C), lag to mark (M − C), mark gap (H − M) and time lag.

    Time lag grows until the oldest unapplied event is passed: it is read just before each change.
    """
    oldest, events, to_mark, gap, time_us = None, 0, 0, 0, 0
    for record in story.records:
        if "event_lag" in record:
            if oldest is not None:
                time_us = max(time_us, record["at_us"] - oldest)
            oldest, lag, beyond = record["oldest_us"], record["event_lag"], record["mark_gap"]
            events, to_mark, gap = max(events, lag), max(to_mark, lag - beyond), max(gap, beyond)
    if oldest is not None:
        time_us = max(time_us, story.end_us - oldest)
    return {
        "event_lag_max": events,
        "lag_to_mark_max": to_mark,
        "mark_gap_max": gap,
        "time_lag_max_us": time_us,
    }
