"""What all blocks share: they find what the author wrote, and emit elements, never text."""

from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser

from mkdocs_course.page import Page
from mkdocs_course.problems import Mistake
from mkdocs_course.source import Source
from mkdocs_course.spec import Spec


def add(parent: Element, tag: str, classes: str = "", text: str = "", **attributes: str) -> Element:
    """Append an element; `data_module` becomes `data-module`, empty attributes are left out."""
    named = {"class": classes} | {name.replace("_", "-"): v for name, v in attributes.items()}
    element = SubElement(parent, tag, {name: value for name, value in named.items() if value})
    element.text = text or None
    return element


class CourseBlock:
    """A block at work: it appends its elements to a parent and has its body parsed into them."""

    NAME: ClassVar[str] = ""
    SPEC: ClassVar[Spec] = Spec()

    inside: Element
    """Where the body goes; `open` sets it."""

    def __init__(self, page: Page, source: Source) -> None:
        self.page = page
        self.source = source

    def build(self, parent: Element, parser: BlockParser) -> None:
        root = self.open(parent)
        if self.SPEC.body or self.SPEC.child:
            parser.parseChunk(self.inside, self.source.inner.strip("\n"))
        self.close(root, parser.md)

    def open(self, parent: Element) -> Element:
        """Append the block's root to `parent` and return it."""
        raise NotImplementedError

    def close(self, root: Element, md: Markdown) -> None:
        """Complete the elements once the body is parsed, before inline text is."""

    def root(self, parent: Element, tag: str, classes: str) -> Element:
        """Append the element that carries the block's id, fingerprint and outcomes."""
        source = self.source
        evidence = " ".join(source.outcomes)
        print_ = source.fingerprint if source.id else ""
        return add(
            parent, tag, classes, id=source.id, data_fingerprint=print_, data_outcomes=evidence
        )

    def heading(self, parent: Element, tag: str, classes: str) -> Element:
        """Append the block's title; its anchor comes from the block's id."""
        return self.name(parent, tag, classes, id=self.title_id)

    def name(self, parent: Element, tag: str, classes: str = "", **attributes: str) -> Element:
        """Append the block's title where it is no heading of the page."""
        self.source.heading = add(parent, tag, classes, self.source.title, **attributes)
        return self.source.heading

    @property
    def title_id(self) -> str:
        return f"{self.source.id}-title" if self.source.id else ""

    def lab_link(self, parent: Element, text: str) -> None:
        """Append the link to the lab that lets the learner see this, if the block names one."""
        lab = self.source.text("lab")
        if lab:
            paragraph = add(parent, "p", "lab-link")
            add(paragraph, "a", "", text, href=f"#{lab}", data_lab_state=self.source.text("state"))

    def wrong(self, message: str, expected: str, example: str) -> None:
        """Report what only the built tree shows, at the block's first line."""
        line = self.source.line
        self.page.report(line, Mistake(message, self.page.lines[line], expected, example))


def gather(inside: Element, classes: str, target: Element) -> None:
    """Move the blocks of one class out of the prose around them, into a list of their own."""
    for child in list(inside):
        if child.get("class") == classes:
            inside.remove(child)
            target.append(child)


def drop_empty(parent: Element, child: Element) -> None:
    """Remove a wrapper that the author's text left empty."""
    if len(child) == 0 and not (child.text or "").strip():
        parent.remove(child)
