"""Parsers for block options: each says what it expects and shows a right value."""

import re
from collections.abc import Callable
from dataclasses import dataclass

type Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Parser:
    """Read the text of one option; raise ValueError when it is not as `expected`."""

    read: Callable[[str], Value]
    expected: str
    example: str


@dataclass(frozen=True)
class Option:
    """One row of a block's table: how to read it, and what it is when the author leaves it out.

    An option that `needs` another one says nothing without it.
    """

    parser: Parser
    default: Value = ""
    required: bool = False
    needs: str = ""


def matching(pattern: str) -> Callable[[str], str]:
    """Accept text that a pattern matches in full."""
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(text)
        return text

    return read


def each(part: Parser) -> Parser:
    """Accept a comma-separated list of what another parser reads."""

    def read(text: str) -> Value:
        return tuple(str(part.read(item.strip())) for item in text.split(","))

    return Parser(read, f"a comma-separated list, each {part.expected}", f"{part.example}, design")


KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
words = Parser(matching(r".+"), "some text", "A sentence.")
identifier = Parser(matching(KEBAB), "small letters, digits and single hyphens", "choose")
identifiers = each(identifier)
json_file = Parser(
    matching(r"[\w-]+(?:/[\w-]+)*\.json"),
    "the name of a JSON file under docs/labs",
    "first-order.json",
)

ID = Option(identifier, required=True)
OUTCOMES = Option(identifiers, default=())
LAB = Option(identifier)
STATE = Option(identifier, needs="lab")
