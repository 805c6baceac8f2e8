"""The pages of the built site: their addresses, and waiting for what happens in one."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Frame, Page, expect

STILL = "() => document.getAnimations().every((each) => each.playState !== 'running')"
# Only what fails takes so long: a busy machine needs many times what an idle one does.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
UNTIL = """async (argument) => {
  const holds = HOLDS;
  const end = performance.now() + PATIENCE;
  while (!(await holds(argument))) {
    if (performance.now() > end) throw new Error(`still not: ${holds}`);
    await new Promise(requestAnimationFrame);
  }
}"""
# The record as it would be had its owner done all this with other texts, a moment later: the second
# copy in IndexedDB says so too once a page has seen it.
OF_ANOTHER_TEXT = """() => {
  const key = "course:digital-cloud-scale:record";
  const record = JSON.parse(localStorage[key]);
  for (const entry of Object.values(record.entries)) {
    if (!entry.fingerprint) continue;
    entry.fingerprint = "00000000";
    entry.at = new Date(Date.parse(entry.at) + 1).toISOString();
  }
  localStorage[key] = JSON.stringify(record);
}"""
BLANK = '<!doctype html><title>Blank</title><link rel="icon" href="data:,">'


def until(page: Page | Frame, holds: str, argument: Any = None) -> None:
    """Wait until a function holds in a page.

    `page.wait_for_function` makes code of text inside the page, which the page's policy refuses.
    """
    try:
        page.evaluate(UNTIL.replace("PATIENCE", str(PATIENCE_MS)).replace("HOLDS", holds), argument)
    except Error as error:
        if "context was destroyed" not in str(error):
            raise
        until(page, holds, argument)  # the page has gone on to another


def addresses(site: Path) -> list[str]:
    """Return the address of each page, the page for a missing address included."""
    found = sorted(site.rglob("index.html"))
    return [
        *(f"/{path.parent.relative_to(site)}/".replace("/./", "/") for path in found),
        "/404.html",
    ]


def visit(page: Page, path: str) -> None:
    """Open a page and wait until its elements work, which they do after the first paint."""
    page.goto(path)
    page.locator("html[data-course=ready]").wait_for(state="attached")


def again(page: Page) -> None:
    """Load a page anew, as `visit` does."""
    page.reload()
    page.locator("html[data-course=ready]").wait_for(state="attached")


def blank(page: Page) -> None:
    """Open an empty page of the course's origin, without a policy or an icon to ask for."""
    page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=BLANK))
    page.goto("/blank")
