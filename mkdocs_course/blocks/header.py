"""`module-header` and `course-modules`: where the learner is, from front matter and course.yml."""

from xml.etree.ElementTree import Element

from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.course import Module
from mkdocs_course.messages import text
from mkdocs_course.page import Page
from mkdocs_course.spec import Spec


class ModuleHeader(CourseBlock):
    """The strip of neighbours, the page's title, its summary and its facts. No options, no body."""

    NAME = "module-header"
    SPEC = Spec(body=False)

    def open(self, parent: Element) -> Element:
        module = self.page.module
        self.inside = header = add(parent, "header", "module-header", data_module=module.id)
        strip = add(header, "nav", "module-strip", aria_label=text("page.strip.label"))
        places = add(strip, "ol")
        for place, neighbour in neighbours(self.page).items():
            strip_item(places, self.page, place, neighbour)
        add(header, "h1", "", module.title)
        add(header, "p", "module-header__summary", module.about)
        facts = add(header, "ul", "module-header__facts")
        for fact in module_facts(self.page):
            add(facts, "li", "", fact)
        add(header, "module-resume")
        return header


class CourseModules(CourseBlock):
    """The list of the course's modules. No options, no body."""

    NAME = "course-modules"
    SPEC = Spec(body=False)

    def open(self, parent: Element) -> Element:
        self.inside = modules = add(parent, "ol", "course-modules")
        for module in self.page.course.modules:
            state = "" if module.page else "preparation"
            item = add(modules, "li", "course-module", data_module=module.id, data_state=state)
            title(item, self.page, module, "course-module__title")
            add(item, "p", "course-module__about", module.about)
            if not module.page:
                add(item, "span", "course-module__state", text("page.strip.preparation"))
        return modules


def neighbours(page: Page) -> dict[str, Module]:
    """Return the modules before and after this one, and itself, by place."""
    if page.place is None:
        return {"this": page.module}
    modules, here = page.course.modules, page.place
    around = {"previous": modules[here - 1 : here], "next": modules[here + 1 : here + 2]}
    found = {place: some[0] for place, some in around.items() if some}
    return {
        place: module
        for place in ("previous", "this", "next")
        if (module := page.module if place == "this" else found.get(place))
    }


def strip_item(parent: Element, page: Page, place: str, module: Module) -> None:
    here = place == "this"
    current = "page" if here else ""
    item = add(parent, "li", "module-strip__item", data_place=place, aria_current=current)
    add(item, "span", "module-strip__label", text(f"page.strip.{place}"))
    title(item, page, module, "module-strip__title")
    if not module.page and not here:
        add(item, "span", "module-strip__state", text("page.strip.preparation"))


def title(parent: Element, page: Page, module: Module, classes: str) -> None:
    """Append a module's name: a link when it has a page and this is another one."""
    name = module.title
    if module.number:
        name = text("page.strip.module", number=module.number, title=module.title)
    if module.page and module.page != page.path:
        add(parent, "a", classes, name, href=page.link(module.page))
    else:
        add(parent, "span", classes, name)


def module_facts(page: Page) -> list[str]:
    """Say where the module stands, how long it takes and what it holds."""
    module, total = page.module, len(page.course.modules)
    kinds = [block.name for block in page.ours]
    checks, labs = kinds.count("quick-check"), kinds.count("lab")
    facts = {
        text("page.facts.place", number=module.number, total=total): page.place is not None,
        text("page.facts.minutes", count=module.minutes): module.minutes,
        text("page.facts.checks", count=checks): checks,
        text("page.facts.labs", count=labs): labs,
    }
    return [fact for fact, holds in facts.items() if holds]
