"""The parameters from the store to the query, and what it all costs."""

from labs_py.parameter import MINUTE_US, Parameter, count, cs2, law, limit, price, switch, time_us

READ_SIDE: dict[str, Parameter] = {
    "publish.mode": Parameter(
        "outbox",
        "how events get out: the relay looks at the outbox, follows the log, or two writes",
        options=("outbox", "log_tail", "direct"),
    ),
    "relay.poll_us": time_us(200_000, "the relay looks for new events this often; 0: at once"),
    "relay.reader": Parameter(
        "high_water",
        "how the relay reads the log where positions may appear late",
        options=("high_water", "naive", "gap_aware"),
    ),
    "net.hop_us": time_us(40_000, "mean time of one hop: store to client, relay to queue"),
    "net.hop_law": law("constant", "law of that time"),
    "net.hop_cs2": cs2("spread of that time, where its law is lognormal"),
    "bus.partitions": Parameter(3, "partitions of the queue", low=1, high=64, live=False),
    "bus.partitioner": Parameter(
        "key", "what decides the partition", options=("key", "random", "round_robin")
    ),
    "bus.capacity": limit("messages that a partition holds until they are checkpointed, at most"),
    "projector.service_us": time_us(400_000, "mean time to apply one delivery"),
    "projector.service_law": law("exponential", "law of that time"),
    "projector.service_cs2": cs2("spread of that time, where its law is lognormal"),
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
    "projector.claim_us": time_us(2_000_000, "a silent projector loses its partitions after this"),
    "projector.fencing": switch("on", "who has lost them can advance no checkpoint"),
    "projector.strategy": Parameter(
        "none",
        "how the consumer defends itself",
        options=("none", "by_id", "version_skip", "strict_buffer"),
    ),
    "projector.dedupe_size": count("how many ids by_id remembers; 0: all"),
    "projector.dedupe_ttl_us": time_us(0, "how long by_id remembers an id; 0: for ever"),
    "projector.buffer_size": count("how many strict_buffer keeps per stream; 0: any number"),
    "projector.gap_timeout_us": time_us(0, "how long strict_buffer waits for a gap; 0: for ever"),
    "projector.schema": Parameter(
        "strict",
        "what the consumer makes of an event it did not expect: fails, or reads what it knows",
        options=("strict", "tolerant"),
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
    "query.stale_us": Parameter(
        2_000_000, "an answer is called stale beyond this", high=MINUTE_US, live=False
    ),
    "query.timeout_us": time_us(250_000, "how long a query waits for a version at most"),
    "query.sticky_us": time_us(5_000_000, "how long after its change the write model answers"),
    "cost.instance_hour": price(1, "one server of the handler, or one projector, for an hour"),
    "cost.partition_hour": price(0.02, "one partition for an hour"),
    "cost.store_gb": price(0.1, "one gigabyte of stored events"),
    "cost.million_writes": price(0.2, "a million writes"),
    "cost.db_second": price(0.5, "a second of the database at work"),
}
