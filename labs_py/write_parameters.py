"""The parameters of the load and the write side."""

from labs_py.parameter import (
    LARGEST,
    MINUTE_US,
    Parameter,
    count,
    cs2,
    law,
    limit,
    share,
    switch,
    time_us,
)

WRITE_SIDE: dict[str, Parameter] = {
    "load.commands_per_s": Parameter(1, "background commands", high=2000, whole=False),
    "load.arrival_law": Parameter(
        "poisson",
        "when they come: by chance, evenly, by chance in bursts, or at the instants given",
        options=("poisson", "deterministic", "on_off", "trace"),
    ),
    "load.on_us": Parameter(1_000_000, "on_off: how long a burst lasts", 1000, MINUTE_US),
    "load.off_us": time_us(1_000_000, "on_off: how long it is quiet between bursts"),
    "load.instants_us": Parameter(
        [], "trace: when commands are sent", high=10 * MINUTE_US, live=False, most=10_000
    ),
    "load.until_us": time_us(8_000_000, "when the background load stops", high=10 * MINUTE_US),
    "load.customers": Parameter(4, "customers the load picks from", low=1, high=10_000),
    "load.zipf": Parameter(
        0,
        "popularity: the k-th customer is picked in proportion to 1/k to this",
        0,
        1.5,
        whole=False,
    ),
    "load.invalid": share("share of background commands that break the contract"),
    "load.resubmits": share("share of background commands that their author submits twice"),
    "load.resubmit_us": time_us(100_000, "how long after the first submission"),
    "load.timeout_us": time_us(0, "who has no answer after this submits again; 0: never"),
    "load.reads_per_s": Parameter(0, "background reads, Poisson", high=10_000, whole=False),
    "load.own_read_share": share("share of background reads that follow an own write"),
    "load.own_reads": share("share of background commands whose author reads the row"),
    "load.think_us": time_us(200_000, "mean time from acknowledgement to that read"),
    "load.think_law": law("exponential", "law of that time"),
    "load.think_cs2": cs2("spread of that time, where its law is lognormal"),
    "api.validation": switch("on", "commands that break the contract are refused at once"),
    "api.rate_per_s": limit("commands let in per second, at most, in bursts of a second's worth"),
    "api.in_flight": limit("commands let in and not yet decided, at most"),
    "api.deadline_us": time_us(0, "a command not appended by then is refused; 0: never"),
    "api.idempotency": switch("off", "keys of clients count once"),
    "api.idempotency_ttl_us": time_us(0, "how long a key is kept; 0: for ever", 10 * MINUTE_US),
    "handler.service_us": time_us(60_000, "mean time of one command in the handler"),
    "handler.service_law": law("exponential", "law of that time"),
    "handler.service_cs2": cs2("spread of that time, where its law is lognormal"),
    "handler.servers": Parameter(1, "commands handled at once", low=1, high=64),
    "handler.concurrency": Parameter(
        "expected_version",
        "whether an append is refused when its stream has moved on",
        options=("expected_version", "none"),
    ),
    "handler.retries": Parameter(0, "how often the handler decides anew after that", high=1000),
    "store.append_us": time_us(20_000, "mean time from assigned to committed"),
    "store.append_law": law("constant", "law of that time"),
    "store.append_cs2": cs2("spread of that time, where its law is lognormal"),
    "store.visibility": Parameter(
        "monotonic",
        "whether commits become visible in the order of their positions",
        options=("monotonic", "gaps"),
    ),
    "store.read_us": time_us(0, "time to read one event, or one snapshot, when a stream is loaded"),
    "store.snapshot_every": count("a stream has a snapshot at every so many versions; 0: none"),
    "store.event_bytes": Parameter(
        500, "size of one stored event", low=1, high=LARGEST, live=False
    ),
}
