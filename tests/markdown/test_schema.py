"""Our small reader of JSON Schema says yes and no where the `jsonschema` package does."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mkdocs_course.documents import SCHEMAS
from mkdocs_course.schema import Misfit, misfits

RIGHT: dict[str, dict[str, Any]] = {
    "front-matter.v1.json": {
        "id": "second",
        "number": 2,
        "title": "The second",
        "summary": "About.",
        "minutes": 5,
        "outcomes": {"choose": "Choose."},
        "prerequisites": ["first"],
        "renamed": {"old": "new"},
    },
    "course.v1.json": {
        "id": "small",
        "title": "Small",
        "modules": [{"page": "a.md"}, {"id": "b", "number": 1, "title": "B", "about": "B."}],
        "sections": ["One"],
        "renamed": {"old": "a"},
    },
    "ids.v1.json": {"second": ["outcome/choose", "check/why-cqrs"], "third": []},
}
VALUES = st.sampled_from(
    [
        *(None, True, 0, 7, -1, "", "Text", "kebab-case", "a.md", "/a.md", [], ["x"], [3], {}),
        *({"page": "a.md"}, {"page": 3}, {"page": "a.md", "id": "a"}, {"id": "a"}, {"A b": "x"}),
        *([{"page": "a.md"}], [{"id": "a", "number": 0, "title": ""}], {"choose": ""}),
    ]
)


@cache
def schema(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return parsed


@cache
def reference(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_fits(name: str) -> None:
    assert list(misfits(schema(name), RIGHT[name])) == []


@pytest.mark.parametrize("name", RIGHT)
@given(data=st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_both_readers_find_the_same_places(name: str, data: st.DataObject) -> None:
    document = dict(RIGHT[name])
    changes = st.dictionaries(st.sampled_from([*document, "other"]), VALUES, max_size=3)
    document |= data.draw(changes)
    for gone in data.draw(st.sets(st.sampled_from([*RIGHT[name]]), max_size=2)):
        document.pop(gone, None)
    found = {place(misfit) for misfit in misfits(schema(name), document)}
    errors = reference(name).iter_errors(document)
    assert found == {tuple(error.absolute_path) for error in errors}


def place(misfit: Misfit) -> tuple[str | int, ...]:
    """Where `jsonschema` sees it: what is wrong with a key itself is wrong with its object."""
    about_a_key = misfit.key or "an outcome's id" in str(misfit.schema.get("description"))
    is_last = about_a_key and not misfit.message.endswith("is missing")
    return misfit.path[:-1] if is_last else misfit.path


@pytest.mark.parametrize("name", RIGHT)
def test_every_published_part_explains_itself_with_an_example_that_fits(name: str) -> None:
    for part in parts(schema(name)):
        assert part["description"]
        for example in part["examples"]:
            assert list(misfits(part, example)) == []


def parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas of all values below a schema."""
    inner = [*node.get("properties", {}).values()]
    inner += [node[name] for name in ("items", "propertyNames") if name in node]
    inner += (
        [node["additionalProperties"]] if isinstance(node.get("additionalProperties"), dict) else []
    )
    branches = [node[name] for name in ("then", "else") if name in node]
    below = [part for child in [*inner, *branches] for part in parts(child)]
    return inner + below


def test_yes_is_no_number() -> None:
    document = RIGHT["front-matter.v1.json"] | {"number": True}
    found = [misfit.path for misfit in misfits(schema("front-matter.v1.json"), document)]
    assert found == [("number",)]
