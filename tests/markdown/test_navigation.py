"""`- Modules: course.yml` in mkdocs.yml stands for the modules' pages, at any depth."""

from mkdocs_course import navigation
from mkdocs_course.course import Course, Module


def course(*modules: Module) -> Course:
    return Course(id="c", title="C", modules=modules)


def test_the_pages_stand_in_the_order_of_the_course() -> None:
    ours = course(
        Module(id="b", number=1, title="B", page="modules/b.md"),
        Module(id="in-preparation", number=2, title="P"),
        Module(id="a", number=3, title="A", page="modules/a.md"),
    )
    given = [{"Home": "index.md"}, {"Part": [{"Modules": "course.yml"}]}, "glossary.md"]
    assert navigation.fill(given, ours) == [
        {"Home": "index.md"},
        {"Part": [{"Modules": ["modules/b.md", "modules/a.md"]}]},
        "glossary.md",
    ]


def test_a_navigation_without_the_placeholder_stays() -> None:
    given = [{"Modules": ["modules/a.md"]}, {"Elsewhere": "https://example.org"}]
    assert navigation.fill(given, course()) == given
