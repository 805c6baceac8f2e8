"""Who waits for a version of a row: served in order, given up, and never looked at in vain."""

from hypothesis import given
from hypothesis import strategies as st

from labs_py.query import Request
from labs_py.waiting_reads import WaitingReads

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "apply", "give up"]), st.sampled_from("ab"), st.integers(1, 9)
    )
)


@given(ACTS)
def test_it_is_a_list_that_everybody_looks_through(acts: list[tuple[str, str, int]]) -> None:
    waiting, plain, numbers = WaitingReads(), list[Request](), list[int]()
    for asked_us, (act, key, version) in enumerate(acts):
        if act == "ask":
            plain.append(Request("reader", key, asked_us, acked=version))
            numbers.append(waiting.add(plain[-1]))
        elif act == "apply":
            ready = [each for each in plain if each.key == key and each.acked <= version]
            plain = [each for each in plain if each not in ready]
            assert waiting.served(key, version) == ready
        elif numbers:
            gone = waiting.give_up(numbers[version % len(numbers)])
            assert (gone in plain) == (gone is not None)
            plain = [each for each in plain if each != gone]
        assert list(waiting.asked.values()) == plain


class Counted(int):
    """A version that counts how often it is compared."""

    times = 0

    def __lt__(self, other: int) -> bool:
        Counted.times += 1
        return int(self) < other

    def __le__(self, other: int) -> bool:
        Counted.times += 1
        return int(self) <= other


def test_an_effect_looks_at_whom_it_serves_and_not_at_all_who_wait() -> None:
    """A thousand wait, each for a version of its own: by pairs that would be half a million."""
    waiting, many = WaitingReads(), 1000
    for version in range(1, many + 1):
        waiting.add(Request("reader", "ada", 0, acked=Counted(version)))
    for version in range(1, many + 1):
        (served,) = waiting.served("ada", version)
        assert served.acked == version
    assert Counted.times < 40 * many
