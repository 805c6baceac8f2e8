"""Chance: one stream per purpose, the same numbers everywhere."""

import hashlib

import pytest

from labs_py.streams import Streams


def test_a_draw_of_one_purpose_moves_no_other() -> None:
    alone, mixed = Streams(7), Streams(7)
    wanted = [alone.uniform("a") for _ in range(5)]
    got = []
    for _ in range(5):
        mixed.uniform("b")
        got.append(mixed.uniform("a"))
    assert got == wanted


def test_another_seed_gives_other_numbers() -> None:
    assert Streams(7).uniform("a") != Streams(8).uniform("a")


def test_two_hundred_thousand_durations_are_the_same_on_every_machine() -> None:
    streams = Streams(7)
    drawn = [streams.duration_us("a", "exponential", 1_000_000) for _ in range(200_000)]
    text = ",".join(map(str, drawn)).encode()
    assert hashlib.sha256(text).hexdigest() == (
        "d53c7d44fee5022a8c18005d69ad09ea40b22c05c2e03c5bc0b0f39e34f47d9b"
    )


def test_both_laws_have_the_mean_they_are_given() -> None:
    streams = Streams(7)
    drawn = [streams.duration_us("a", "exponential", 1000) for _ in range(20_000)]
    assert sum(drawn) / len(drawn) == pytest.approx(1000, rel=0.03)
    assert streams.duration_us("a", "constant", 1000) == 1000


def test_a_change_of_law_shifts_no_later_draw() -> None:
    exponential, constant = Streams(7), Streams(7)
    exponential.duration_us("a", "exponential", 10)
    constant.duration_us("a", "constant", 10)
    assert exponential.uniform("a") == constant.uniform("a")


def test_whole_numbers_reach_both_ends_and_no_further() -> None:
    streams = Streams(7)
    assert {streams.integer("a", 3, 6) for _ in range(200)} == {3, 4, 5, 6}
