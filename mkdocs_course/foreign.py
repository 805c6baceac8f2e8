"""Blocks of other extensions (a note, a tab): pymdownx fails silently on these too."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from pymdownx.blocks.block import Block, type_html_attribute_dict

from mkdocs_course.problems import Found, Mistake, one_of
from mkdocs_course.source import Source

ATTRIBUTES = "attrs: {class: wide}"


def check(block: Source, kind: type[Block], lines: Sequence[str]) -> Iterator[Found]:
    """Check a block's title and options against its own class."""
    if kind.ARGUMENT is not None and bool(block.title) != kind.ARGUMENT:
        expected = "a title after a bar" if kind.ARGUMENT else "no title"
        example = f"/// {block.name}" + (" | …" if kind.ARGUMENT else "")
        what = f"the title of “{block.name}” is wrong"
        yield block.line, Mistake(what, lines[block.line], expected, example)
    parsers = {name: parser for name, (_, parser) in kind.OPTIONS.items()}
    parsers["attrs"] = type_html_attribute_dict
    for name, value in read(lines[block.line + 1 : block.body]).items():
        line = block.written.get(name, (block.line, ""))[0]
        mistake = option(block, name, value, parsers)
        if mistake:
            yield line, Mistake(mistake[0], lines[line], mistake[1], ATTRIBUTES)


def option(
    block: Source, name: str, value: object, parsers: Mapping[str, Callable[[Any], Any]]
) -> tuple[str, str] | None:
    """Return what is wrong with an option and what was expected; None if nothing is."""
    if name not in parsers:
        return f"unknown option “{name}” of “{block.name}”", one_of(parsers, name)
    try:
        parsers[name](value)
    except ValueError as error:
        return f"“{name}” of “{block.name}” does not fit", str(error)
    return None


def read(lines: Sequence[str]) -> Mapping[str, object]:
    """Read options as pymdownx does: YAML, a mapping or nothing."""
    try:
        data = yaml.load(textwrap.dedent("\n".join(lines)), yaml.CSafeLoader)
    except yaml.YAMLError:
        data = {" ".join(lines).strip(): None}
    return data if isinstance(data, dict) else {str(data): None} if data else {}
