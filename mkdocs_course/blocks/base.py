"""What all blocks share: they find what the author wrote, and emit elements, never text."""

from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

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


class CourseBlock(Block):
    """A block whose opener carries its number in the page (see `reading.fitting`)."""

    ARGUMENT = True
    SPEC: ClassVar[Spec] = Spec()
    page: Page
    source: Source
    inside: Element
    """Where the body goes; `on_create` sets it."""

    def on_validate(self, parent: Element) -> bool:
        self.page = self.config["page"]()
        number = int(self.argument) if self.argument.isdecimal() else -1
        if not 0 <= number < len(self.page.blocks):
            return False
        self.source = self.page.blocks[number]
        return self.source.name == self.NAME

    def on_add(self, block: Element) -> Element:
        return self.inside

    def on_markdown(self) -> str:
        # The default takes custom elements for inline ones, and leaves lists in them raw.
        return "block"

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
        return add(parent, tag, classes, self.source.title, id=self.title_id)

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
