"""A simulator that does what a learner's own code may do one day: loop, exhaust memory, recurse."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from mkdocs_course.workshop import runtime
from mkdocs_course.workshop.parts import script

# What an order does in a run of this seed. Other runs are as they always are.
ATTACKS = {
    101: "while True: pass",
    102: "kept = [bytearray(2**31 - 1) for _ in range(3)]",
    103: """
import itertools
it = iter(())
for _ in range(1_000_000):
    it = itertools.chain(it)
next(it, None)
""",
    104: "import decimal",
    105: "raise ValueError(f'drew {__import__('random').random()}')",
}
LATE = 106  # imports the same after its first frame
_APPENDED = f"""
import json
honest, ATTACKS = stream_json, {ATTACKS!r}
def stream_json(text):
    scenario = json.loads(text)
    texts = honest(text)
    if any(each["kind"] != "set" for each in scenario["interventions"]):
        exec(ATTACKS.get(scenario["seed"], ""), {{}})
        if scenario["seed"] == {LATE}:
            yield next(texts)
            import decimal
    yield from texts
"""


class Hostile:
    """The parts of a lab with that simulator in it, made as the build makes them."""

    def __init__(self, scratch: Path) -> None:
        """Build the wheel and its snapshot into a folder."""
        honest = runtime.wheel(scratch / "honest")
        self.wheel = scratch / honest.name
        with zipfile.ZipFile(honest) as old, zipfile.ZipFile(self.wheel, "w") as new:
            for name in old.namelist():
                more = _APPENDED if name == "labs_py/__init__.py" else ""
                new.writestr(name, old.read(name) + more.encode())
        self.snapshot = runtime.make_snapshot(self.wheel, scratch)

    def move_in(self, context: BrowserContext, page: Page) -> None:
        """Let the page that is open start its labs with it."""
        snapshot = self.snapshot.read_bytes()
        wheel = script("hostile.js", self.wheel.read_bytes())
        context.route("**/hostile.bin", lambda route: route.fulfill(body=snapshot))
        context.route("**/hostile.js", lambda route: route.fulfill(body=wheel))
        page.evaluate(
            """([name, snapshot, wheel]) => {
              const island = document.getElementById("course-data");
              const data = JSON.parse(island.textContent);
              Object.assign(data.lab.parts.snapshot, {file: "hostile.bin"}, snapshot);
              Object.assign(data.lab.parts.library[name], {script: "hostile.js"}, wheel);
              island.textContent = JSON.stringify(data);
            }""",
            [self.wheel.name, _about(snapshot), _about(self.wheel.read_bytes())],
        )


def _about(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
