"""What a run costs by the prices of its scenario, in units, and what a million commands would."""

from labs_py.measures.story import SECOND_US, Story, ratio

HOUR_US = 3600 * SECOND_US
GIGABYTE = 10**9
MILLION = 10**6


def cost(story: Story) -> dict[str, float | None]:
    """Return the parts of the bill, their sum, and the sum per 10⁶ accepted commands.

    Instances are servers of the handler and projectors, for as long as the run takes. A write is
    a stored event or a changed row. The database is at work while an append is open, and while a
    query is answered by the write model; the read model is paid with its instances.
    """
    writes = len(story.kinds["evt.committed"]) + len(story.kinds["view.applied"])
    hours = story.integral("handler.servers") + _over(story, "projector.instances")
    parts = {
        "instances": _price(story, "instance_hour") * hours / HOUR_US,
        "partitions": _price(story, "partition_hour") * _over(story, "bus.partitions") / HOUR_US,
        "store": _price(story, "store_gb") * _bytes(story) / GIGABYTE,
        "writes": _price(story, "million_writes") * writes / MILLION,
        "database": _price(story, "db_second") * _database_us(story) / SECOND_US,
    }
    total = sum(parts.values())
    accepted = len(story.kinds["cmd.acknowledged"])
    return {**parts, "total": total, "per_million_commands": ratio(total * MILLION, accepted)}


def _price(story: Story, name: str) -> float:
    return float(story.parameters[f"cost.{name}"])


def _over(story: Story, name: str) -> int:
    return int(story.parameters[name]) * story.end_us


def _bytes(story: Story) -> int:
    return len(story.kinds["evt.committed"]) * int(story.parameters["store.event_bytes"])


def _database_us(story: Story) -> int:
    begun = {record["position"]: record["at_us"] for record in story.kinds["evt.assigned"]}
    ended = story.kinds["evt.committed"] + story.kinds["evt.rolledback"]
    appends: int = sum(record["at_us"] - begun[record["position"]] for record in ended)
    own = [r for r in story.kinds["query.served"] if r.get("source") == "write_model"]
    answers: int = sum(record["at_us"] - record["asked_us"] for record in own)
    return appends + answers
