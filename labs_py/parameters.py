"""Every parameter of a run: one row each, with default, bounds and meaning.

Names are ``part.quantity``; times end in ``_us`` (integer microseconds), shares go from 0 to 1.
"""

from labs_py.errors import ScenarioError
from labs_py.parameter import MINUTE_US, Parameter, Value, count, law, share, time_us

PARAMETERS: dict[str, Parameter] = {
    "load.commands_per_s": Parameter(1, "background commands, Poisson", high=2000, whole=False),
    "load.until_us": time_us(8_000_000, "when the background load stops", high=10 * MINUTE_US),
    "load.reads_per_s": Parameter(0, "background reads, Poisson", high=10_000, whole=False),
    "load.own_reads": share("share of background commands whose author reads the row"),
    "load.think_us": time_us(200_000, "mean time from acknowledgement to that read"),
    "load.think_law": law("exponential", "law of that time"),
    "load.customers": Parameter(4, "customers the load picks from", low=1, high=10_000),
    "api.idempotency": Parameter("off", "keys of clients count once", options=("off", "on")),
    "api.idempotency_ttl_us": time_us(0, "how long a key is kept; 0: for ever", 10 * MINUTE_US),
    "handler.service_us": time_us(60_000, "mean time of one command in the handler"),
    "handler.service_law": law("exponential", "law of that time"),
    "handler.servers": Parameter(1, "commands handled at once", low=1, high=64),
    "handler.concurrency": Parameter(
        "expected_version",
        "whether an append is refused when its stream has moved on",
        options=("expected_version", "none"),
    ),
    "handler.retries": Parameter(0, "how often the handler decides anew after that", high=1000),
    "store.append_us": time_us(20_000, "mean time from assigned to committed"),
    "store.append_law": law("constant", "law of that time"),
    "store.visibility": Parameter(
        "monotonic",
        "whether commits become visible in the order of their positions",
        options=("monotonic", "gaps"),
    ),
    "relay.reader": Parameter(
        "high_water",
        "how the relay reads the log where positions may appear late",
        options=("high_water", "naive", "gap_aware"),
    ),
    "relay.poll_us": time_us(200_000, "the relay looks for new events this often; 0: at once"),
    "net.hop_us": time_us(40_000, "mean time of one hop: store to client, relay to queue"),
    "net.hop_law": law("constant", "law of that time"),
    "bus.partitions": Parameter(3, "partitions of the queue", low=1, high=64, live=False),
    "projector.service_us": time_us(400_000, "mean time to apply one delivery"),
    "projector.service_law": law("exponential", "law of that time"),
    "projector.strategy": Parameter(
        "none",
        "how the consumer defends itself",
        options=("none", "by_id", "version_skip", "strict_buffer"),
    ),
    "projector.dedupe_size": count("how many ids by_id remembers; 0: all"),
    "projector.dedupe_ttl_us": time_us(0, "how long by_id remembers an id; 0: for ever"),
    "projector.buffer_size": count("how many strict_buffer keeps per stream; 0: any number"),
    "projector.gap_timeout_us": time_us(0, "how long strict_buffer waits for a gap; 0: for ever"),
    "projector.instances": Parameter(
        1, "projectors; each owns every so-manieth partition", low=1, high=64, live=False
    ),
    "projector.poll_us": time_us(0, "an idle projector looks this often; 0: at once"),
    "projector.batch": Parameter(1, "how many messages one takes at once", low=1, high=1000),
    "projector.batch_us": time_us(0, "fixed time of a batch, besides that of its messages"),
    "projector.commit": Parameter(
        "after",
        "when the checkpoint advances: before the effects, after, or with them",
        options=("before", "after", "transactional"),
        live=False,
    ),
    "projector.on_error": Parameter(
        "dlq_sequence",
        "what follows a failed attempt; the last two try again first",
        options=("stop", "skip", "dlq_event", "dlq_sequence"),
    ),
    "projector.retries": Parameter(10, "attempts after the first", high=1000),
    "projector.retry_us": time_us(100_000, "from a failed attempt to the next"),
    "query.cost_us": time_us(40_000, "from asking to answering"),
    "query.consistency": Parameter(
        "eventual",
        "what a session that has changed a row is answered with",
        options=("eventual", "wait_for_version", "sticky", "overlay"),
    ),
    "query.timeout_us": time_us(250_000, "how long a query waits for a version at most"),
    "query.sticky_us": time_us(5_000_000, "how long after its change the write model answers"),
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
    "faults.rollback": share("share of appends that are rolled back"),
    "faults.poison": share("share of events that fail on every attempt"),
    "faults.transient": share("share of attempts that fail"),
    "faults.slow": Parameter(1, "service times of the projector, times this", 1, 100, whole=False),
    "faults.outage": Parameter("off", "the broker can be reached by nobody", options=("off", "on")),
}


def checked(name: str, value: object, key: str) -> Value:
    """Return ``value`` if parameter ``name`` allows it.

    Raises ScenarioError naming ``key``, the place in the scenario.
    """
    parameter = PARAMETERS.get(name)
    if parameter is None:
        raise ScenarioError(key, name, "one of " + ", ".join(PARAMETERS), '"faults.duplicate"')
    if not isinstance(value, int | float | str) or not parameter.allows(value):
        example = f'"{parameter.default}"' if parameter.options else str(parameter.default)
        raise ScenarioError(key, value, parameter.expected, example)
    return value
