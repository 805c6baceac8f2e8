"""A browser for the tests: Playwright's own where it can be had, else the system's."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "msedge")
# Without these, Chromium looks up its maker's hosts at every start.
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright: Playwright) -> Browser:
    """Start Chromium; fail with the cure when there is none."""
    path = executable(playwright)
    if path is None:
        raise RuntimeError("No Chromium to test with. Run: python3 -m mkdocs_course browser")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*_QUIET, *root])


def executable(playwright: Playwright) -> str | None:
    """Return the path of a Chromium that is here, or None."""
    own = playwright.chromium.executable_path
    if os.path.exists(own):  # noqa: PTH110 - a plain string from Playwright
        return own
    return next(filter(None, map(shutil.which, SYSTEM)), None)


def install(playwright: Playwright) -> None:
    """Make sure there is a Chromium: Playwright's, else the distribution's package."""
    if executable(playwright):
        return
    print("Getting a browser for the tests …", file=sys.stderr)
    own = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium-headless-shell"]
    if subprocess.run(own, check=False, capture_output=True).returncode == 0 and executable(
        playwright
    ):
        return
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True)
        subprocess.run([*sudo, "apt-get", "install", "-y", "-qq", "chromium"], check=True)
    if executable(playwright) is None:
        raise RuntimeError("No browser to be had. Install Chromium or Chrome and run again.")
