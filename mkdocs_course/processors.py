"""The three moments of the extension: a page's source, its tree, its finished tree."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksProcessor

from mkdocs_course import foreign, leftovers, reading, trees
from mkdocs_course.blocks import SPECS
from mkdocs_course.blocks.glossary_terms import fill
from mkdocs_course.state import State
from mkdocs_course.terms import Marker


class Reader(Preprocessor):
    """Read and check the source, then hand pymdownx brackets that fit."""

    def __init__(self, md: Markdown, state: State, manager: BlocksProcessor) -> None:
        super().__init__(md)
        self.state, self.manager = state, manager

    def run(self, lines: list[str]) -> list[str]:
        page, host = self.state.begin(), self.state.host
        known = {name: kind for name, kind in self.manager.blocks.items() if name not in SPECS}
        text = "\n".join(lines)
        scan = reading.read_page(page, host.source if host else text, text if host else "", known)
        broken = []
        for block in page.blocks:
            if block.name in known:
                found = list(foreign.check(block, known[block.name], page.lines))
                page.report_all(found)
                broken += [block] if found else []
        return reading.fitting(page, scan, broken)


class Shaper(Treeprocessor):
    """Shape the tree once inline text is parsed; report what the tree alone shows."""

    def __init__(self, md: Markdown, state: State, manager: BlocksProcessor) -> None:
        super().__init__(md)
        self.state, self.manager = state, manager

    def run(self, root: Element) -> None:
        page = self.state.page
        leftovers.report(root, self.manager, page)
        trees.wrap_tables(root)
        if page.path == page.glossary.page:
            trees.list_glossary(root, page.glossary, uses=self.state.host is not None)


class TermMarker(Treeprocessor):
    """Mark the terms, everywhere but on the glossary page."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, root: Element) -> None:
        page = self.state.page
        if page.path != page.glossary.page:
            Marker(page).walk(root)
            fill(root, page)
        self.state.end()
