"""Where answers come from: the view, for a while the write model, or the view and one's change."""

from collections import defaultdict
from typing import Any

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.oracles.folds import NO_ROW, Values, after, ordered, values
from labs_py.trace import Record

WRITTEN, OVERLAY = "write_model", "overlay"
type Found = tuple[str | None, bool]
"""The source that an answer names, and whether it might have had to wait for a version."""


def sources(evidence: Evidence) -> Check | None:
    """Who answers is settled when the query has run: by the mode, and what its session changed."""
    if not evidence.kinds["query.served"]:
        return None
    told, versions, kept = _told(evidence), defaultdict[str, int](int), list[bool]()
    for record in evidence.records:
        if record["kind"] == "view.applied":
            versions[record["key"]] = record["after"]["version"]
        elif record["kind"] == "query.served":
            since_us = told.get((record["session"], record["key"], record["acked_version"]))
            found = (record.get("source"), record["required_version"] is not None)
            kept.append(found in _may_be(evidence, record, since_us, versions[record["key"]]))
    formula = "write model ⇔ sticky, told at most so long ago; overlay ⇔ own change not in row"
    return tally("sources", formula, kept)


def _told(evidence: Evidence) -> dict[tuple[str, str, int], int]:
    """Return when each session was told of each version; an author of the load is its command."""
    sent = {r["command_id"]: r for r in evidence.kinds["cmd.received"]}
    told: dict[tuple[str, str, int], int] = {}
    for record in evidence.kinds["cmd.acknowledged"]:
        if command := sent.get(record["command_id"]):
            for who in (command["session"], record["command_id"]):
                told[who, command["command"]["customer"], record["version"]] = record["at_us"]
    return told


def _may_be(evidence: Evidence, answer: Record, since_us: int | None, version: int) -> list[Found]:
    """Return what may be found where the row is at ``version`` when the query has run."""
    at_us = answer["at_us"] - answer["wait_us"]
    may_be: list[Found] = []
    for mode in evidence.at("query.consistency", at_us):
        source = None
        if mode == "overlay" and version < answer["acked_version"]:
            source = OVERLAY
        may_be.append((source, mode == "wait_for_version"))
        for most_us in evidence.at("query.sticky_us", at_us) if mode == "sticky" else ():
            if since_us is not None and at_us - since_us <= most_us:
                may_be[-1] = (WRITTEN, False)
    return may_be


def served(evidence: Evidence) -> Check | None:
    """An answer is the row as the last effect left it, or what the source it names would say.

    The write model says what its last writer saved; an overlay is the row and one change more.
    """
    if not evidence.kinds["query.served"]:
        return None
    rows, orders, kept = dict[str, Any](), ordered(evidence), list[bool]()
    writers = _Writers(orders)
    for record in evidence.records:
        writers.take(record)
        if record["kind"] == "view.applied":
            rows[record["key"]] = record["after"]
        elif record["kind"] == "query.served":
            key, row = record["key"], values(rows.get(record["key"]))
            if record.get("source") == WRITTEN:
                row = writers.row(key)
            elif record.get("source") == OVERLAY:
                row = after(row, *writers.change(key, record["acked_version"]))
            kept.append(values(record["row"]) == row)
    return tally("served", "row = last effect on that row, or what its other source says", kept)


class _Writers:
    """What each writer of a stream saved: what it had loaded, and its own change."""

    def __init__(self, orders: dict[str, object]) -> None:
        self._orders = orders
        self._loaded: dict[str, int] = {}
        self._saved: dict[str, dict[int, Values]] = defaultdict(dict)
        self._changes: dict[tuple[str, int], object] = {}

    def take(self, record: Record) -> None:
        """Follow one record; only those of a writer count."""
        if record["kind"] == "cmd.started":
            self._loaded[record["command_id"]] = record["expected_version"]
        elif record["kind"] == "evt.committed":
            name, event = record["command_id"], record["event"]
            key, version = event["partition_key"], event["version"]
            before = self._saved[key].get(self._loaded.get(name, 0), NO_ROW)
            self._changes[key, version] = amount = self._orders.get(name)
            self._saved[key][version] = after(before, version, amount)

    def row(self, key: str) -> Values:
        """Return what the last writer saved."""
        return next(reversed(self._saved[key].values()), NO_ROW)

    def change(self, key: str, version: int) -> tuple[int, object]:
        """Return a version and what it ordered."""
        return version, self._changes.get((key, version))
