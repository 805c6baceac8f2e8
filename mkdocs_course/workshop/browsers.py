"""Browsers for the tests: Playwright's own Chromium, else the system's; the system's Firefox."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

from mkdocs_course.workshop import distribution
from mkdocs_course.workshop.paths import CACHE

SYSTEM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "msedge")
FIREFOX = ("firefox-esr", "firefox")
_RELAY = Path(__file__).with_name("firefox.py")
# Playwright's profile lets local files read each other, which no learner's Firefox does.
_AS_SHIPPED: dict[str, str | float | bool] = {"security.fileuri.strict_origin_policy": True}
# Without these, Chromium looks up its maker's hosts at every start.
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start Chromium, with further flags of its own; fail with the cure when there is none."""
    options = chromium_options(playwright)
    return playwright.chromium.launch(**{**options, "args": [*options["args"], *flags]})


def launch_firefox(playwright: Playwright) -> Browser:
    """Start Firefox; fail with the cure when there is none."""
    return playwright.firefox.launch(**firefox_options())


def chromium_options(playwright: Playwright) -> dict[str, Any]:
    """Return what `chromium.launch` and `launch_persistent_context` need here."""
    path = executable(playwright)
    if path is None:
        raise RuntimeError("No Chromium to test with. Run: python3 -m mkdocs_course browser")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*_QUIET, *root]}


def firefox_options() -> dict[str, Any]:
    """Return what `firefox.launch` and `launch_persistent_context` need here."""
    path = _found(FIREFOX)
    if path is None:
        raise RuntimeError("No Firefox to test with. Run: python3 -m mkdocs_course browser")
    # Playwright starts one executable: a script that starts the relay, which starts Firefox.
    command = shlex.join([sys.executable, str(_RELAY), path])
    script = CACHE / "firefox"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {"executable_path": script, "channel": "moz-firefox", "firefox_user_prefs": _AS_SHIPPED}


def executable(playwright: Playwright) -> str | None:
    """Return the path of a Chromium that is here, or None."""
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else _found(SYSTEM)


def _found(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def install(playwright: Playwright) -> None:
    """Make sure there is a Chromium and a Firefox, from the distribution if need be."""
    if executable(playwright) is None:
        _download()
    if executable(playwright) is None:
        distribution.install("chromium")
    if _found(FIREFOX) is None:
        distribution.install("firefox-esr")
    if executable(playwright) is None:
        raise RuntimeError("No browser to be had. Install Chromium or Chrome and run again.")
    if _found(FIREFOX) is None:
        raise RuntimeError("No Firefox to be had. Install Firefox and run again.")


def _download() -> None:
    print("Getting a browser for the tests …", file=sys.stderr)
    own = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium-headless-shell"]
    subprocess.run(own, check=False, capture_output=True)
