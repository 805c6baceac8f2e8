"""The path from a command to a view: its parts, its clock and its trace, in one object."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from labs_py.kernel import Kernel
from labs_py.lag import Lag
from labs_py.parameters import Value
from labs_py.projector import Projector
from labs_py.queue import PartitionedQueue
from labs_py.read_model import GroundTruth, ReadModel
from labs_py.scenario import Scenario
from labs_py.store import EventStore
from labs_py.streams import Streams
from labs_py.trace import Trace


@dataclass(slots=True)
class State:
    """Everything that changes during a run: plain data, so that it can be pickled."""

    parameters: dict[str, Value]
    streams: Streams
    queue: PartitionedQueue
    projector: Projector
    store: EventStore = field(default_factory=EventStore)
    view: ReadModel = field(default_factory=ReadModel)
    truth: GroundTruth = field(default_factory=GroundTruth)
    lag: Lag = field(default_factory=Lag)
    inbox: deque[dict[str, Any]] = field(default_factory=deque)
    handling: bool = False
    load_turn: int = 0
    sent: dict[str, int] = field(default_factory=dict)
    received_us: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    wrong_since: dict[str, int] = field(default_factory=dict)


def first_state(scenario: Scenario) -> State:
    """Return the state before anything has happened."""
    partitions = int(scenario.parameters["bus.partitions"])
    return State(
        parameters=dict(scenario.parameters),
        streams=Streams(scenario.seed),
        queue=PartitionedQueue(partitions),
        projector=Projector.over(partitions),
    )


class Pipeline:
    """State, clock and records of one run; what every step of the path is handed."""

    def __init__(self, scenario: Scenario, steps: dict[str, Any]) -> None:
        """Stand at 0 µs; ``steps`` maps each kind on the agenda to a function of (this, data)."""
        self.state = first_state(scenario)
        self.kernel: Kernel[Pipeline] = Kernel(steps, self)
        self.trace = Trace()

    def record(self, kind: str, **fields: Any) -> None:
        """Write down that something happened now."""
        self.trace.add(self.kernel.now_us, kind, fields)

    def whole(self, parameter: str) -> int:
        """Return a whole-number parameter as it stands now."""
        return int(self.state.parameters[parameter])

    def draw_us(self, quantity: str, purpose: str = "") -> int:
        """Draw a duration (µs) by the law of ``quantity``, from the stream of its own purpose."""
        law = str(self.state.parameters[f"{quantity}_law"])
        mean_us = self.whole(f"{quantity}_us")
        return self.state.streams.duration_us(purpose or quantity, law, mean_us)
