"""The blocks of a page as the author wrote them: one scan of the source, which knows every line.

They are written as pymdownx blocks are. pymdownx fails silently on a block it does not understand;
here every mistake is found, and its line known, before anything is built.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mkdocs_course.options import Value

CLOSER = re.compile(r" {0,3}(/{3,}) *")
OPENER = re.compile(r" {0,3}(/{3,}) *([^|]*?) *(?:\| *(.*?) *)?")
NEARLY = re.compile(r" {0,3}(?://|[/／]*／[/／]*) *([\w-]+) *(?:[|｜:].*)?")
WORD = re.compile(r"[\w-]+")
OPTION = re.compile(r" {4,}([^\s:][^:]*?) *:(?: +(.*?))? *")


@dataclass(eq=False)
class Source:
    """One block. Lines count from 0 in the scanned text; `end` is the closer, None without one.

    `heading` is the element that shows the title, once the block is built.
    """

    name: str
    title: str
    line: int
    slashes: int
    parent: "Source | None" = None
    end: int | None = None
    body: int = 0
    children: list["Source"] = field(default_factory=list)
    written: dict[str, tuple[int, str]] = field(default_factory=dict)
    twice: list[tuple[int, str]] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    fingerprint: str = ""
    inner: str = ""
    heading: Element | None = None

    @property
    def id(self) -> str:
        return str(self.values.get("id", ""))

    @property
    def outcomes(self) -> tuple[str, ...]:
        value = self.values.get("outcomes", ())
        return value if isinstance(value, tuple) else ()

    def text(self, option: str) -> str:
        return str(self.values.get(option, ""))


def read_options(lines: Sequence[str], block: Source) -> None:
    """Read the indented `name: value` lines; what is not one is kept under its own text."""
    number = block.line + 1
    while number < len(lines) and lines[number].startswith("    ") and lines[number].strip():
        match = OPTION.fullmatch(lines[number])
        name, text = (match[1], match[2] or "") if match else (lines[number].strip(), "")
        if name in block.written:
            block.twice.append((number, name))
        block.written.setdefault(name, (number, unquoted(text)))
        number += 1
    block.body = number


def unquoted(text: str) -> str:
    """Drop a pair of quotes around the whole value: YAML habits are welcome, not needed."""
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
