"""Python runs in a worker that has no way out: not to a network, not to the learner record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hosted.host import Host
from tests.browser.pages import visit
from tests.browser.worker_console import Console

ATTEMPTS = {
    "fetch": "fetch('/')",
    "an older request": "new XMLHttpRequest()",
    "a socket": "new WebSocket('ws://127.0.0.1:9')",
    "a stream of events": "new EventSource('/')",
    "a script": "importScripts('/')",
    "a worker": "new Worker('data:text/javascript,')",
    "the database": "indexedDB.open('x')",
    "the caches": "caches.open('x')",
    "other tabs": "new BroadcastChannel('x')",
    "files of the site": "navigator.storage.getDirectory()",
    "the record": "localStorage.getItem('x')",
    "the page": "document.body",
    "code of text": "eval('1')",
    "a function of text": "Function('return 1')",
    "a function's maker": "(() => {}).constructor('return fetch')()",
    "an import": "(async () => {}).constructor('return import(\"/\")')()",
    "a generator's maker": "(function* () {}).constructor('')",
    "text after a while": "setTimeout('1')",
    "what was inherited": "WorkerGlobalScope.prototype.fetch.call(self, '/')",
    "another realm": "self.constructor.constructor('return fetch')()",
}


@pytest.fixture(scope="module", params=["header", "meta alone", "file"])
def worker(
    request: pytest.FixtureRequest, browser: Browser, host: Host, address: str, site: Path
) -> Iterator[Console]:
    """Start a lab on a host that sends policies, on one that sends none, and on none."""
    where = {"header": host.address, "meta alone": address, "file": site.as_uri()}[request.param]
    page = browser.new_page()
    visit(page, f"{where}/modules/advanced-patterns/index.html")
    lab = page.locator("course-lab").first
    lab.get_by_role("button", name="Start the lab").click()
    expect(lab.locator("lab-view")).to_have_attribute("data-state", "ready", timeout=60_000)
    yield Console(page)
    page.close()


TRY = """(async () => {
  try { await (ATTEMPT); return "out"; } catch (error) { return error.name; }
})()"""


@pytest.mark.parametrize("name", ATTEMPTS)
def test_there_is_no_way_out(worker: Console, name: str) -> None:
    said = worker.evaluate(TRY.replace("ATTEMPT", ATTEMPTS[name]))
    assert said in {"TypeError", "ReferenceError", "EvalError"}


REOPEN = """(() => {
  try { delete self.fetch; self.fetch = () => 1; } catch {}
  return typeof fetch;
})()"""


def test_what_was_closed_stays_closed(worker: Console) -> None:
    assert worker.evaluate("typeof postMessage") == "function"
    assert worker.evaluate(REOPEN) == "undefined"
