"""What the queue and its consumers promise: one partition, one order, one effect, so many tries."""

from collections import Counter, defaultdict
from zlib import crc32

from labs_py.oracles.evidence import Check, Evidence, tally

NO_LIMIT = 1_000_000
ON_THE_WAY = ("evt.committed", "outbox.sent", "bus.enqueued")


def partitions(evidence: Evidence) -> Check:
    """An event keeps its partition; by key, that is the CRC-32 of the customer, modulo them."""
    many, places, kept = evidence.parameters["bus.partitions"], dict[str, int](), list[bool]()
    for record in evidence.kinds["evt.assigned"]:
        places[record["event_id"]] = record["partition"]
        if evidence.at("bus.partitioner", record["at_us"]) == ["key"]:
            key = record["stream_id"].removeprefix("orders-")
            by_key = crc32(key.encode(errors="surrogatepass")) % many
            kept.append(record["partition"] == by_key)
    for kind in ON_THE_WAY:
        kept += [r["partition"] == places.get(r["event_id"]) for r in evidence.kinds[kind]]
    return tally("partitions", "partition = CRC-32(key) mod partitions", kept)


def in_order(evidence: Evidence) -> Check | None:
    """What is sent first to a partition gets there first, unless a fault lets it be overtaken."""
    if not evidence.always("faults.reorder", 0) or "reorder" in evidence.strokes:
        return None
    sent = {r["event_id"]: number for number, r in enumerate(evidence.kinds["outbox.sent"])}
    newest: dict[int, int] = {}
    kept = []
    for record in evidence.kinds["bus.enqueued"]:
        if record["copy"] == 1:
            number = sent.get(record["event_id"], -1)
            kept.append(number > newest.get(record["partition"], -1))
            newest[record["partition"]] = number
    return tally("in_order", "sent(n) < sent(n+1), per partition", kept)


def room(evidence: Evidence) -> Check | None:
    """A partition never holds more than it has room for, counted until the checkpoint passes."""
    most = max(evidence.ever("bus.capacity"))
    if most >= NO_LIMIT:
        return None
    inside: Counter[int] = Counter()
    kept = []
    for record in evidence.records:
        if record["kind"] == "bus.enqueued":
            inside[record["partition"]] += 1
            kept.append(inside[record["partition"]] <= most)
        elif record["kind"] == "ckpt.advanced":
            inside[record["partition"]] -= 1
    return tally("room", "arrived − checkpointed ≤ capacity", kept)


def turns(evidence: Evidence) -> Check | None:
    """What a strategy promises: no event twice, no version before an older one, none left out."""
    limits = ("dedupe_size", "dedupe_ttl_us", "buffer_size", "gap_timeout_us")
    endless = all(evidence.always(f"projector.{name}", 0) for name in limits)
    name = evidence.parameters["projector.strategy"]
    if not evidence.always("projector.strategy", name) or name == "none":
        return None
    if name == "by_id":
        counts = [r["effect"] == 1 for r in evidence.kinds["view.applied"]]
        return tally("turns", "effects of an event ≤ 1", counts) if endless else None
    versions = {r["event_id"]: r["event"]["version"] for r in evidence.kinds["evt.committed"]}
    newest, kept = defaultdict[str, int](int), list[bool]()
    for record in evidence.records:
        unknown = record.get("reason") == "unknown_type"
        if record["kind"] == "view.applied" or (unknown and record["kind"] == "view.skipped"):
            version, before = versions.get(record["event_id"], 0), newest[record["key"]]
            strict = endless and name == "strict_buffer"
            kept.append(version == before + 1 if strict else version > before)
            newest[record["key"]] = version
    return tally("turns", "version(n) < version(n+1); under strict_buffer one by one", kept)


def atomic(evidence: Evidence) -> Check | None:
    """Where effect and checkpoint are one transaction, they come at one instant, and once."""
    fenced = evidence.always("projector.fencing", "on")
    if evidence.parameters["projector.commit"] != "transactional" or not fenced:
        return None
    kinds = evidence.kinds
    passed = {(r["partition"], r["offset"]): r["at_us"] for r in kinds["ckpt.advanced"]}
    later = {(r["partition"], r["offset"]) for r in kinds["view.buffered"]}
    seen: set[tuple[int, int]] = set()
    kept = []
    for record in kinds["view.applied"]:
        place = (record["partition"], record["offset"])
        together = place in later or passed.get(place) == record["at_us"]
        kept.append(place not in seen and together)
        seen.add(place)
    return tally("atomic", "effect at C, once per message", kept)


def followers(evidence: Evidence) -> Check | None:
    """Once an event is parked with its stream, no delivery of that stream begins any more."""
    if "dlq_sequence" not in evidence.ever("projector.on_error"):
        return None
    keys = {r["event_id"]: r["event"]["partition_key"] for r in evidence.kinds["evt.committed"]}
    parked, kept = set[str](), list[bool]()
    for record in evidence.records:
        if record["kind"] == "dlq.parked":
            if evidence.at("projector.on_error", record["at_us"]) == ["dlq_sequence"]:
                parked.add(record["key"])
        elif record["kind"] == "dlv.started":
            kept.append(keys.get(record["event_id"]) not in parked)
    return tally("followers", "deliveries of a parked stream = 0", kept)


def attempts(evidence: Evidence) -> Check | None:
    """Nobody tries again more often than allowed, nor gives up before."""
    decided, kept = Counter[str](), list[bool]()
    for record in evidence.kinds["cmd.conflicted"]:
        decided[record["command_id"]] += 1
        most = max(evidence.at("handler.retries", record["at_us"]))
        kept.append(record["attempt"] == decided[record["command_id"]] <= most)
    tried: dict[tuple[int, int], int] = {}
    for record in evidence.records:
        if record["kind"] == "view.rejected":
            tried[record["partition"], record["offset"]] = record["attempt"]
        elif record["kind"] == "retry.scheduled":
            most = max(evidence.at("projector.retries", record["at_us"]))
            waits = evidence.at("projector.retry_us", record["at_us"])
            kept.append(record["attempt"] <= most + 1 and record["wait_us"] in waits)
        elif record["kind"] == "dlq.parked" and record["reason"] != "sequence":
            least = min(evidence.at("projector.retries", record["at_us"]))
            kept.append(tried.get((record["partition"], record["offset"]), 0) > least)
    return tally("attempts", "attempts ≤ retries + 1", kept) if kept else None
