"""`lab`: the scenario for the browser, and a run of it recorded while the site is built."""

import json
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from labs_py import ScenarioError, run
from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.options import ID, OUTCOMES, Option, json_file
from mkdocs_course.recorded_run import figure
from mkdocs_course.spec import Spec


class Lab(CourseBlock):
    """A lab. `scenario` names a file under docs/labs; the body says what to try."""

    NAME = "lab"
    SPEC = Spec(
        title=True,
        options={"id": ID, "outcomes": OUTCOMES, "scenario": Option(json_file, required=True)},
    )

    def on_create(self, parent: Element) -> Element:
        root = self.root(parent, "course-lab", "lab")
        self.heading(root, "h3", "lab__title")
        self.inside = add(root, "div", "lab__intro")
        return root

    def on_inline_end(self, block: Element) -> None:
        # Only now: the text of a run is data, and must not be read as Markdown.
        name = self.source.text("scenario")
        path = self.page.course.folder / "labs" / name
        if not path.is_file():
            folder = path.parent
            known = sorted(file.name for file in folder.glob("*.json")) if folder.is_dir() else []
            expected = f"a file of {folder}: {', '.join(known) or 'it has none'}"
            example = f"scenario: {known[0] if known else 'first-order.json'}"
            self.wrong(f"there is no scenario “{name}”", expected, example)
            return
        try:
            scenario, trace = recorded(path.read_text(encoding="utf-8"))
        except (json.JSONDecodeError, ScenarioError) as error:
            self.wrong(f"{name} does not run", str(error), "see labs_py/README.md")
            return
        script = add(block, "script", "lab__scenario", type="application/json")
        # A script ends at the first "</": no "<" may stand in it.
        script.text = json.dumps(scenario, separators=(",", ":")).replace("<", "\\u003c")
        block.append(figure(trace, self.source.id))


@lru_cache(maxsize=32)
def recorded(source: str) -> tuple[Any, Any]:
    """Run a scenario once per build, however many pages show it. Neither result may be changed."""
    scenario = json.loads(source)
    return scenario, run(scenario)
