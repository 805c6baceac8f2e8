"""The parameters of the faults."""

from labs_py.parameter import MINUTE_US, Parameter, share, switch, time_us

OUTAGE, CUT = "faults.outage", "faults.cut"

FAULTS: dict[str, Parameter] = {
    "faults.duplicate": share("share of events delivered more than once"),
    "faults.copies": Parameter(1, "further copies of such an event", low=1, high=20),
    "faults.duplicate_gap_us": time_us(300_000, "mean time from the first copy to each other"),
    "faults.delay": share("share of deliveries held up"),
    "faults.delay_us": time_us(1_500_000, "how long such a delivery is held up"),
    "faults.drop": share("share of events lost between relay and queue"),
    "faults.reorder": share("share of messages that later ones overtake"),
    "faults.reorder_distance": Parameter(3, "by at most how many", low=1, high=100),
    "faults.reorder_us": time_us(1_000_000, "how long such a message waits for them at most"),
    "faults.crash": Parameter(
        0, "share of deliveries in which the projector dies", high=0.5, whole=False
    ),
    "faults.crash_point": Parameter(
        "after_effect",
        "where: before its effect, after it, or after the checkpoint",
        options=("before_effect", "after_effect", "after_checkpoint"),
    ),
    "faults.restart_us": time_us(500_000, "how long it is down"),
    "faults.zombie": Parameter(
        0,
        "share of deliveries in which the projector pauses and does not know it",
        high=0.5,
        whole=False,
    ),
    "faults.pause_us": time_us(5_000_000, "how long it pauses"),
    "faults.handler_crash": share(
        "share of commits after which the handler dies, before it answers"
    ),
    "faults.rollback": share("share of appends that are rolled back"),
    "faults.slow_commit": share("share of appends whose transaction stays open for long"),
    "faults.slow_commit_us": time_us(5_000_000, "how much longer such a transaction takes"),
    "faults.poison": share("share of events that fail on every attempt"),
    "faults.transient": share("share of attempts that fail"),
    "faults.surprise": share("share of events in a form that the consumer does not expect"),
    "faults.surprise_kind": Parameter(
        "unknown_field",
        "what is unexpected about them",
        options=("unknown_type", "unknown_field", "missing_field", "old_version"),
    ),
    "faults.slow": Parameter(1, "service times of the projector, times this", 1, 100, whole=False),
    "faults.skew_us": Parameter(
        0, "how far the clock of the store is ahead of the consumer's", -MINUTE_US, MINUTE_US
    ),
    OUTAGE: switch("off", "the broker can be reached by nobody"),
    CUT: Parameter("off", "what the projectors cannot reach", options=("off", "broker", "view")),
}

SWITCHES = (OUTAGE, CUT, "faults.slow", "faults.skew_us")
AT_REST = {name: FAULTS[name].default for name in SWITCHES}
AT_REST |= {name: row.default for name, row in FAULTS.items() if 0 < row.high <= 1}
"""The parameters that switch a fault on, each with the value at which it is off."""
