"""The moments at which the extension works on a page, in this order."""

from collections.abc import Mapping
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_course import folding, foreign, leftovers, raw_html, reading, trees
from mkdocs_course.blocks import BLOCKS, SPECS
from mkdocs_course.blocks.glossary_terms import fill
from mkdocs_course.source import Source
from mkdocs_course.state import State
from mkdocs_course.terms import Marker


class Reader(Preprocessor):
    """Read and check the source; number the blocks."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
        page, host = self.state.begin(), self.state.host
        others = self.others()
        text = "\n".join(lines)
        scan = reading.read_page(page, host.source if host else text, text if host else "", others)
        sound = set(page.ours)
        for block in page.blocks:
            if block.name in others and self.fits(block, others):
                sound.add(block)
        return folding.mark(page, sound, scan.strays)

    def others(self) -> Mapping[str, Any]:
        """Return the blocks that other extensions have given to pymdownx, by name."""
        processors = self.md.parser.blockprocessors
        known = cast("Any", processors["blocks"]).blocks if "blocks" in processors else {}
        return {name: kind for name, kind in known.items() if name not in SPECS}

    def fits(self, block: Source, others: Mapping[str, Any]) -> bool:
        page = self.state.page
        found = list(foreign.check(block, others[block.name], page.lines))
        page.report_all(found)
        return not found


class Folder(Preprocessor):
    """Take the bodies of the blocks out of the text, once fences and HTML are out of it."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
        page = self.state.page
        page.report_all(raw_html.release(self.md.htmlStash.rawHtmlBlocks, lines, page))
        return folding.fold(lines, page.blocks)


class Builder(BlockProcessor):
    """Build a block where its number stands."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md.parser)
        self.state = state

    def test(self, parent: Element, block: str) -> bool:
        return folding.MARKS.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = folding.MARKS.match(blocks.pop(0))
        if found:
            source = self.state.page.blocks[int(found["number"])]
            BLOCKS[source.name](self.state.page, source).build(parent, self.parser)


class Shaper(Treeprocessor):
    """Shape the tree once inline text is parsed; report what the tree alone shows."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, root: Element) -> None:
        page = self.state.page
        leftovers.report(root, self.md, page)
        trees.wrap_tables(root)
        if page.place is not None:
            trees.read_titles(page.ours, self.md)
        if page.path == page.glossary.page:
            trees.list_glossary(root, page.glossary, uses=self.state.host is not None)


class TermMarker(Treeprocessor):
    """Mark the terms, everywhere but on the glossary page."""

    def __init__(self, md: Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, root: Element) -> None:
        page, host = self.state.page, self.state.host
        if page.path != page.glossary.page:
            url = host.glossary_url if host else page.link(page.glossary.page)
            Marker(page, url).walk(root)
            fill(root, page)
            leftovers.twice(root, page)
        self.state.end()
