"""The kernel: the clock, the order of ties, and what belongs to an instance."""

import pytest

from labs_py.kernel import Kernel

type Seen = list[tuple[int, str]]


def kernel() -> tuple[Kernel[Seen], Seen]:
    seen: Seen = []

    def note(context: Seen, name: str) -> None:
        context.append((made.now_us, name))

    def twice(context: Seen, name: str) -> None:
        note(context, name)
        made.schedule(10, "note", f"{name} again")

    made = Kernel({"note": note, "twice": twice}, seen)
    return made, seen


def test_the_clock_advances_before_the_handler_is_called() -> None:
    made, seen = kernel()
    made.schedule(5, "note", "a")
    made.step()
    assert seen == [(5, "a")]


def test_ties_go_by_priority_and_then_by_the_order_of_planning() -> None:
    made, seen = kernel()
    for name, priority in (("a", 1), ("b", 1), ("c", 0)):
        made.schedule(3, "note", name, priority=priority)
    made.run_until(3)
    assert [name for _, name in seen] == ["c", "a", "b"]


def test_run_until_includes_its_instant_and_leaves_the_clock_there() -> None:
    made, seen = kernel()
    made.schedule(10, "twice", "a")
    made.run_until(15)
    assert (seen, made.now_us) == ([(10, "a")], 15)
    made.run_until(20)
    assert seen[-1] == (20, "a again")


def test_an_empty_agenda_has_no_step_and_time_still_passes() -> None:
    made, _ = kernel()
    assert not made.step()
    made.run_until(10)
    assert made.now_us == 10


def test_the_clock_is_never_turned_back() -> None:
    made, _ = kernel()
    with pytest.raises(ValueError, match="turn the clock back"):
        made.schedule(-1, "note", "a")


def test_two_kernels_share_no_counter() -> None:
    first, _ = kernel()
    first.schedule(1, "note", "a")
    second, _ = kernel()
    second.schedule(1, "note", "a")
    assert first.agenda == second.agenda
