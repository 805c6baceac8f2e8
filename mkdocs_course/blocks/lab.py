"""`lab`: the scenario for the browser, and a run of it recorded while the site is built."""

import json
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from markdown import Markdown
from markdown.util import AtomicString

from labs_py import ScenarioError, run
from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.options import ID, OUTCOMES, Option, json_file
from mkdocs_course.recorded_run import figure
from mkdocs_course.spec import Spec

EXAMPLE = '{"schema": 1, "lab": "command-to-projection", "seed": 7}'


class Lab(CourseBlock):
    """A lab. `scenario` names a file under docs/labs; the body says what to try."""

    NAME = "lab"
    SPEC = Spec(
        title=True,
        options={"id": ID, "outcomes": OUTCOMES, "scenario": Option(json_file, required=True)},
    )

    def open(self, parent: Element) -> Element:
        root = self.root(parent, "course-lab", "lab")
        self.heading(root, "h3", "lab__title")
        self.inside = add(root, "div", "lab__intro")
        return root

    def close(self, root: Element, md: Markdown) -> None:
        name = self.source.text("scenario")
        if not name:
            return
        path = self.page.course.folder / "labs" / name
        if not path.is_file():
            folder = path.parent
            known = sorted(file.name for file in folder.glob("*.json")) if folder.is_dir() else []
            shown = folder.relative_to(self.page.course.folder.parent).as_posix()
            expected = f"a file of {shown}: {', '.join(known) or 'it has none'}"
            example = f"scenario: {known[0] if known else 'first-order.json'}"
            self.wrong(f"there is no scenario “{name}”", expected, example)
            return
        try:
            scenario, picture = recorded(path.read_text(encoding="utf-8"), self.source.id)
        except (json.JSONDecodeError, ScenarioError) as error:
            self.wrong(f"{name} does not run", str(error), EXAMPLE)
            return
        script = add(root, "script", "lab__scenario", type="application/json")
        # Both are data: their text must not be read as Markdown.
        script.text = AtomicString(scenario)
        script.tail = md.htmlStash.store(picture)


@lru_cache(maxsize=32)
def recorded(source: str, lab: str) -> tuple[str, str]:
    """Run a scenario once, however many pages show it; return it as JSON, its figure as HTML."""
    scenario = json.loads(source)
    drawn = tostring(figure(run(scenario), lab), encoding="unicode", method="html")
    # A script ends at the first "</": no "<" may stand in it.
    return json.dumps(scenario, separators=(",", ":")).replace("<", "\\u003c"), drawn
