"""Which way Python starts, and what comes in: the snapshot, the whole library, a local page."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import labs_py
from mkdocs_course.workshop.parts import script
from mkdocs_course.workshop.paths import ROOT
from tests.browser.conftest import MODULE
from tests.browser.lab.driver import SNAPSHOT_USED, Lab

RECORDED = json.loads((ROOT / "docs/labs/first-order.json").read_text(encoding="utf-8"))
DIGEST = labs_py.run({**RECORDED, "interventions": []})["digest"]
SNAPSHOT, PYTHON, WHEEL = "**/snapshot.*.bin", "**/python.*.wasm", "**/local/labs_py-*.js"


def test_python_starts_from_its_snapshot(lab: Lab, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    lab.start()
    lab.booted(SNAPSHOT_USED)
    assert lab.digest == DIGEST
    assert not [url for url in asked if "/local/" in url]


def test_without_the_snapshot_the_whole_library_makes_the_same_run(
    lab: Lab, context: BrowserContext, complaints: list[str]
) -> None:
    context.route(SNAPSHOT, lambda route: route.fulfill(status=404, body="gone"))
    lab.start()
    lab.booted(re.compile("with its whole library.*404"))
    assert lab.digest == DIGEST
    complaints.clear()  # the browser itself logs the 404


def test_a_snapshot_with_one_wrong_bit_is_not_used(
    lab: Lab, context: BrowserContext, site: Path
) -> None:
    data = next(site.glob("assets/lab/snapshot.*.bin")).read_bytes()
    wrong = data[:-1] + bytes([data[-1] ^ 1])
    context.route(SNAPSHOT, lambda route: route.fulfill(body=wrong))
    lab.start()
    lab.booted(re.compile("not the bytes that were built"))
    assert lab.digest == DIGEST


def test_a_snapshot_of_another_build_is_not_used(
    lab: Lab, context: BrowserContext, site: Path
) -> None:
    data = bytearray(next(site.glob("assets/lab/snapshot.*.bin")).read_bytes())
    pages = int.from_bytes(data[4:8], "little")
    data[8 + 4 * pages + 20] ^= 1  # in Pyodide's header, which names the build
    context.route(SNAPSHOT, lambda route: route.fulfill(body=bytes(data)))
    lab.page.evaluate(
        """sha256 => {
          const island = document.getElementById("course-data");
          const data = JSON.parse(island.textContent);
          Object.assign(data.lab.parts.snapshot, {sha256});
          island.textContent = JSON.stringify(data);
        }""",
        hashlib.sha256(data).hexdigest(),
    )
    lab.start()
    lab.booted(re.compile("a snapshot of another build"))
    assert lab.digest == DIGEST


def test_python_that_was_tampered_with_is_refused(lab: Lab, context: BrowserContext) -> None:
    context.route(PYTHON, lambda route: route.fulfill(body=b"not Python"))
    lab.press("Start the lab")
    expect(lab.view.get_by_role("alert")).to_contain_text("could not be fetched")


def test_a_package_that_was_tampered_with_is_refused(
    lab: Lab, context: BrowserContext, complaints: list[str]
) -> None:
    context.route(SNAPSHOT, lambda route: route.abort())
    other = b"not the wheel"
    context.route(
        WHEEL, lambda route: route.fulfill(body=script(Path(route.request.url).name, other))
    )
    lab.press("Start the lab")
    expect(lab.view.get_by_role("alert")).to_contain_text("could not be fetched")
    complaints.clear()  # the browser itself logs what was cut off


@pytest.fixture(params=["browser", "firefox"])
def local(request: pytest.FixtureRequest, site: Path) -> Iterator[Lab]:
    """Open the module's page from the disk."""
    browser: Browser = request.getfixturevalue(request.param)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site.as_uri()}{MODULE}index.html")
    yield Lab(page)
    context.close()


def test_a_local_page_runs_the_lab(local: Lab) -> None:
    local.may_be_endless()
    local.start()
    local.booted(SNAPSHOT_USED)
    assert local.digest == DIGEST
    with local.endless():
        local.press("Place order")
        for _ in range(3):
            local.press("Stop")
    expect(local.view).to_have_attribute("data-runtime", "ready")
    local.booted(SNAPSHOT_USED)
    local.act("Place order")


def test_a_local_page_runs_the_lab_with_the_whole_library(local: Lab) -> None:
    withhold_snapshot(local.page)
    local.page.evaluate("delete Uint8Array.fromBase64")  # as in a browser of some years ago
    local.start()
    local.booted(re.compile("with its whole library"))
    assert local.digest == DIGEST


def withhold_snapshot(page: Page) -> None:
    """Make the page name a snapshot that is not there."""
    page.evaluate(
        """() => {
          const island = document.getElementById("course-data");
          const data = JSON.parse(island.textContent);
          data.lab.parts.snapshot.script = "assets/lab/local/gone.js";
          island.textContent = JSON.stringify(data);
        }"""
    )
