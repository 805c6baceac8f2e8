"""Python runs in a worker that has no way out: not to a network, not to the learner record."""

import subprocess
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
    "a script": "importScripts('data:text/javascript,')",
    "a worker": "new Worker('data:text/javascript,')",
    "the database": "indexedDB.open('x')",
    "the caches": "caches.open('x')",
    "other tabs": "new BroadcastChannel('x')",
    "files of the site": "navigator.storage.getDirectory()",
    "a font": "new FontFace('x', 'url(/font)').load()",
    "the fonts": "fonts.add",
    "an older file system": "webkitRequestFileSystem(0, 1, () => 1)",
    "a file by its address": "webkitResolveLocalFileSystemURL('filesystem:x', () => 1)",
    "a notice outside the page": "Notification.permission",
    "code of text": "eval('1')",
    "a function of text": "Function('return 1')",
    "a function's maker": "(() => {}).constructor('return fetch')()",
    "an import": "(async () => {}).constructor('return import(\"data:text/javascript,\")')()",
    "a generator's maker": "(function* () {}).constructor('')",
    "text after a while": "setTimeout('1')",
    "what was inherited": "INHERITED.fetch.call(self, '/')",
    "an inherited timer": "INHERITED.setTimeout.call(self, '1')",
    "another realm": "self.constructor.constructor('return fetch')()",
}
TOOLS = {
    *("self", "name", "constructor", "location", "close", "console", "performance", "crypto"),
    *("postMessage", "addEventListener", "removeEventListener", "dispatchEvent", "DOMException"),
    *("EventTarget", "Event", "MessageEvent", "MessageChannel", "MessagePort"),
    *("AbortController", "AbortSignal", "TextEncoder", "TextDecoder", "URL"),
    *("setTimeout", "clearTimeout", "setInterval", "clearInterval", "queueMicrotask"),
    # Of the language, and newer than this machine's node may be.
    *("Iterator", "Temporal", "Float16Array"),
    *("SuppressedError", "DisposableStack", "AsyncDisposableStack"),
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
    expect(lab.locator("lab-view")).to_have_attribute("data-state", "ready")
    yield Console(page)
    page.close()


TRY = """(async () => {
  try { await (ATTEMPT); return "out"; } catch (error) { return error.name; }
})()"""


REFUSED = {"TypeError", "ReferenceError", "EvalError"}


def outcome(worker: Console, attempt: str) -> str:
    inherited = "Object.getPrototypeOf(Object.getPrototypeOf(self))"
    said: str = worker.evaluate(TRY.replace("ATTEMPT", attempt.replace("INHERITED", inherited)))
    return said


@pytest.mark.parametrize("name", ATTEMPTS)
def test_there_is_no_way_out(worker: Console, name: str) -> None:
    assert outcome(worker, ATTEMPTS[name]) in REFUSED


START = "new Promise((told) => { (self.it = new Worker('/unsealed.js')).onmessage = told; })"


@pytest.fixture(scope="module")
def unsealed(browser: Browser, address: str) -> Iterator[Console]:
    """Start a worker of the same site that nobody has sealed."""
    page = browser.new_page()
    script = {"content_type": "text/javascript", "body": "postMessage(1);"}
    page.route("**/unsealed.js", lambda route: route.fulfill(**script))
    visit(page, f"{address}/404.html")
    page.evaluate(START)
    yield Console(page)
    page.close()


@pytest.mark.parametrize("name", ATTEMPTS)
def test_each_attempt_would_get_out_of_a_worker_without_a_seal(
    unsealed: Console, name: str
) -> None:
    """Else a slip of the pen above would pass for a seal."""
    assert outcome(unsealed, ATTEMPTS[name]) not in REFUSED


LEFT = """[self, ...(function* (place) {
  while ((place = Object.getPrototypeOf(place)) !== Object.prototype) yield place;
})(self)].flatMap(Object.getOwnPropertyNames)
  .filter((name) => !["undefined", "number"].includes(typeof self[name]))"""
LANGUAGE = "Object.getOwnPropertyNames(vm.runInNewContext('globalThis')).join(' ')"


def test_the_worker_keeps_the_language_and_a_few_harmless_tools(worker: Console) -> None:
    """What a browser brings tomorrow is closed as well: nothing else is there."""
    shown = subprocess.run(["node", "-p", LANGUAGE], check=True, capture_output=True, text=True)
    left = set(worker.evaluate(LEFT)) - set(shown.stdout.split())
    assert left <= TOOLS
    assert "postMessage" in left


def test_what_was_closed_is_not_uncovered(worker: Console) -> None:
    assert worker.evaluate("delete self.fetch && typeof fetch") == "undefined"
    assert worker.evaluate("delete self.setTimeout") is False
