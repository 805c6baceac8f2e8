"""Closing a lab: nothing of it runs on, and nothing of it stays in memory."""

from playwright.sync_api import Page, expect

from tests.browser.lab.driver import Lab
from tests.browser.lab.test_stop import slow  # noqa: F401 - a fixture


def living(page: Page, element: str) -> int:
    """Count the objects of a custom element's class that nothing has let go of."""
    session = page.context.new_cdp_session(page)
    made = {"expression": f"customElements.get({element!r}).prototype"}
    prototype = session.send("Runtime.evaluate", made)["result"]["objectId"]
    session.send("HeapProfiler.collectGarbage")
    found = session.send("Runtime.queryObjects", {"prototypeObjectId": prototype})
    count = {"functionDeclaration": "function () { return this.length; }", "returnByValue": True}
    to = {"objectId": found["objects"]["objectId"]}
    number: int = session.send("Runtime.callFunctionOn", {**count, **to})["result"]["value"]
    session.detach()
    return number


def test_a_closed_lab_is_let_go(running: Lab) -> None:
    for _ in range(3):
        running.press("Close")
        running.start()
    assert living(running.page, "lab-view") >= 1
    running.press("Close")
    for _ in range(200):  # what waits to be said or drawn holds the lab until it was
        if living(running.page, "lab-view") <= 1:
            return
        running.page.evaluate("new Promise(requestAnimationFrame)")
    raise AssertionError("the labs that were closed are still in memory")


def test_closing_ends_the_run(page: Page, slow: Lab) -> None:  # noqa: F811 - pytest's form
    with slow.endless():
        slow.press("Place order")
        expect(slow.view).to_have_attribute("data-runtime", "running")
        [at_work] = slow.workers
        with at_work.expect_event("close") as closed:
            slow.press("Close")
    assert closed.value is at_work
    slow.press("Start the lab")
    expect(slow.view).to_have_attribute("data-state", "ready")
