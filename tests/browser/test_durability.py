"""Nothing readable is lost: damaged records, a full disk, two tabs, a browser that is killed."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from mkdocs_course.workshop import browsers, bundle
from tests.browser.conftest import MODULE
from tests.browser.pages import until, visit

KEY = "course:digital-cloud-scale:record"
REFLECTION = "advanced-patterns/reflection/where-cqrs-helps"
CASES = 2000
LONG_ENOUGH = """(least) =>
    document.querySelector('course-reflection textarea').value.length >= least"""


@pytest.fixture(scope="module")
def bench(
    browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Open a page with a storage of its own, and the real store in it."""
    entry = Path(__file__).with_name("store_fuzz.ts")
    script = bundle.script(str(entry), tmp_path_factory.mktemp("fuzz") / "fuzz.js")
    page = browser.new_page(base_url=address)
    page.goto("/licences.txt")
    page.evaluate(script.read_text(encoding="utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize(
    "first",
    [0, 361_871_000, 572_252_000],  # the last two hold what a hunt with fresh seeds once found
    ids=["a", "two entries under one key", "the same on a full disk"],
)
def test_nothing_readable_is_lost_however_a_record_is_damaged(bench: Page, first: int) -> None:
    """The seed stands before each thing that is wrong; `fuzz(seed, 1)` does it again."""
    assert bench.evaluate("([first, count]) => fuzz(first, count)", [first, CASES]) == []


def test_two_tabs_that_write_at_once_lose_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        visit(tab, MODULE)
    checks = [
        f"#{id_}"
        for id_ in tabs[0]
        .locator("details.quick-check")
        .evaluate_all("all => all.map(({ id }) => id)")
    ]
    for number, check in enumerate(checks):
        tabs[number % 2].locator(f"{check} summary").evaluate("summary => { summary.click() }")
    for number, tab in enumerate(tabs):
        tab.locator("course-artefact textarea").nth(number).fill(f"from tab {number}")
        until(tab, f"text => localStorage['{KEY}'].includes(text)", f"from tab {number}")
    for tab in tabs:
        expect(tab.locator(".quick-checks__count")).to_have_text(
            f"{len(checks)} of {len(checks)} opened"
        )
        tab.close()
    page = context.new_page()
    visit(page, MODULE)
    for number in range(2):
        field = page.locator("course-artefact textarea").nth(number)
        expect(field).to_have_value(f"from tab {number}")
    context.close()


@contextmanager
def chromium(playwright: Playwright, profile: Path, address: str) -> Iterator[tuple[Page, int]]:
    """Run a real browser on a profile; yield its page and the process that may be killed."""
    options = browsers.chromium_options(playwright)
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    flags = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    command = [str(options["executable_path"]), *options["args"], *flags, "about:blank"]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        while not (port.exists() and port.read_text().strip()):
            assert process.poll() is None
        at = f"http://127.0.0.1:{port.read_text().split()[0]}"
        page = playwright.chromium.connect_over_cdp(at).contexts[0].new_page()
        page.set_default_timeout(30_000)
        visit(page, f"{address}{MODULE}")
        yield page, process.pid
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_browser_that_is_killed_loses_at_most_the_last_keystrokes(
    playwright: Playwright, address: str, tmp_path: Path
) -> None:
    words = [f"word{number}" for number in range(60)]
    with chromium(playwright, tmp_path, address) as (page, process):
        field = page.locator("course-reflection textarea").first
        for word in words:
            field.press_sequentially(f"{word} ", delay=5)
        seen = kept_text(page)
        assert seen, "typing never stopped, and yet it was kept"
        os.killpg(process, signal.SIGKILL)
    with chromium(playwright, tmp_path, address) as (page, _):
        field = page.locator("course-reflection textarea").first
        least = len(seen) - len("word59 ")
        until(page, LONG_ENOUGH, least)
        left = field.input_value()
        typed = "".join(f"{word} " for word in words)
        assert typed.startswith(left)


def kept_text(page: Page) -> str:
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return str(json.loads(text)["entries"].get(REFLECTION, {}).get("text", "")) if text else ""
