"""What a person at the shell got wrong, or what got in the way: one line, and what to do."""

from collections.abc import Collection
from difflib import get_close_matches


class CommandError(Exception):
    """A command that cannot go on; its text is all the person needs."""


def known(name: str, names: Collection[str], what: str) -> str:
    """Return ``name`` if it is one of ``names``; else raise CommandError with the nearest."""
    if name in names:
        return name
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    meant = f"did you mean {near[0]}?" if near else "one of " + ", ".join(sorted(names))
    raise CommandError(f"unknown {what} {name}: {meant}")
