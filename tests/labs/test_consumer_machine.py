"""Bus and projection against a consumer that can be read in a minute, in steps Hypothesis chooses.

The broker is cut off while messages arrive, in any order and as often as chance will, and deaths
are ordered; then it is back, and all that waits is worked on. The reference does the same with
lists and sets.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from labs_py import learner, projection, relay
from labs_py.command import Command
from labs_py.event import Event
from labs_py.handler import decide
from labs_py.kernel import FOREVER_US
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.queue import Message, Partition
from labs_py.read_model import Row
from labs_py.scenario import read_scenario
from labs_py.simulation import prepare
from labs_py.strategies import STRATEGIES, VersionSkip
from labs_py.strategy import Verdict
from labs_py.strokes import CRASH_POINTS
from tests.labs.runs import STILL, scenario

KEYS = ("ada", "bob")
type Arrived = tuple[str, int, int]
"""A message as the reference knows it: key, version, amount."""


class Reference:
    """One consumer: takes a batch, works on each message, remembers how far it is."""

    def __init__(self, strategy: str, commit: str, size: int) -> None:
        self.strategy, self.commit, self.size = strategy, commit, size
        self.waiting: list[Arrived] = []
        self.rows: dict[str, Row] = {}
        self.passed = 0
        self.applied: list[tuple[str, int]] = []
        self.early: dict[str, dict[int, int]] = {key: {} for key in KEYS}
        self.newest = dict.fromkeys(KEYS, 0)

    def settle(self, deaths: list[str]) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting[: self.size], self.waiting[self.size :]
            self.work(batch, deaths)

    def work(self, batch: list[Arrived], deaths: list[str]) -> None:
        pending: list[Arrived] = []
        doomed = False
        self.passed += len(batch) if self.commit == "before" else 0
        for message in batch:
            death = next((point for point in CRASH_POINTS if point in deaths), "")
            if death:
                deaths.remove(death)
            if death != "before_effect" and self.commit == "transactional":
                pending.append(message)
            elif death != "before_effect":
                self.admit(*message)
            if death in ("before_effect", "after_effect"):
                self.waiting = self.waiting if self.commit == "before" else batch + self.waiting
                return
            doomed = doomed or death == "after_checkpoint"
        for message in pending:
            self.admit(*message)
        self.passed += 0 if self.commit == "before" else len(batch)

    def admit(self, key: str, version: int, amount: int) -> None:
        if self.strategy == "by_id" and (key, version) in self.applied:
            return
        if self.strategy == "version_skip" and version <= self.newest[key]:
            return
        if self.strategy == "strict_buffer":
            if version > self.newest[key]:
                self.early[key].setdefault(version, amount)
            while (following := self.newest[key] + 1) in self.early[key]:
                self.apply(key, following, self.early[key].pop(following))
            return
        self.apply(key, version, amount)

    def apply(self, key: str, version: int, amount: int) -> None:
        self.applied.append((key, version))
        self.newest[key] = max(version, self.newest[key])
        orders, total, _ = self.rows.get(key, Row(0, 0, 0))
        self.rows[key] = Row(orders + 1, total + amount, self.newest[key])


class ConsumerMachine(RuleBasedStateMachine):
    """The bus and projection of the simulator, and the reference, in step."""

    strategy = "none"

    @initialize(
        keys=st.lists(st.sampled_from(KEYS), min_size=2, max_size=4),
        commit=st.sampled_from(["before", "after", "transactional"]),
        size=st.sampled_from([1, 2, 5]),
        partitions=st.sampled_from([1, 3]),
    )
    def begin(self, keys: list[str], commit: str, size: int, partitions: int) -> None:
        parameters = STILL | {
            "projector.strategy": self.strategy,
            "projector.commit": commit,
            "projector.batch": size,
            "bus.partitions": partitions,
            "faults.restart_us": 1000,
        }
        self.pipeline: Pipeline = prepare(read_scenario(scenario(parameters=parameters)))
        self.reference = Reference(self.strategy, commit, size)
        self.published: list[Event] = []
        self.copies: dict[int, int] = {}
        self.deaths: list[str] = []
        self.switch("on")
        self.publish(keys)

    def switch(self, outage: str) -> None:
        act = {"kind": "set", "parameter": "faults.outage", "value": outage}
        learner.intervene(self.pipeline, act)

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=4))
    def publish(self, keys: list[str]) -> None:
        """New events come in order."""
        for key in keys:
            number = len(self.published) + 1
            command = Command("machine", number, {"customer": key, "amount": number}, 0)
            store = self.pipeline.state.store
            event = store.assign(decide(command, 0, store.load(key)[0]))
            event.partition = self.pipeline.state.queue.partition_of(key)
            store.decide(event, self.pipeline.kernel.now_us)
            self.published.append(event)
            self.enter(event, overtaken_by=0)

    @precondition(lambda self: self.published)
    @rule(schedule=st.lists(st.integers(0, 99), min_size=1, max_size=4))
    def duplicate(self, schedule: list[int]) -> None:
        """Events that were published come again, in this order."""
        for number in schedule:
            self.enter(self.published[number % len(self.published)], overtaken_by=0)

    @precondition(lambda self: self.published)
    @rule(late=st.integers(0, 99), quick=st.integers(0, 99))
    def reorder(self, late: int, quick: int) -> None:
        """An event is kept back; the next that enters its partition goes ahead of it."""
        one, other = (self.published[number % len(self.published)] for number in (late, quick))
        if one.partition == other.partition and one is not other:
            waiting = len(self.reference.waiting)
            self.enter(one, overtaken_by=1)
            self.enter(other, overtaken_by=0)
            self.reference.waiting[waiting:] = reversed(self.reference.waiting[waiting:])

    def enter(self, event: Event, overtaken_by: int) -> None:
        self.copies[event.position] = copy = self.copies.get(event.position, 0) + 1
        relay.enqueue(self.pipeline, (event, copy, overtaken_by, False))
        self.reference.waiting.append((event.key, event.version, event.draft.data["amount"]))

    @precondition(lambda self: self.reference.waiting and len(self.deaths) < 2)
    @rule(point=st.sampled_from(CRASH_POINTS))
    def order_a_death(self, point: str) -> None:
        self.deaths.append(point)
        act = {"kind": "strike", "fault": f"crash_{point}"}
        learner.intervene(self.pipeline, act)

    @precondition(lambda self: self.reference.waiting)
    @rule()
    def settle(self) -> None:
        """The broker is back: everything that waits is worked on, then it is cut off again."""
        self.switch("off")
        self.pipeline.kernel.run(FOREVER_US, 100_000)
        self.reference.settle(self.deaths)
        self.switch("on")
        self.agree()

    def agree(self) -> None:
        assert self.pipeline.state.view.rows == self.reference.rows
        told = [fact for fact in self.pipeline.facts if fact[1] == "ckpt.advanced"]
        assert len(told) == self.reference.passed
        effects = [fact[2].event for fact in self.pipeline.facts if fact[1] == "view.applied"]
        assert [(event.key, event.version) for event in effects] == self.reference.applied


def look(strategy: str, examples: int, *phases: Phase) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=[HealthCheck.too_slow],
    )
    machine = type(strategy, (ConsumerMachine,), {"strategy": strategy})
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_consumer_does_what_the_reference_does(strategy: str) -> None:
    look(strategy, 15, Phase.generate, Phase.shrink)


def forget(projector: Projector) -> None:
    """A dead projector's batch does not come again."""


