"""What each fact says: the records of a run."""

from collections.abc import Iterable

from labs_py.facts import Fact
from labs_py.observer import Observer
from labs_py.read_records import READ_SIDE
from labs_py.trace import Record
from labs_py.write_records import WRITE_SIDE

TELLERS = WRITE_SIDE | READ_SIDE
"""Every kind of record, and the function that says what its facts mean."""


def records(facts: Iterable[Fact], observer: Observer) -> list[Record]:
    """Return the records of the next facts an observer sees."""
    return [_record(fact, observer) for fact in facts]


def _record(fact: Fact, observer: Observer) -> Record:
    at_us, kind, *parts = fact
    observer.seq += 1
    observer.at_us = at_us
    return {"seq": observer.seq, "at_us": at_us, "kind": kind, **TELLERS[kind](observer, *parts)}
