"""The commands of README.md, one function each."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import sync_playwright

from mkdocs_course import __main__ as bootstrap
from mkdocs_course.workshop import assets, browsers, checks, distribution, node, publish
from mkdocs_course.workshop.paths import ROOT


def serve(rest: Sequence[str]) -> None:
    """Build the course, serve it on this machine, and rebuild on every save."""
    assets.prepare()
    _run(sys.executable, "-m", "mkdocs", "serve", *rest, env=publish.environment())


def site(rest: Sequence[str]) -> None:
    """Build the course into site/, with what static hosts need."""
    publish.publish(*rest)


def archive(rest: Sequence[str]) -> None:
    """Build the course into one zip under dist/ that runs from disk, offline."""
    from mkdocs_course.workshop import archive  # noqa: PLC0415 - only this command needs the course

    site(rest)
    path = archive.build(ROOT / "site", ROOT / "dist", COURSE)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")


def test(rest: Sequence[str]) -> None:
    """Run every check and every test; with arguments, only pytest with these arguments."""
    assets.prepare()
    browser([])
    if not rest:
        checks.run_all()
    _run(sys.executable, "-m", "pytest", *rest)


def check(rest: Sequence[str]) -> None:
    """Run the linters and type checkers only."""
    node.install()
    checks.run_all()


def fix(rest: Sequence[str]) -> None:
    """Format the code and mend what the linters can mend."""
    node.install()
    checks.fix()


def bench(rest: Sequence[str]) -> None:
    """Print the table of build time, page size and paint against plain Material."""
    assets.prepare()
    browser([])
    _run(sys.executable, "-m", "tests.bench", *rest)


def lab(rest: Sequence[str]) -> None:
    """Run, compare, sweep and plot scenarios at the shell: lab --help."""
    command = [sys.executable, "-m", "labs_py.command_line", *rest]
    sys.exit(subprocess.run(command, check=False).returncode)  # it says itself what went wrong


def ids(rest: Sequence[str]) -> None:
    """Record the ids of new blocks in docs/ids.yml."""
    from mkdocs_course.ids import record_ids  # noqa: PLC0415 - only this command needs the course

    added = record_ids(COURSE)
    print("\n".join(added) or "nothing new")


def new_module(rest: Sequence[str]) -> None:
    """Start a module page from the scaffold: new-module <id>."""
    from mkdocs_course.scaffold import new_module as start  # noqa: PLC0415

    if len(rest) != 1:
        raise ValueError("which module? Example: python3 -m mkdocs_course new-module resilience")
    print(start(COURSE, rest[0]))


def browser(rest: Sequence[str]) -> None:
    """Make sure there are the browsers and the web server that the tests need."""
    with sync_playwright() as playwright:
        browsers.install(playwright)
    distribution.web_server()


def pin(rest: Sequence[str]) -> None:
    """Write the exact versions and hashes of the environment from pyproject.toml."""
    bootstrap.pin()


COURSE = ROOT / "docs" / "course.yml"
COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    "serve": serve,
    "test": test,
    "site": site,
    "zip": archive,
    "check": check,
    "fix": fix,
    "bench": bench,
    "lab": lab,
    "ids": ids,
    "new-module": new_module,
    "browser": browser,
    "pin": pin,
}


def _run(*command: str, env: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, check=True, env=env)
