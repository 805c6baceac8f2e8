"""Blocks of other extensions (a note, a tab): pymdownx fails silently on these too."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

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
        yield (
            block.line,
            Mistake(f"the title of “{block.name}” is wrong", lines[block.line], expected, example),
        )
    parsers = {name: parser for name, (_, parser) in kind.OPTIONS.items()}
    parsers["attrs"] = type_html_attribute_dict
    options = read(lines[block.line + 1 : block.body])
    for name, value in options.items():
        line = block.written.get(name, (block.line, ""))[0]
        if name not in parsers:
            what = f"unknown option “{name}” of “{block.name}”"
            yield line, Mistake(what, lines[line], one_of(parsers, name), ATTRIBUTES)
            continue
        try:
            parsers[name](value)
        except ValueError as error:
            yield (
                line,
                Mistake(
                    f"“{name}” of “{block.name}” does not fit", lines[line], str(error), ATTRIBUTES
                ),
            )


def read(lines: Sequence[str]) -> Mapping[str, object]:
    """Read options as pymdownx does: YAML, a mapping or nothing."""
    try:
        data = yaml.load(textwrap.dedent("\n".join(lines)), yaml.CSafeLoader)
    except yaml.YAMLError:
        data = {" ".join(lines).strip(): None}
    return data if isinstance(data, dict) else {str(data): None} if data else {}
