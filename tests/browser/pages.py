"""Every page of the built site, by its address."""

from pathlib import Path


def addresses(site: Path) -> list[str]:
    """Return the address of each page, the page for a missing address included."""
    found = sorted(site.rglob("index.html"))
    return [
        *(f"/{path.parent.relative_to(site)}/".replace("/./", "/") for path in found),
        "/404.html",
    ]
