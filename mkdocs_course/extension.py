"""The Python-Markdown extension: everything an author writes, with or without MkDocs around it."""

from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from mkdocs_course.blocks import BLOCKS
from mkdocs_course.processors import Reader, Shaper, TermMarker
from mkdocs_course.state import State


class CourseExtension(BlocksExtension):
    """Registers the blocks and the three processors around them."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "course": ["", "path of course.yml"],
            "glossary": ["", "path of the glossary page"],
            "page": ["", "path of the page under the docs folder, where no host says it"],
        }
        super().__init__(**options)
        self.state = State(*(self.getConfig(name) for name in self.config))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the host's name
        needed = ["def_list", "tables", "attr_list"]
        if "fenced_code_block" not in md.preprocessors:
            needed.append("fenced_code")  # a host's own fences (superfences) stay
        md.registerExtensions(needed, {})
        super().extendMarkdown(md)

    def extendMarkdownBlocks(  # noqa: N802 - the host's name
        self, md: Markdown, block_mgr: BlocksProcessor
    ) -> None:
        for block in BLOCKS:
            block_mgr.register(block, {"page": lambda: self.state.page})
        # 28: after white space is normalised (30), before fences and HTML are taken out (25, 20)
        md.preprocessors.register(Reader(md, self.state, block_mgr), "course_reader", 28)
        # 15: after inline text (20), before headings get their ids (toc, 5)
        md.treeprocessors.register(Shaper(md, self.state, block_mgr), "course_shaper", 15)
        # 4: after toc, so that marks spoil no id and no entry; before MkDocs rewrites links (0)
        md.treeprocessors.register(TermMarker(md, self.state), "course_terms", 4)
