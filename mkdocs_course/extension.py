"""The Python-Markdown extension: everything an author writes, with or without MkDocs around it."""

from typing import Any

from markdown import Extension, Markdown

from mkdocs_course.problems import Mistake, one_of
from mkdocs_course.processors import Builder, Folder, Reader, Shaper, TermMarker
from mkdocs_course.state import State


class CourseExtension(Extension):
    """Registers the moments at which a page is read, taken apart, built, shaped and marked."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "course": ["", "path of course.yml"],
            "glossary": ["", "path of the glossary page"],
            "page": ["", "path of the page under the docs folder, where no host says it"],
        }
        for name in options.keys() - self.config.keys():
            what, example = f"unknown option “{name}” of mkdocs_course", "course: docs/course.yml"
            raise Mistake(what, name, one_of(self.config, name), example)
        super().__init__(**options)
        self.state = State(*(self.getConfig(name) for name in self.config))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host's name
        needed = ["def_list", "tables", "attr_list"]
        if "fenced_code_block" not in md.preprocessors:
            needed.append("fenced_code")  # a host's own fences (superfences) stay
        md.registerExtensions(needed, {})
        # 28: after white space is normalised (30), before fences and HTML are taken out (25, 20)
        md.preprocessors.register(Reader(md, self.state), "course_reader", 28)
        # 10: after fences and HTML, whose places are then held by single lines
        md.preprocessors.register(Folder(md, self.state), "course_folder", 10)
        # 95: after empty lines (100), before everything that could take a number for its own
        md.parser.blockprocessors.register(Builder(md, self.state), "course_builder", 95)
        # 15: after inline text (20), before headings get their ids (toc, 5)
        md.treeprocessors.register(Shaper(md, self.state), "course_shaper", 15)
        # -2: after toc and MkDocs' own (5 to -1), so that marks spoil no id, no entry and no title
        md.treeprocessors.register(TermMarker(md, self.state), "course_terms", -2)
