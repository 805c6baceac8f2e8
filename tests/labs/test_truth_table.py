"""Strategies over handlers over all schedules: the domain model's table 2.6, cell by cell."""

import pytest

from labs_py.algebras import ALGEBRAS
from labs_py.delivery_checker import NO_LIMITS, check
from labs_py.schedules import in_any_order, one_lost, redelivered, reordered
from labs_py.strategies import STRATEGIES

TABLE = """
additive counter | none          | 31/32 | 0/6 | 186/192 | 3, 0
additive counter | by_id         |  0/32 | 0/6 |   0/192 | 3, 0
additive counter | version_skip  |  0/32 | 5/6 | 160/192 | 3, 0
additive counter | strict_buffer |  0/32 | 0/6 |   0/192 | 3, 2
last-write field | none          | 14/32 | 4/6 | 128/192 | 1, 0
last-write field | by_id         |  0/32 | 4/6 | 128/192 | 1, 0
last-write field | version_skip  |  0/32 | 0/6 |   0/192 | 1, 0
last-write field | strict_buffer |  0/32 | 0/6 |   0/192 | 3, 2
state machine    | none          | 31/32 | 5/6 | 191/192 | 3, 0
state machine    | by_id         |  0/32 | 5/6 | 160/192 | 3, 0
state machine    | version_skip  |  0/32 | 5/6 | 160/192 | 3, 0
state machine    | strict_buffer |  0/32 | 0/6 |   0/192 | 3, 2
grow-only set    | none          |  0/32 | 0/6 |   0/192 | 3, 0
grow-only set    | by_id         |  0/32 | 0/6 |   0/192 | 3, 0
grow-only set    | version_skip  |  0/32 | 5/6 | 160/192 | 3, 0
grow-only set    | strict_buffer |  0/32 | 0/6 |   0/192 | 3, 2
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def found(algebra: str, strategy: str) -> list[str]:
    cells = []
    for schedules in (redelivered(3, 5), reordered(3), in_any_order(3, 5)):
        finding = check(STRATEGIES[strategy], ALGEBRAS[algebra], 3, schedules)
        cells.append(f"{finding.wrong}/{finding.schedules}")
    lost = check(STRATEGIES[strategy], ALGEBRAS[algebra], 3, one_lost(3))
    return [*cells, f"{lost.wrong}, {lost.detectable}"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_the_table_is_what_the_checker_finds(row: list[str]) -> None:
    algebra, strategy, *cells = row
    assert found(algebra, strategy) == cells


def test_the_table_leaves_nothing_out() -> None:
    rows = {(algebra, strategy) for algebra, strategy, *_ in ROWS}
    assert rows == {(algebra, strategy) for algebra in ALGEBRAS for strategy in STRATEGIES}


@pytest.mark.parametrize("algebra", ALGEBRAS)
def test_only_a_strict_order_is_right_for_every_handler_with_four_events_too(algebra: str) -> None:
    finding = check(STRATEGIES["strict_buffer"], ALGEBRAS[algebra], 4, in_any_order(4, 6))
    assert (finding.schedules, finding.wrong, finding.first) == (1824, 0, None)


def test_the_first_counterexample_is_a_shortest_one() -> None:
    additive, last = ALGEBRAS["additive counter"], ALGEBRAS["last-write field"]
    assert check(STRATEGIES["none"], additive, 3, in_any_order(3, 5)).first == (1, 1, 2, 3)
    assert check(STRATEGIES["by_id"], last, 3, in_any_order(3, 5)).first == (1, 3, 2)
    assert check(STRATEGIES["version_skip"], additive, 3, in_any_order(3, 5)).first == (1, 3, 2)


@pytest.mark.parametrize(
    ("limit", "wrong"),
    [
        ({"projector.dedupe_size": 3}, 0),
        # With a, b, c first seen in this order: wrong as soon as a comes after c, 9 of 32.
        ({"projector.dedupe_size": 2}, 6 * 9),
        # Right only when all deliveries of an event stand together: 1 + 3 + 6 of 32.
        ({"projector.dedupe_size": 1}, 6 * (32 - 10)),
        ({"projector.dedupe_ttl_us": 4}, 0),
        # The first and the last of five: the two others and any third between, 12 ways.
        ({"projector.dedupe_ttl_us": 3}, 3 * 12),
        # Right only when each second delivery follows at once and there is no third.
        ({"projector.dedupe_ttl_us": 1}, 192 - 6 * (1 + 3 + 3)),
    ],
)
def test_a_memory_of_ids_protects_as_far_as_it_reaches(limit: dict[str, int], wrong: int) -> None:
    by_id, additive = STRATEGIES["by_id"], ALGEBRAS["additive counter"]
    finding = check(by_id, additive, 3, in_any_order(3, 5), NO_LIMITS | limit)
    assert finding.wrong == wrong


@pytest.mark.parametrize(("size", "wrong"), [(2, 0), (1, 2)])
def test_a_full_buffer_gives_its_gap_up(size: int, wrong: int) -> None:
    """(2, 3, 1) and (3, 2, 1) have two waiting for the first."""
    strict, additive = STRATEGIES["strict_buffer"], ALGEBRAS["additive counter"]
    limits = NO_LIMITS | {"projector.buffer_size": size}
    finding = check(strict, additive, 3, reordered(3), limits)
    assert (finding.wrong, finding.first) == (wrong, (2, 3, 1) if wrong else None)
