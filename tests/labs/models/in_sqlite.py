"""A projector in SQL: rows and checkpoint in one SQLite file, one statement after another."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

type Delivery = tuple[int, str, int, int]
"""Offset, key, version, amount."""
type Rows = dict[str, tuple[int, int, int]]

TABLES = """
create table rows (key text primary key, orders int, total int, version int);
create table checkpoint (one int primary key, passed int);
insert into checkpoint values (1, 0);
"""
EFFECT = {
    "none": """insert into rows values (:key, 1, :amount, :version) on conflict do update set
        orders = orders + 1, total = total + :amount, version = max(version, :version)""",
    "version_skip": """insert into rows values (:key, 1, :amount, :version) on conflict do update
        set orders = orders + 1, total = total + :amount, version = :version
        where version < :version""",
}
ADVANCE = "update checkpoint set passed = :offset"
PROTOCOLS = {
    "before": [ADVANCE, "effect"],
    "after": ["effect", ADVANCE],
    "transactional": ["begin", "effect", ADVANCE, "commit"],
}


class Killed(Exception):  # noqa: N818 - no error: it is what the test does
    """The consumer is dead."""


def create(file: Path) -> None:
    """Make the tables, empty."""
    connection = sqlite3.connect(file)
    connection.executescript(TABLES)
    connection.close()


def consume(
    file: Path, feed: list[Delivery], protocol: str, strategy: str, alive: Callable[[], None]
) -> None:
    """Work on what the checkpoint has not passed; ``alive`` is asked before every statement."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        (passed,) = connection.execute("select passed from checkpoint").fetchone()
        for offset, key, version, amount in feed[passed:]:
            values = {"offset": offset, "key": key, "version": version, "amount": amount}
            for statement in PROTOCOLS[protocol]:
                alive()
                connection.execute(EFFECT[strategy] if statement == "effect" else statement, values)
            alive()
    finally:
        connection.close()


def left_behind(file: Path) -> tuple[Rows, int]:
    connection = sqlite3.connect(file)
    rows = {
        key: (orders, total, version)
        for key, orders, total, version in connection.execute("select * from rows")
    }
    (passed,) = connection.execute("select passed from checkpoint").fetchone()
    connection.close()
    return rows, passed