def reverse(projector: Projector) -> None:
    """It comes again in the wrong order."""
    projector.waiting.extendleft(projector.batch)


def newest_first(projector: Projector, size: int) -> list[Message]:
    """The messages that have waited least are taken."""
    projector.waiting = deque(reversed(projector.waiting))
    return take(projector, size)


def lose(partition: Partition, event: Event, copy: int) -> list[Message]:
    """Who was overtaken never arrives."""
    entered = arrive(partition, event, copy)
    return entered[:1]


def skip_older(strategy: VersionSkip, message: Message, now_us: int) -> Verdict:
    """A version that was applied is applied again."""
    event = message.event
    if event.version < strategy._newest.get(event.key, 0):
        return [], "old"
    strategy._newest[event.key] = event.version
    return [message], ""


def write_at_once(pipeline: Pipeline, index: int, crash: str | None) -> None:
    """Effects do not wait for the transaction."""
    parameters = pipeline.state.parameters
    commit, parameters["projector.commit"] = parameters["projector.commit"], "after"
    succeed(pipeline, index, crash)
    parameters["projector.commit"] = commit


take, arrive, succeed = Projector.take, Partition.arrive, projection._succeed
MUTANTS: list[tuple[str, Any, str, Callable[..., Any]]] = [
    ("none", Projector, "give_back", forget),
    ("none", Projector, "give_back", reverse),
    ("none", Projector, "take", newest_first),
    ("none", Partition, "arrive", lose),
    ("version_skip", VersionSkip, "admit", skip_older),
    ("none", projection, "_succeed", write_at_once),
]


@pytest.mark.parametrize(("strategy", "part", "name", "mutant"), MUTANTS)
def test_a_mutant_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
    strategy: str,
    part: Any,
    name: str,
    mutant: Callable[..., Any],
) -> None:
    monkeypatch.setattr(part, name, mutant)
    with pytest.raises(AssertionError):
        look(strategy, 100, Phase.generate)
