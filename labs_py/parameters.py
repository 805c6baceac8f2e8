"""Every parameter of a run: one row each, with default, bounds and meaning.

Names are ``part.quantity``; times end in ``_us`` (integer microseconds), shares go from 0 to 1.
"""

from dataclasses import dataclass

from labs_py.errors import ScenarioError

type Value = int | float | str
LAWS = ("constant", "exponential")
MINUTE_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: a number between ``low`` and ``high``, or one of ``options``.

    ``whole`` asks for an integer; ``live`` says that `set` may change it during a run.
    """

    default: Value
    about: str
    low: float = 0
    high: float = 0
    whole: bool = True
    options: tuple[str, ...] = ()
    live: bool = True

    @property
    def expected(self) -> str:
        """The rule in words, as error messages give it."""
        if self.options:
            return "one of " + ", ".join(self.options)
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low:g} to {self.high:g}"

    def allows(self, value: object) -> bool:
        """Whether ``value`` may stand here."""
        if self.options:
            return value in self.options
        number = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, number):
            return False
        return self.low <= value <= self.high


def _time(default: int, about: str, high: int = MINUTE_US) -> Parameter:
    return Parameter(default, about, high=high)


def _share(about: str) -> Parameter:
    return Parameter(0, about, high=1, whole=False)


def _count(about: str) -> Parameter:
    return Parameter(0, about, high=1_000_000)


def _law(default: str, about: str) -> Parameter:
    return Parameter(default, about, options=LAWS)


PARAMETERS: dict[str, Parameter] = {
    "load.commands_per_s": Parameter(1, "background commands, Poisson", high=2000, whole=False),
    "load.until_us": _time(8_000_000, "when the background load stops", high=10 * MINUTE_US),
    "load.reads_per_s": Parameter(0, "background reads, Poisson", high=10_000, whole=False),
    "load.own_reads": _share("share of background commands whose author reads the row"),
    "load.think_us": _time(200_000, "mean time from acknowledgement to that read"),
    "load.think_law": _law("exponential", "law of that time"),
    "load.customers": Parameter(4, "customers the load picks from", low=1, high=10_000),
    "api.idempotency": Parameter("off", "keys of clients count once", options=("off", "on")),
    "api.idempotency_ttl_us": _time(0, "how long a key is kept; 0: for ever", 10 * MINUTE_US),
    "handler.service_us": _time(60_000, "mean time of one command in the handler"),
    "handler.service_law": _law("exponential", "law of that time"),
    "handler.servers": Parameter(1, "commands handled at once", low=1, high=64),
    "handler.concurrency": Parameter(
        "expected_version",
        "whether an append is refused when its stream has moved on",
        options=("expected_version", "none"),
    ),
    "handler.retries": Parameter(0, "how often the handler decides anew after that", high=1000),
    "store.append_us": _time(20_000, "mean time from assigned to committed"),
    "store.append_law": _law("constant", "law of that time"),
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
    "relay.poll_us": _time(200_000, "the relay looks for new events this often; 0: at once"),
    "net.hop_us": _time(40_000, "mean time of one hop: store to client, relay to queue"),
    "net.hop_law": _law("constant", "law of that time"),
    "bus.partitions": Parameter(3, "partitions of the queue", low=1, high=64, live=False),
    "projector.service_us": _time(400_000, "mean time to apply one delivery"),
    "projector.service_law": _law("exponential", "law of that time"),
    "projector.strategy": Parameter(
        "none",
        "how the consumer defends itself",
        options=("none", "by_id", "version_skip", "strict_buffer"),
    ),
    "projector.dedupe_size": _count("how many ids by_id remembers; 0: all"),
    "projector.dedupe_ttl_us": _time(0, "how long by_id remembers an id; 0: for ever"),
    "projector.buffer_size": _count("how many strict_buffer keeps per stream; 0: any number"),
    "projector.gap_timeout_us": _time(0, "how long strict_buffer waits for a gap; 0: for ever"),
    "projector.instances": Parameter(
        1, "projectors; each owns every so-manieth partition", low=1, high=64, live=False
    ),
    "projector.poll_us": _time(0, "an idle projector looks this often; 0: at once"),
    "projector.batch": Parameter(1, "how many messages one takes at once", low=1, high=1000),
    "projector.batch_us": _time(0, "fixed time of a batch, besides that of its messages"),
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
    "projector.retry_us": _time(100_000, "from a failed attempt to the next"),
    "query.cost_us": _time(40_000, "from asking to answering"),
    "query.consistency": Parameter(
        "eventual",
        "what a session that has changed a row is answered with",
        options=("eventual", "wait_for_version", "sticky", "overlay"),
    ),
    "query.timeout_us": _time(250_000, "how long a query waits for a version at most"),
    "query.sticky_us": _time(5_000_000, "how long after its change the write model answers"),
    "faults.duplicate": _share("share of events delivered more than once"),
    "faults.copies": Parameter(1, "further copies of such an event", low=1, high=20),
    "faults.duplicate_gap_us": _time(300_000, "mean time from the first copy to each other"),
    "faults.delay": _share("share of deliveries held up"),
    "faults.delay_us": _time(1_500_000, "how long such a delivery is held up"),
    "faults.drop": _share("share of events lost between relay and queue"),
    "faults.reorder": _share("share of messages that later ones overtake"),
    "faults.reorder_distance": Parameter(3, "by at most how many", low=1, high=100),
    "faults.reorder_us": _time(1_000_000, "how long such a message waits for them at most"),
    "faults.crash": Parameter(
        0, "share of deliveries in which the projector dies", high=0.5, whole=False
    ),
    "faults.crash_point": Parameter(
        "after_effect",
        "where: before its effect, after it, or after the checkpoint",
        options=("before_effect", "after_effect", "after_checkpoint"),
    ),
    "faults.restart_us": _time(500_000, "how long it is down"),
    "faults.rollback": _share("share of appends that are rolled back"),
    "faults.poison": _share("share of events that fail on every attempt"),
    "faults.transient": _share("share of attempts that fail"),
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
