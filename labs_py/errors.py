"""What can go wrong, in words that help: every error names what was found and what was expected."""

import json


class ScenarioError(ValueError):
    """A scenario that cannot be run.

    Attributes: ``key`` (dotted path of the wrong key), ``found`` (the JSON value there),
    ``expected`` (a phrase), ``example`` (JSON text of a right value).
    """

    def __init__(self, key: str, found: object, expected: str, example: str) -> None:
        """Build the message from the four parts."""
        self.key, self.found, self.expected, self.example = key, found, expected, example
        super().__init__(
            f"{key}: found {_shown(found)}, expected {expected}, for example {example}"
        )


def _shown(found: object) -> str:
    """Return the beginning of a JSON value; of one that Python cannot write, only what it is."""
    try:
        return json.dumps(found, default=str)[:80]
    except (ValueError, RecursionError):
        return "a number of too many digits" if isinstance(found, int) else "data nested too deep"


class VersionConflict(Exception):  # noqa: N818 - the field's name for it
    """An append whose stream moved on since the writer looked.

    Attributes: ``expected`` and ``actual``, both stream versions (0 = no event yet).
    """

    def __init__(self, expected: int, actual: int) -> None:
        """Keep both versions: the writer reports them to the client."""
        self.expected, self.actual = expected, actual
        super().__init__(f"expected version {expected}, the stream is at {actual}")
