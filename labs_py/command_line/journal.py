"""The journal of a sweep: every result the moment it is there, so that none is lost or made twice.

One JSON object a line, appended and flushed. What a killed command leaves behind is whole lines
and at most one torn one, at the end.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.points import model


class Journal:
    """The results so far, by the identity of their point."""

    def __init__(self, path: Path) -> None:
        """Read what an earlier command left at ``path``."""
        self._path = path
        self.results: dict[str, dict[str, Any]] = {}
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
        if lines and not lines[-1].endswith(b"\n"):
            torn = lines.pop()
            os.truncate(path, path.stat().st_size - len(torn))
        try:
            self._take(json.loads(line) for line in lines)
        except (ValueError, KeyError, TypeError):
            text = f"{path} is not the journal of a sweep: remove it, or use another --out"
            raise CommandError(text) from None

    def _take(self, results: Iterable[dict[str, Any]]) -> None:
        for result in results:
            if result["model"] != model():
                raise CommandError(
                    f"{self._path} holds results of another version of the simulator "
                    f"({result['model']}, this one is {model()}): remove it, or use another --out"
                )
            self.results[result["id"]] = result

    def add(self, result: dict[str, Any]) -> None:
        """Keep one more result; one that is known already changes nothing."""
        if result["id"] in self.results:
            return
        self._take([result])
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")

    def close(self) -> None:
        """The results are elsewhere: take the journal away."""
        self._path.unlink(missing_ok=True)
