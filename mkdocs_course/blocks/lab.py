"""`lab`: the scenario for the browser, and a run of it recorded while the site is built."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from markdown import Markdown
from markdown.util import AtomicString

from labs_py import ScenarioError, run
from labs_py.scenario import read_scenario
from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.lab_states import EXAMPLE as STATES_EXAMPLE
from mkdocs_course.lab_states import opened, read_states
from mkdocs_course.options import ID, OUTCOMES, Option, json_file
from mkdocs_course.recorded_run import figure
from mkdocs_course.spec import Spec

FILES = {"scenario": "scenario", "states": "file of states"}
EXAMPLE = '{"schema": 1, "lab": "command-to-projection", "seed": 7}'


class Lab(CourseBlock):
    """A lab. `scenario` names a file under docs/labs; the body says what to try."""

    NAME = "lab"
    SPEC = Spec(
        title=True,
        options={
            "id": ID,
            "outcomes": OUTCOMES,
            "scenario": Option(json_file, required=True),
            "states": Option(json_file),
        },
    )

    def open(self, parent: Element) -> Element:
        root = self.root(parent, "course-lab", "lab")
        self.heading(root, "h3", "lab__title")
        self.inside = add(root, "div", "lab__intro")
        return root

    def close(self, root: Element, md: Markdown) -> None:
        path = self.file("scenario")
        if path is None:
            return
        try:
            scenario, picture = recorded(path.read_text(encoding="utf-8"), self.source.id)
        except (json.JSONDecodeError, ScenarioError) as error:
            self.wrong(f"{path.name} does not run", str(error), EXAMPLE)
            return
        script = island(root, "lab__scenario", scenario)
        states = self.states(json.loads(scenario))
        if states:
            script = island(root, "lab__states", states)
        script.tail = md.htmlStash.store(picture)

    def file(self, option: str) -> Path | None:
        """Find the file that an option names, and report one that is not there."""
        name = self.source.text(option)
        path = self.page.course.folder / "labs" / name
        if not name or path.is_file():
            return path if name else None
        folder = path.parent
        known = sorted(file.name for file in folder.glob("*.json")) if folder.is_dir() else []
        shown = folder.relative_to(self.page.course.folder.parent).as_posix()
        expected = f"a file of {shown}: {', '.join(known) or 'it has none'}"
        example = f"{option}: {known[0] if known else 'first-order.json'}"
        self.wrong(f"there is no {FILES[option]} “{name}”", expected, example)
        return None

    def states(self, scenario: dict[str, Any]) -> str:
        """Return the states that the page may link to as JSON; they are the block's from here."""
        path = self.file("states")
        if path is None:
            return ""
        try:
            states = read_states(path)
            for name, state in states.items():
                check(name, opened(scenario, state))
        except ValueError as error:
            self.wrong(f"{path.name} holds no states of this lab", str(error), STATES_EXAMPLE)
            return ""
        return embedded(states)


def check(name: str, scenario: dict[str, Any]) -> None:
    """Check that a state can be run; raises ValueError in words."""
    try:
        read_scenario(scenario)
    except ScenarioError as error:
        raise ValueError(f"{name}: {error}") from None


def island(root: Element, classes: str, data: str) -> Element:
    """Append JSON for the browser: data, whose text must not be read as Markdown."""
    script = add(root, "script", classes, type="application/json")
    script.text = AtomicString(data)
    return script


def embedded(data: object) -> str:
    """Return JSON for a script, which ends at the first "</": no "<" may stand in it."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


@lru_cache(maxsize=32)
def recorded(source: str, lab: str) -> tuple[str, str]:
    """Run a scenario once, however many pages show it; return it as JSON, its figure as HTML."""
    scenario = json.loads(source)
    drawn = tostring(figure(run(scenario), lab), encoding="unicode", method="html")
    return embedded(scenario), drawn
