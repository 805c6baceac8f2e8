"""The catalogue of interface text."""

import pytest

from mkdocs_course import messages

ENGLISH = messages.load("en")


@pytest.mark.parametrize("language", messages.languages())
def test_every_language_has_the_keys_and_placeholders_of_english(language: str) -> None:
    assert messages.differences(ENGLISH, messages.load(language)) == []


def test_a_translation_that_departs_from_english_is_told_how() -> None:
    english: dict[str, messages.Entry] = {
        "a": "{count} labs",
        "b": "Next",
        "c": {"one": "{n} lab", "other": "{n} labs"},
    }
    german: dict[str, messages.Entry] = {"a": "Labore", "c": {"other": "{n} Labore"}, "d": "Neu"}
    assert messages.differences(english, german) == [
        "a: placeholders [], expected ['count']",
        "b: missing",
        "d: not in English",
    ]


def test_a_count_chooses_the_form() -> None:
    forms = [messages.text("page.quick-checks.count", count=count) for count in (0, 1, 8)]
    assert forms == ["0 questions", "1 question", "8 questions"]


def test_a_missing_key_or_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        messages.text("page.no-such-text")
    with pytest.raises(KeyError):
        messages.text("page.strip.module", number=2)


def test_a_catalogue_holds_text_and_sections_only() -> None:
    with pytest.raises(TypeError, match=r"page\.x: expected text"):
        messages.flatten({"page": {"x": 3}})
