"""What the Command API lets in: what keeps the contract, once, not too fast and not too late."""

from typing import Any

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.trace import Record

NO_LIMIT = 1_000_000
SECOND_US = 1_000_000
KEY = "idempotency_key"
TEXTS = {"customer": 40, KEY: 80}
"""How long a text of an order may be."""
NUMBERS = {"amount": (1, 10_000), "expected_version": (0, 2**53 - 1)}
"""How low and how high a number of an order may be."""


NOBODY: Record = {"at_us": 0, "command": {KEY: None}}
"""A command that nobody received: no law holds for it."""


def contract(evidence: Evidence) -> Check | None:
    """While the contract is checked, what breaks it is refused for that, at once; no other is."""
    refused = {
        (record["command_id"], record["at_us"])
        for record in evidence.kinds["cmd.rejected"]
        if record["reason"] == "schema"
    }
    kept = []
    for record in evidence.kinds["cmd.received"]:
        if evidence.at("api.validation", record["at_us"]) == ["on"]:
            is_refused = (record["command_id"], record["at_us"]) in refused
            kept.append(is_refused != _keeps(record["command"]))
    return tally("contract", "refused for its schema ⇔ breaks the contract", kept) if kept else None


def _keeps(command: dict[str, Any]) -> bool:
    """Say whether an order keeps the contract that the README states."""
    given = {name: value for name, value in command.items() if value is not None}
    return {"customer", "amount"} <= given.keys() and all(
        _is_text(value, TEXTS[name]) if name in TEXTS else _is_whole(value, *NUMBERS[name])
        for name, value in given.items()
    )


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= most


def _is_whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def once(evidence: Evidence) -> Check | None:
    """A key stands for one change as long as it is kept; what is recognised came with it before."""
    if not evidence.always("api.idempotency", "on") or not evidence.steady(
        "api.idempotency_ttl_us"
    ):
        return None
    kept_us = evidence.parameters["api.idempotency_ttl_us"] or evidence.end_us
    sent = {r["command_id"]: r for r in evidence.kinds["cmd.received"]}
    changed = {r["command_id"] for r in evidence.kinds["evt.committed"]}
    newest: dict[str, int] = {}
    kept = []
    for name, record in sent.items():
        key = record["command"].get(KEY)
        if name in changed and _is_text(key, TEXTS[KEY]):
            kept.append(key not in newest or record["at_us"] - newest[key] > kept_us)
            newest[key] = record["at_us"]
    kept += [
        _is_repeat(record, sent, kept_us)
        for kind in ("cmd.deduped", "cmd.rejected")
        for record in evidence.kinds[kind]
        if "first" in record
    ]
    return tally("once", "changes of one key, as long as it is kept ≤ 1", kept) if kept else None


def _is_repeat(answer: Record, sent: dict[str, Record], kept_us: int) -> bool:
    """Compare a command that was recognised with the one that used its key first."""
    this, first = (sent.get(answer[name], NOBODY) for name in ("command_id", "first"))
    equal = this["command"] == first["command"]
    return bool(
        this["command"][KEY] == first["command"].get(KEY)
        and equal == (answer["kind"] == "cmd.deduped")
        and 0 <= this["at_us"] - first["at_us"] <= kept_us
    )


def rate(evidence: Evidence) -> Check | None:
    """In no stretch of time is more let in than its length allows, and a second's worth.

    And nobody is refused for coming too fast where one more would have been allowed.
    """
    per_s = evidence.parameters["api.rate_per_s"]
    if not evidence.steady("api.rate_per_s") or per_s >= NO_LIMIT:
        return None
    refused = {r["command_id"]: r for r in evidence.kinds["cmd.rejected"]}
    admitted, lowest, kept = 0, 0, list[bool]()
    for record in evidence.kinds["cmd.received"]:
        why = refused.get(record["command_id"], {})
        if why.get("reason") == "schema":
            continue
        flow = admitted * SECOND_US - per_s * record["at_us"]
        lowest = min(lowest, flow) if admitted else flow
        fits = flow + SECOND_US - lowest <= per_s * SECOND_US
        kept.append(fits != (why.get("limit") == "rate"))
        admitted += why.get("limit") != "rate"
    return tally("rate", "let in from s to t ≤ rate × (t − s + 1 s)", kept) if kept else None


def deadline(evidence: Evidence) -> Check | None:
    """Nothing is appended after its deadline, and only what is late is refused for that."""
    received = {r["command_id"]: r["at_us"] for r in evidence.kinds["cmd.received"]}
    name, kept = "api.deadline_us", list[bool]()
    for record in evidence.kinds["evt.assigned"]:
        age_us = record["at_us"] - received.get(record["command_id"], 0)
        most = evidence.at(name, record["at_us"])
        if 0 not in most:
            kept.append(age_us <= max(most))
    for record in evidence.kinds["cmd.rejected"]:
        if record["reason"] == "deadline":
            age_us = record["at_us"] - received.get(record["command_id"], 0)
            least = min(filter(None, evidence.at(name, record["at_us"])), default=age_us)
            kept.append(record["age_us"] == age_us > least)
    return tally("deadline", "age at the append ≤ deadline", kept) if kept else None
