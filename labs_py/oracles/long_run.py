"""What theory expects of such a run in the long run: shown beside it, never a grade for it.

One short run says little. At 80 % load the mean of 20,000 deliveries is still up to a fifth off;
the tests compare means over seeds, with their standard error. Source: domain model, section 4.2.
"""

from math import exp
from typing import Any

from labs_py.oracles.evidence import Evidence

type Expectation = dict[str, Any]
"""``{id, formula, unit, expected, found, compared}``; ``found`` is None where nothing was."""

DISTURBANCES = ("dlv.crashed", "dlv.paused", "view.rejected", "cmd.crashed", "pub.lost")
MICRO = 1e6
DIGITS = 6


def long_run(evidence: Evidence) -> list[Expectation]:
    """Return every closed form whose assumptions this scenario keeps from start to end."""
    found = (formula(evidence) for formula in (_busy, _polling, _sojourn, _own_reads))
    return [each for each in found if each is not None]


def _line(
    name: str, formula: str, unit: str, expected: float, found: float | None, compared: int
) -> Expectation:
    shown = None if found is None else _short(found)
    line = {"id": name, "formula": formula, "unit": unit}
    return line | {"expected": _short(expected), "found": shown, "compared": compared}


def _short(value: float) -> float:
    """Round to six digits: the last bits of exp are not the same on every platform."""
    return float(f"{value:.{DIGITS}g}")


def _rates(evidence: Evidence) -> tuple[float, float] | None:
    """Return λ and μ (1/s) of one projector that takes what comes, all that is offered, or None."""
    p = evidence.parameters
    steady = evidence.steady("load.commands_per_s", "projector.service_us", "projector.batch_us")
    plain = evidence.always("projector.batch", 1) and evidence.always("projector.batch_us", 0)
    plain = plain and evidence.always("load.arrival_law", "poisson") and not _submits_more(evidence)
    disturbed = any(evidence.kinds[kind] for kind in DISTURBANCES)
    copies = len(evidence.kinds["bus.enqueued"]) - len(evidence.kinds["outbox.sent"])
    one = p["projector.instances"] == 1 and evidence.always("faults.slow", 1)
    if not (steady and plain and one) or disturbed or copies or not p["projector.service_us"]:
        return None
    rate, capacity = p["load.commands_per_s"], MICRO / p["projector.service_us"]
    return (rate, capacity) if 0 < rate < capacity and _gets_through(evidence) else None


def _gets_through(evidence: Evidence) -> bool:
    """Whether the write side passes on what the load offers: nothing refused, nobody else's."""
    kinds, p = evidence.kinds, evidence.parameters
    times = ("handler.service_us", "store.append_us")
    steady = evidence.steady(*times, "handler.servers") and evidence.always("store.read_us", 0)
    busy_us = p["load.commands_per_s"] * sum(p[name] for name in times)
    keeps_up = busy_us < MICRO * p["handler.servers"] and evidence.always("faults.slow_commit", 0)
    turned_back = kinds["cmd.rejected"] or kinds["cmd.conflicted"]
    others = any(record["session"] != "load" for record in kinds["cmd.received"])
    return steady and keeps_up and not turned_back and not others


def _submits_more(evidence: Evidence) -> bool:
    """Whether commands come beside those of the rate, or some of those never get to the handler."""
    return not all(
        evidence.always(f"load.{name}", 0) for name in ("invalid", "resubmits", "timeout_us")
    )


def _busy(evidence: Evidence) -> Expectation | None:
    rates = _rates(evidence)
    if rates is None:
        return None
    started = [r["at_us"] for r in evidence.kinds["dlv.started"]]
    done = [r["at_us"] for r in evidence.kinds["ckpt.advanced"]]
    same = bool(done) and len(done) == len(started)
    found = (sum(done) - sum(started)) / max(1, done[-1]) if same else None
    return _line("utilisation", "ρ = λ/μ", "share", rates[0] / rates[1], found, len(done))


def _polling(evidence: Evidence) -> Expectation | None:
    interval = evidence.parameters["relay.poll_us"]
    quiet = evidence.always("faults.outage", "off") and evidence.steady("relay.poll_us")
    ordered = evidence.always("store.visibility", "monotonic")
    polled = evidence.always("publish.mode", "outbox") and not evidence.kinds["bus.blocked"]
    if not interval or not quiet or not ordered or not polled:
        return None
    at = {r["event_id"]: r["at_us"] for r in evidence.kinds["evt.committed"]}
    sent = (r for r in evidence.kinds["outbox.sent"] if r["event_id"] in at)
    waits = [record["at_us"] - at[record["event_id"]] for record in sent]
    found = sum(waits) / len(waits) if waits else None
    return _line("polling", "P/2", "us", interval / 2, found, len(waits))


def _poisson_queue(evidence: Evidence) -> tuple[float, float] | None:
    """Return λ and μ where the projector is an M/M/1 queue: arrivals Poisson, service random."""
    before = ("handler.service_us", "store.append_us", "store.read_us", "relay.poll_us")
    at_once = all(evidence.always(name, 0) for name in (*before, "projector.poll_us"))
    random = evidence.always("projector.service_law", "exponential")
    hop = evidence.always("net.hop_law", "constant")
    calm = all(evidence.always(f"faults.{name}", 0) for name in ("delay", "reorder", "drop"))
    calm = calm and all(evidence.always(f"faults.{name}", "off") for name in ("outage", "cut"))
    return _rates(evidence) if at_once and random and hop and calm else None


def _sojourn(evidence: Evidence) -> Expectation | None:
    rates = _poisson_queue(evidence)
    if rates is None:
        return None
    kinds = ("bus.enqueued", "ckpt.advanced")
    arrived, passed = ([r["at_us"] for r in evidence.kinds[kind]] for kind in kinds)
    same = bool(passed) and len(passed) == len(arrived)
    found = (sum(passed) - sum(arrived)) / len(passed) if same else None
    expected = MICRO / (rates[1] - rates[0])
    return _line("sojourn", "1/(μ − λ)", "us", expected, found, len(passed))


def _own_reads(evidence: Evidence) -> Expectation | None:
    """The author looks after a time to think; the row has the event by then, or not."""
    rates, p = _poisson_queue(evidence), evidence.parameters
    steady = evidence.steady("load.own_reads", "load.think_us", "load.think_law")
    eventual = evidence.always("query.consistency", "eventual")
    if rates is None or not steady or not eventual or not p["load.own_reads"]:
        return None
    own = [r for r in evidence.kinds["query.served"] if r["acked_version"]]
    stale = sum(r["seen_version"] < r["acked_version"] for r in own)
    spare, think_s = rates[1] - rates[0], p["load.think_us"] / MICRO
    shift = exp(-spare * p["query.cost_us"] / MICRO)
    formula, expected = "ν/(ν + μ − λ) · e^(−(μ − λ)q)", shift / (1 + spare * think_s)
    if p["load.think_law"] == "constant":
        formula, expected = "e^(−(μ − λ)(θ + q))", shift * exp(-spare * think_s)
    return _line(
        "own_reads", formula, "share", expected, stale / len(own) if own else None, len(own)
    )
