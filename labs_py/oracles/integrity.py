"""The trace itself: its records are in order, and they are the ones its digest was made of."""

from itertools import pairwise

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.trace import digest as digest_of


def digest(evidence: Evidence) -> Check:
    """The digest, made again from the records."""
    same = digest_of(evidence.records) == evidence.digest
    return tally("digest", "SHA-256(records) = digest", [same])


def order(evidence: Evidence) -> Check:
    """Records are numbered 0, 1, … and time never runs back, nor past the end."""
    records = evidence.records
    kept = [record["seq"] == number for number, record in enumerate(records)]
    kept += [before["at_us"] <= after["at_us"] for before, after in pairwise(records)]
    kept.append(not records or records[-1]["at_us"] <= evidence.end_us)
    return tally("order", "seq = 0, 1, 2, …; t(n) ≤ t(n+1) ≤ end", kept)
