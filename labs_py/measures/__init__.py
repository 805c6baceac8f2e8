"""What a run amounts to, computed from its records alone.

Source of the definitions: the course's domain model, section 3. Shares and rates are one division
of whole numbers, which every platform rounds alike; they are None where there is nothing to divide.
"""

from typing import Any

from labs_py.measures import accounts, cost, lags, latency, queue, rates, reads, stages
from labs_py.measures.story import Story
from labs_py.trace import Record


def measures(records: list[Record], scenario: dict[str, Any], end_us: int) -> dict[str, Any]:
    """Return the measures of a whole run; times in µs, everything else a count, share or rate.

    ``scenario`` is the full one that the trace echoes, ``end_us`` the instant at which it ended.
    """
    story = Story(records, scenario, end_us)
    kinds, busy_us = story.kinds, stages.work(story)
    return {
        "commands": accounts.commands(kinds),
        "events": accounts.events(kinds),
        "deliveries": accounts.deliveries(kinds),
        "dead_letters": accounts.dead_letters(kinds, story.end_us),
        **lags.lags(story),
        **latency.latency(kinds),
        "rows": reads.rows(kinds["view.applied"]),
        "reads": reads.reads(story),
        "backlog": queue.backlog(story, busy_us),
        "stages": stages.stages(story, busy_us),
        "rates": rates.rates(story),
        "amplification": rates.amplification(kinds),
        "cost": cost.cost(story),
    }
