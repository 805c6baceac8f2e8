"""Interface text: one catalogue per language, read by Python (section "page") and TypeScript."""

import json
import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "messages"
PLURALS = {"zero", "one", "two", "few", "many", "other"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")

language: ContextVar[str] = ContextVar("language", default="en")

type Entry = str | dict[str, str]


def text(key: str, **values: object) -> str:
    """Say a text by its dotted key; `count` chooses the plural form. Raise if one is missing."""
    entry = load(language.get())[key]
    if isinstance(entry, dict):
        entry = entry["one" if values["count"] == 1 and "one" in entry else "other"]
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]), entry)


def titles(section: str) -> dict[str, str]:
    """Return the `title` of each member of a section, by the member's name."""
    pattern = re.compile(rf"{re.escape(section)}\.([^.]+)\.title")
    found = {key: pattern.fullmatch(key) for key in load(language.get())}
    return {match[1]: text(key) for key, match in found.items() if match}


def languages() -> list[str]:
    """Name the languages that have a catalogue."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def load(name: str) -> dict[str, Entry]:
    """Read one language's catalogue, flattened to dotted keys."""
    return flatten(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def flatten(tree: dict[str, object], prefix: str = "") -> dict[str, Entry]:
    """Flatten {"a": {"b": "text"}} to {"a.b": "text"}; plural forms stay together as one entry."""
    flat: dict[str, Entry] = {}
    for name, value in tree.items():
        if isinstance(value, str) or (
            isinstance(value, dict) and "other" in value and value.keys() <= PLURALS
        ):
            flat[prefix + name] = value
        elif isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{name}.")
        else:
            message = f"{prefix}{name}: expected text, plural forms or a section, not {value!r}"
            raise TypeError(message)
    return flat


def differences(reference: dict[str, Entry], other: dict[str, Entry]) -> list[str]:
    """Say how a language departs from English: missing keys, extra keys, other placeholders."""
    missing = [f"{key}: missing" for key in reference.keys() - other.keys()]
    extra = [f"{key}: not in English" for key in other.keys() - reference.keys()]
    changed = [
        f"{key}: placeholders {sorted(placeholders(other[key]))}, "
        f"expected {sorted(placeholders(reference[key]))}"
        for key in reference.keys() & other.keys()
        if placeholders(reference[key]) != placeholders(other[key])
    ]
    return sorted(missing + extra + changed)


def placeholders(entry: Entry) -> set[str]:
    """Name the values an entry needs."""
    forms = [entry] if isinstance(entry, str) else entry.values()
    return {name for form in forms for name in PLACEHOLDER.findall(form)}
