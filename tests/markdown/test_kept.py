"""What is kept of a page for the progress desk: plain text, as a learner reads it."""

from pathlib import Path

import pytest
from markdown import Markdown

from mkdocs_course.extension import CourseExtension
from mkdocs_course.kept import keep

COURSE = Path(__file__).parent / "course"
PAGE = """---
id: second
---
//// quick-checks | Checks
/// quick-check | {title}
    id: asked

Because.
///
////

//// checklist | {title}
    id: checked
    justified: Yes.
    unproven: Perhaps.
    unjustified: No.

/// criterion | {title}
    id: held

Text.
///
////

//// artefact | {title}
    id: made

/// part | {title}
    id: written

Text.
///
////
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Why *this*?", "Why this?"),
        ("What is `a < b` & [queue](term:queue)?", "What is a < b & queue?"),
        ("A <b>bold</b> AT&amp;T \\*", "A bold AT&T *"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_titles_are_kept_as_they_are_read(written: str, read: str) -> None:
    extension = CourseExtension(
        course=str(COURSE / "course.yml"),
        glossary=str(COURSE / "glossary.md"),
        page="modules/second.md",
    )
    Markdown(extensions=["toc", extension]).convert(PAGE.format(title=written))
    assert {part["title"] for part in keep(extension.state.page).parts} == {read}
