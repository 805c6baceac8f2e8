"""The path from a command to a view: its parts, its clock and what it tells, in one object."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from labs_py.bucket import Bucket
from labs_py.facts import Fact
from labs_py.faults import Faults
from labs_py.idempotency import KeyStore
from labs_py.kernel import Kernel
from labs_py.outbox import Outbox
from labs_py.projector import Memory, Projector
from labs_py.queue import PartitionedQueue
from labs_py.read_model import ReadModel
from labs_py.scenario import Scenario
from labs_py.store import EventStore
from labs_py.streams import Duration, Streams
from labs_py.waiting_reads import WaitingReads


class Known(NamedTuple):
    """What a session was told of its newest change to a row: its version, when, and its amount."""

    version: int
    at_us: int
    amount: int


class Times:
    """Every duration of the path, each with its own stream."""

    __slots__ = ("acknowledge", "append", "handler", "relay", "think")

    def __init__(self, streams: Streams, parameters: dict[str, Any]) -> None:
        """Draw by the parameters as they stand at each instant."""
        self.handler = Duration(streams, "handler.service", parameters, "handler.service")
        self.acknowledge = Duration(streams, "net.hop.back", parameters, "net.hop")
        self.append = Duration(streams, "store.append", parameters, "store.append")
        self.think = Duration(streams, "load.think", parameters, "load.think")
        self.relay = Duration(streams, "net.hop.relay", parameters, "net.hop")


@dataclass(slots=True)
class State:
    """Everything that changes during a run: plain data, so that it can be pickled."""

    parameters: dict[str, Any]
    streams: Streams
    times: Times
    faults: Faults
    queue: PartitionedQueue
    projectors: list[Projector]
    memory: Memory
    keys: KeyStore
    store: EventStore = field(default_factory=EventStore)
    view: ReadModel = field(default_factory=ReadModel)
    outbox: Outbox = field(default_factory=Outbox)
    look_us: int | None = None
    inbox: deque[Any] = field(default_factory=deque)
    handling: int = 0
    recovering: int = 0
    bucket: Bucket = field(default_factory=Bucket)
    load_turn: int = 0
    read_turn: int = 0
    next_instant: int = 0
    beyond_ns: int = 0
    sent: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[tuple[str, str], Known] = field(default_factory=dict)
    waiting_reads: WaitingReads = field(default_factory=WaitingReads)


def first_state(scenario: Scenario) -> State:
    """Return the state before anything has happened."""
    parameters: dict[str, Any] = dict(scenario.parameters)
    streams, memory = Streams(scenario.seed), Memory()
    return State(
        parameters,
        streams,
        Times(streams, parameters),
        Faults(parameters, streams),
        PartitionedQueue(parameters["bus.partitions"]),
        _projectors(parameters, streams, memory),
        memory,
        KeyStore(parameters),
    )


def _projectors(parameters: dict[str, Any], streams: Streams, memory: Memory) -> list[Projector]:
    """Return the instances; each draws its service times from a stream of its own."""
    name = "projector.service"
    purposes = [f"{name}.{number}" for number in range(parameters["projector.instances"])]
    purposes[0] = name
    return [Projector(Duration(streams, each, parameters, name), memory) for each in purposes]


class Pipeline:
    """State, clock and facts of one run; what every step of the path is handed.

    Facts are told as they happen and never taken back, so they stand outside the state.
    """

    facts: list[Fact]

    __slots__ = ("after", "facts", "kernel", "state")

    def __init__(self, scenario: Scenario, steps: dict[str, Any]) -> None:
        """Stand at 0 µs; ``steps`` maps each kind on the agenda to a function of (this, data)."""
        self.state = first_state(scenario)
        self.kernel: Kernel[Pipeline] = Kernel(steps, self)
        self.after = self.kernel.schedule
        self.facts = []

    def tell(self, kind: str, *parts: Any) -> None:
        """Note that something happened now."""
        self.facts.append((self.kernel.now_us, kind, *parts))
