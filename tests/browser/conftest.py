"""A really built site, a server on a free port, a page that fails on what nobody must meet."""

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from mkdocs_course.workshop import assets, browsers
from mkdocs_course.workshop.paths import ROOT
from tests.browser.pages import PATIENCE_MS, visit

MODULE = "/modules/advanced-patterns/"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    extensions_map = {  # noqa: RUF012 - the host's name and form
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the host's name
        """Keep the test output clean."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course as an author would, from today's sources, and return the folder."""
    assets.prepare()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine and yield its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the built site."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives the browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Open one Chromium for all tests."""
    browser = browsers.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Open one Firefox for all tests that ask for it; the same API as Chromium's."""
    firefox = browsers.launch_firefox(playwright)
    yield firefox
    firefox.close()


@pytest.fixture
def complaints() -> list[str]:
    """Collect what went wrong in a page; a test that provokes an error empties it."""
    return []


@pytest.fixture
def context(browser: Browser, address: str, complaints: list[str]) -> Iterator[BrowserContext]:
    """Open a browser with empty storage."""
    with opened(browser, address, complaints) as context:
        yield context


@contextmanager
def opened(browser: Browser, address: str, complaints: list[str]) -> Iterator[BrowserContext]:
    """Open a browser with empty storage; a foreign request or a script error fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    watch(context, address, complaints)
    yield context
    context.close()
    assert not complaints


def watch(context: BrowserContext, address: str, complaints: list[str]) -> None:
    """Note every request to another host and every script error of a context."""
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else complaints.append(f"foreign request: {request.url}")
        ),
    )
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    context.on(
        "console",
        lambda message: (
            complaints.append(f"console: {message.text}") if message.type == "error" else None
        ),
    )


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open an empty tab."""
    return context.new_page()


@pytest.fixture
def module(page: Page) -> Page:
    """Open the page of Module 2."""
    visit(page, MODULE)
    return page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: it needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
