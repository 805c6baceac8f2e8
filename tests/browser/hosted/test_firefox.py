"""Firefox, on a host that sends the policy and from disk: a lab at work, and nothing refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import labs_py
from tests.browser.hosted.host import Host
from tests.browser.hosted.test_policy import REPORT
from tests.browser.lab.driver import Lab
from tests.browser.pages import visit

# Long enough to be stopped, short enough to be made a second time outside the browser.
LONG = {
    "schema": 1,
    "lab": "command-to-projection",
    "seed": 7,
    "parameters": {"load.commands_per_s": 300, "load.until_us": 20_000_000},
}


# An address that the policy refuses, and that Firefox says so of: after all it had to say before.
CANARY = "https://canary.example/"


@pytest.fixture(params=["http", "file"])
def lab(
    request: pytest.FixtureRequest, firefox: Browser, host: Host, site: Path, complaints: list[str]
) -> Iterator[Lab]:
    """Open the lab's page; whatever the policy refuses there fails the test."""
    context = firefox.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(REPORT)
    context.on("console", lambda it: complaints.append(it.text) if it.type == "error" else None)
    context.on("weberror", lambda it: complaints.append(str(it.error)))
    page = context.new_page()
    start = host.address if request.param == "http" else site.as_uri()
    visit(page, f"{start}/modules/advanced-patterns/index.html")
    yield Lab(page)
    with page.expect_console_message(lambda it: f"violation: img-src {CANARY}" in it.text):
        page.evaluate("address => { new Image().src = address }", CANARY)
    context.close()
    assert [said for said in complaints if CANARY not in said] == []


def test_a_lab_runs_stops_and_runs_again_with_search_open(lab: Lab) -> None:
    lab.root.locator(".lab__scenario").evaluate(
        "(script, text) => { script.textContent = text }", json.dumps(LONG)
    )
    lab.start()
    digest = lab.digest
    assert digest == labs_py.run({**LONG, "interventions": []})["digest"]
    lab.go_to(1_000_000)
    lab.press("Place order")
    expect(lab.view).to_have_attribute("data-runtime", "running")
    lab.press("Stop")
    expect(lab.view.locator(".lab-notice")).to_have_text("Stopped. What you had is still here.")
    assert (lab.digest, lab.at_us) == (digest, 1_000_000)
    expect(lab.view).to_have_attribute("data-runtime", "ready")
    lab.act("Place order")
    lab.page.get_by_role("textbox", name="Search").press_sequentially("poison message")
    lab.page.locator(".md-search-result__item").first.wait_for()
