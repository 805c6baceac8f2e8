"""How we know this is right: laws that a run must keep, checked on its own records.

Every oracle works from the trace alone, plain data, and shares no code with the path that made it.
An exact law holds to the microsecond or it does not; nothing here has a tolerance.
"""

from typing import Any

from labs_py.oracles import (
    admission,
    checkpoints,
    commands,
    deliveries,
    events,
    gauges,
    integrity,
    log,
    promises,
    queues,
    reads,
    rows,
    sources,
)
from labs_py.oracles.evidence import Evidence
from labs_py.oracles.long_run import long_run
from labs_py.simulation import read_json, run
from labs_py.trace import canonical

SCHEMA = 1

ORACLES = (
    integrity.digest,
    integrity.order,
    commands.conservation,
    admission.contract,
    admission.once,
    admission.rate,
    promises.in_flight,
    admission.deadline,
    commands.kiefer_wolfowitz,
    promises.updates,
    commands.acknowledged,
    log.positions,
    log.versions,
    log.visibility,
    events.conservation,
    events.stages,
    deliveries.partitions,
    deliveries.in_order,
    deliveries.room,
    checkpoints.advance,
    checkpoints.mark,
    gauges.lag,
    gauges.mark_gap,
    gauges.oldest,
    queues.little,
    queues.lindley,
    deliveries.attempts,
    deliveries.followers,
    deliveries.turns,
    deliveries.atomic,
    rows.replay,
    rows.effects,
    rows.right,
    rows.effectively_once,
    reads.answers,
    sources.served,
    sources.sources,
    promises.own,
    promises.waited,
)
"""Every exact law; each returns its check, or None where it has nothing to say about a run."""


def check(trace: dict[str, Any]) -> dict[str, Any]:
    """Return what a trace says for itself: ``{schema, digest, holds, checks, long_run}``.

    ``checks`` are the exact laws that apply, each ``{id, formula, unit, compared, expected, found,
    difference, holds}``: how many comparisons, what the law says and what the records say (sums,
    in ``unit``: ``count`` or ``us``), and the difference, 0 where it holds. ``long_run`` are the
    formulas that such a run approaches and is never graded by.
    """
    evidence = Evidence(trace)
    found = [oracle(evidence) for oracle in ORACLES]
    checks = [each for each in found if each is not None]
    return {
        "schema": SCHEMA,
        "digest": trace["digest"],
        "holds": all(each["holds"] for each in checks),
        "checks": checks,
        "long_run": long_run(evidence),
    }


def check_json(text: str) -> str:
    """Run the scenario in a JSON text anew and return the report on that run as JSON text.

    What the page calls: a trace need not cross back into Python, and an equal ``digest`` says that
    the run it shows and the run that was checked are one. Raises ScenarioError as `run` does.
    """
    return canonical(check(run(read_json(text))))
