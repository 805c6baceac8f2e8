"""The blocks of a page as the author wrote them: one scan of the source, which knows every line.

They are written as pymdownx blocks are. pymdownx fails silently on a block it does not understand;
here every mistake is found, and its line known, before anything is built.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mkdocs_course.options import Value

CLOSER = re.compile(r" {0,3}(/{3,}) *")
OPENER = re.compile(r" {0,3}(/{3,}) *([^|]*?) *(?:\| *(.*?) *)?")
NEARLY = re.compile(r" {0,3}(?://|[/／]*／[/／]*) *([\w-]+) *(?:[|｜:].*)?")
WORD = re.compile(r"[\w-]+")
OPTION = re.compile(r" {4,}([^\s:][^:]*?) *:(?: +(.*?))? *")
COMMENT = re.compile(r" {0,3}<!--")
FENCE = re.compile(r"[ >]*(`{3,}|~{3,})([^`]*)")


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


def visible(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield, with their numbers, the lines that are in no code fence and no HTML comment."""
    number = 0
    while number < len(lines):
        end = hidden_until(lines, number)
        if end is None:
            yield number, lines[number]
            end = number
        number = end + 1


def hidden_until(lines: Sequence[str], start: int) -> int | None:
    """Return the last line of the fence or comment that opens here; None when none does."""
    line = lines[start]
    if COMMENT.match(line):
        return next((n for n in range(start, len(lines)) if "-->" in lines[n]), None)
    fence = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
    if not fence:
        return None
    mark = fence[1]
    closes = re.compile(rf"[ >]*{mark[0]}{{{len(mark)},}} *")
    return next((n for n in range(start + 1, len(lines)) if closes.fullmatch(lines[n])), None)


def said(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that say something: not those left empty, no comments."""
    number = 0
    while number < len(lines):
        end = hidden_until(lines, number)
        last = number if end is None else end
        comment = end is not None and COMMENT.match(lines[number])
        first = number if not comment else last
        for line in range(first, last + 1):
            text = lines[line].rpartition("-->")[2] if comment else lines[line]
            if text.strip():
                yield line
        number = last + 1


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
