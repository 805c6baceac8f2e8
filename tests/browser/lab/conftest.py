"""The lab of Module 2, before and after Start.

Python starts once for each file of tests: every test closes the lab and opens a fresh one on the
runtime that is warm.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import MODULE, watch
from tests.browser.lab.driver import Lab
from tests.browser.pages import PATIENCE_MS


@pytest.fixture
def lab(module: Page) -> Lab:
    """Give the lab in a browser of its own, not started."""
    return Lab(module)


@pytest.fixture(scope="module")
def warm(browser: Browser, address: str) -> Iterator[Lab]:
    """Open the module's page once for a file of tests."""
    complaints: list[str] = []
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    watch(context, address, complaints)
    page = context.new_page()
    page.goto(MODULE)
    lab = Lab(page)
    lab.may_be_endless()
    yield lab
    context.close()
    assert not complaints


@pytest.fixture
def running(warm: Lab) -> Lab:
    """Give a fresh lab, standing still at the beginning of its first run."""
    if warm.view.count():
        warm.press("Close")
    warm.page.set_viewport_size({"width": 1280, "height": 900})
    warm.page.evaluate("history.replaceState(null, '', location.pathname)")
    warm.start()
    return warm
