"""Every page of the built site, by its address."""

from pathlib import Path

from playwright.sync_api import Page


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
