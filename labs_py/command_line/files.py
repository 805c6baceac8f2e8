"""Files that go in and come out."""

import json
import os
from pathlib import Path
from typing import Any

from labs_py.command_line.mistakes import CommandError


def read_object(path: Path, what: str) -> dict[str, Any]:
    """Return the JSON object in a file; CommandError says what is wrong with it and where."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{what} {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{what} {path}: not a text file") from None
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{what} {path}: not JSON: {error}") from None
    if not isinstance(data, dict):
        raise CommandError(f"{what} {path}: expected a JSON object")
    return data


def write_whole(path: Path, text: str) -> None:
    """Write a file in one go: whoever reads it sees the old one or the new one."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="")
    os.replace(beside, path)  # noqa: PTH105 - the name says that it replaces


def writable(path: Path, *suffixes: str) -> Path:
    """Return ``path`` if it can be written and ends in one of ``suffixes``."""
    if path.suffix not in suffixes:
        raise CommandError(f"{path}: expected a name that ends in {' or '.join(suffixes)}")
    if not path.parent.is_dir():
        raise CommandError(f"{path}: there is no folder {path.parent}")
    return path
