"""`operating-path` and its `stage`s: a walk from end to end, each stop with its four facts."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.blocks.base import CourseBlock, add, drop_empty, gather
from mkdocs_course.messages import text
from mkdocs_course.options import ID, LAB, STATE
from mkdocs_course.spec import Spec

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FACTS = ("guarantee", "breaks", "signal", "opinion")


class OperatingPath(CourseBlock):
    """The walk: a list of stages, all open; the browser makes a stepper of it."""

    NAME = "operating-path"
    SPEC = Spec(title=True, child="stage", gathers=True, options={"id": ID})

    def open(self, parent: Element) -> Element:
        path = self.root(parent, "operating-path", "operating-path")
        path.set("aria-labelledby", self.title_id)
        self.heading(path, "h3", "operating-path__title")
        self.inside = add(path, "div", "operating-path__intro")
        return path

    def close(self, root: Element, _: Markdown) -> None:
        gather(self.inside, "stage", add(root, "ol", "operating-path__stages"))
        drop_empty(root, self.inside)


class Stage(CourseBlock):
    """One stop: prose, then a definition list with exactly the four facts."""

    NAME = "stage"
    SPEC = Spec(title=True, parent="operating-path", options={"id": ID, "lab": LAB, "state": STATE})

    def open(self, parent: Element) -> Element:
        item = self.root(parent, "li", "stage")
        self.heading(item, "h4", "stage__name")
        self.inside = add(item, "div", "stage__body")
        return item

    def close(self, root: Element, _: Markdown) -> None:
        names = {text(f"page.stage.{fact}"): fact for fact in FACTS}
        lists = self.inside.findall("dl")
        found = [(dt.text or "").strip() for dt in lists[-1].iter("dt")] if lists else []
        if found == list(names):
            label(lists[-1], names)
            self.say(lists[-1])
        else:
            expected = f"a definition list of {', '.join(names)}, in this order"
            example = "\n".join(f"{name}\n:   A sentence." for name in names)
            had = f"; found {', '.join(found)}" if found else ""
            self.wrong("the facts of this “stage” are not complete", expected + had, example)
        self.lab_link(self.inside, text("page.lab-link.stage"))

    def say(self, facts: Element) -> None:
        """Report the facts that are left empty."""
        for fact in facts:
            for dd in fact.iter("dd"):
                if not COMMENT.sub("", "".join(dd.itertext())).strip():
                    name = fact.findtext("dt", "").strip()
                    self.wrong(f"“{name}” says nothing", "a sentence", f"{name}\n:   A sentence.")


def label(facts: Element, names: dict[str, str]) -> None:
    """Group `dt, dd` into `div[data-fact]`, so that each fact can be styled and found."""
    facts.set("class", "stage__facts")
    for child in list(facts):
        facts.remove(child)
        if child.tag == "dt":
            add(facts, "div", data_fact=names[(child.text or "").strip()])
        facts[-1].append(child)
