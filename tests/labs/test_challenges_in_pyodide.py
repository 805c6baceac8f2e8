"""The same verdicts in the browser's Python: Pyodide under Node, with the wheel that is shipped."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from labs_py.first_gauge import FIRST_GAUGE
from labs_py.trial import TUNINGS
from mkdocs_course.workshop import node, runtime
from mkdocs_course.workshop.paths import NODE_MODULES
from tests.labs.verdicts import verdict

SCRIPT = Path(__file__).with_name("in_pyodide.mjs")
TRIES: list[dict[str, Any]] = [
    {"challenge": name, "attempt": attempt}
    for name, challenge in TUNINGS.items()
    for attempt in (challenge.reference, *challenge.naive[-2:])
]
TRIES += [
    {"challenge": "first-gauge", "attempt": FIRST_GAUGE.reference},
    {"challenge": "first-gauge", "attempt": dict.fromkeys(FIRST_GAUGE.reference, "event_lag")},
]


def test_verdicts_are_the_same_to_the_last_figure(tmp_path: Path) -> None:
    env = node.environment()
    program = shutil.which("node", path=env["PATH"])
    assert program
    command = [program, str(SCRIPT), str(NODE_MODULES / "pyodide"), str(runtime.wheel(tmp_path))]
    done = subprocess.run(
        command, input=json.dumps(TRIES), capture_output=True, text=True, env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    found = [each["verdict"] for each in json.loads(done.stdout)]
    assert found == [verdict(**each) for each in TRIES]
    passed = [each["attempt"] for each, one in zip(TRIES, found, strict=True) if one["passed"]]
    references = [each.reference for each in TUNINGS.values()]
    assert passed == [*references, FIRST_GAUGE.reference]
