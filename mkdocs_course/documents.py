"""YAML whose every value knows its line, checked against a published JSON Schema."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mkdocs_course.author_files import Loader, undecoded
from mkdocs_course.problems import Found, Mistake, nearest, one_of
from mkdocs_course.schema import Misfit, misfits

SCHEMAS = Path(__file__).parent / "schemas"
PAIRS = ("lines of name: value", "minutes: 90")


@dataclass(frozen=True)
class Document:
    """A mapping read from YAML, and its text."""

    text: str
    data: dict[str, Any]

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, from 0, of the value at a path, or of what stands around it."""
        try:
            node: yaml.Node | None = yaml.compose(self.text, yaml.CSafeLoader)
        except yaml.YAMLError:
            return 0
        line = node.start_mark.line if node else 0
        for part in path:
            found = step(node, part)
            if found is None:
                break
            line, node = found
        return line

    def fragment(self, line: int) -> str:
        return text_line(self.text, line)


def text_line(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line] if line < len(lines) else ""


def step(node: yaml.Node | None, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = ((key, value) for key, value in node.value if key.value == str(part))
        return next(((key.start_mark.line, value) for key, value in pairs), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line, node.value[part]
    return None


def read(text: str, schema: str) -> tuple[Document, list[Found]]:
    """Read YAML and check it; what does not hold comes back as mistakes with their lines."""
    document, found = parse(text)
    if not found:
        found = [
            translate(misfit, document) for misfit in misfits(published(schema), document.data)
        ]
    return document, found


def parse(text: str) -> tuple[Document, list[Found]]:
    """Read YAML that is a mapping; an empty one comes with the mistake if it is not."""
    if found := list(undecoded(text)):
        return Document(text, {}), found
    try:
        data = yaml.load(text, Loader)  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that is none
        mark = getattr(error, "problem_mark", None)
        line, why = (mark.line if mark else 0), getattr(error, "problem", str(error))
        mistake = Mistake(f"this is not YAML: {why}", text_line(text, line), *PAIRS)
        return Document(text, {}), [(line, mistake)]
    if not isinstance(data, dict):
        return Document(text, {}), [(0, Mistake("this is no mapping", text_line(text, 0), *PAIRS))]
    return Document(text, data), []


@cache
def published(schema: str) -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    return parsed


def translate(misfit: Misfit, document: Document) -> Found:
    """Give a misfit its line, and the schema's own description and example."""
    line = document.line(misfit.path)
    fragment = document.fragment(line)
    known = misfit.schema.get("properties", {})
    if misfit.key in known:
        what = misfit.message
        return line, Mistake(what, fragment, *says(known[misfit.key], misfit.key))
    if misfit.key:
        likely = nearest(known, misfit.key)
        _, example = says(known[likely], likely)
        return line, Mistake(misfit.message, fragment, one_of(known, misfit.key), example)
    name = next((str(part) for part in reversed(misfit.path) if isinstance(part, str)), "")
    what = f"“{name}” does not fit: {misfit.message}"
    return line, Mistake(what, fragment, *says(misfit.schema, name))


def says(schema: Any, name: str) -> tuple[str, str]:
    """Return what a part of a schema expects and an example of it, both from the schema itself."""
    examples = schema.get("examples", [])
    shown = yaml.safe_dump({name: examples[0]}, allow_unicode=True).strip() if examples else ""
    return schema.get("description", ""), shown
