"""What an author's file holds: its text, whatever was done to it, and its YAML, each key once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mkdocs_course.problems import Found, Mistake

UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def text_of(path: Path) -> str:
    """Read a file; what is not UTF-8 becomes a character that `undecoded` finds."""
    return path.read_text(encoding="utf-8-sig", errors="replace")


def undecoded(text: str) -> Iterator[Found]:
    """Find the first character that was not UTF-8."""
    before, found, after = text.partition(UNREADABLE)
    if found:
        line = before[before.rfind("\n") + 1 :] + found + after.partition("\n")[0]
        what, expected = "a character is not UTF-8", "the file saved in the encoding UTF-8"
        example = "in the editor: Save with encoding, UTF-8"
        yield before.count("\n"), Mistake(what, line.replace("\0", ""), expected, example)


class Loader(yaml.CSafeLoader):
    """YAML forbids a key to stand twice in a mapping; PyYAML alone would take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the host's
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                what = f"“{key.value}” stands twice"
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)
