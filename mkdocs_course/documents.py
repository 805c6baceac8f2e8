"""YAML whose every value knows its line, checked against a published JSON Schema."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mkdocs_course.problems import Found, Mistake, one_of

SCHEMAS = Path(__file__).parent / "schemas"


@dataclass(frozen=True)
class Document:
    """A mapping read from YAML, and its text."""

    text: str
    data: dict[str, Any]

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, from 0, of the value at a path, or of what stands around it."""
        node: yaml.Node | None = yaml.compose(self.text, yaml.CSafeLoader)
        line = node.start_mark.line if node else 0
        for part in path:
            found = step(node, part)
            if found is None:
                break
            line, node = found
        return line

    def fragment(self, line: int) -> str:
        lines = self.text.splitlines()
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
    try:
        data = yaml.load(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        document = Document(text, {})
        what = f"this is not YAML: {error.problem}"
        return document, [
            (line, Mistake(what, document.fragment(line), "name: value", "minutes: 90"))
        ]
    if not isinstance(data, dict):
        return Document(text, {}), [(0, Mistake("this is not a mapping", text[:80], "name: value"))]
    document = Document(text, data)
    errors = validator(schema).iter_errors(data)
    return document, [found for error in errors for found in translate(error, document)]


@cache
def validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))


def translate(error: ValidationError, document: Document) -> Iterator[Found]:
    """Say a schema error in the author's words, with the schema's own description and example."""
    path = list(error.absolute_path)
    where = ".".join(str(part) for part in path)
    line = document.line(path)
    properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    given: Any = error.instance
    if error.validator == "required":
        wanted: Any = error.validator_value
        for name in sorted(set(wanted) - set(given)):
            what = f"{where + ': ' if where else ''}“{name}” is missing"
            yield line, Mistake(what, document.fragment(line), *says(properties[name], name))
    elif error.validator == "additionalProperties":
        for name in sorted(set(given) - set(properties)):
            row = document.line([*path, name])
            yield (
                row,
                Mistake(f"unknown key “{name}”", document.fragment(row), one_of(properties, name)),
            )
    else:
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        what = f"“{where}” does not fit: {error.message}"
        yield line, Mistake(what, document.fragment(line), *says(error.schema, name))


def says(schema: Any, name: str) -> tuple[str, str]:
    """Return what a part of a schema expects and an example of it, both from the schema itself."""
    examples = schema.get("examples", [])
    shown = yaml.safe_dump({name: examples[0]}, allow_unicode=True).strip() if examples else ""
    return schema.get("description", ""), shown
