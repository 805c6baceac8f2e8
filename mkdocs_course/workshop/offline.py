"""The service worker of a built site, with the list of what it keeps."""

import base64
import hashlib
import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from mkdocs_course.workshop import headers
from mkdocs_course.workshop.assets import SERVICE_WORKER
from mkdocs_course.workshop.paths import ASSETS

KEPT = ("*.html", "*.css", "*.js", "*.json", "*.svg", "*.txt", "*.woff2")
# A lab's files are kept when a lab asks for them; the rest is for authors and hosts.
NOT_KEPT = (
    "/assets/lab/*",
    "/assets/javascripts/lunr/*",
    "/assets/stylesheets/palette.*",
    "/hosting/*",
    "/project/*",
    "/schemas/*",
    f"/{SERVICE_WORKER}",
)


def write(site: Path) -> None:
    """Put the service worker into a built site, in the place of the one that removes itself."""
    worker = (ASSETS / "offline.js").read_text(encoding="utf-8")
    lab = {
        f"assets/lab/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.glob("assets/lab/*.*"))
    }
    lists = {"__COURSE_FILES": list(entries(site)), "__COURSE_LAB": lab}
    texts = [f"self.{name}={json.dumps(value)};" for name, value in lists.items()]
    (site / SERVICE_WORKER).write_text("\n".join([*texts, worker]), encoding="utf-8")


def entries(site: Path) -> Iterator[dict[str, str | None]]:
    """Yield what Workbox calls a precache manifest; a name that changes needs no revision."""
    for path in sorted(site.rglob("*")):
        url = f"/{path.relative_to(site).as_posix()}"
        if path.is_file() and _kept(url):
            digest = hashlib.sha256(path.read_bytes()).digest()
            revision = None if headers.immutable(url) else digest.hex()[:16]
            integrity = f"sha256-{base64.b64encode(digest).decode()}"
            yield {"url": url[1:], "revision": revision, "integrity": integrity}


def _kept(url: str) -> bool:
    wanted = any(fnmatch(url, pattern) for pattern in KEPT)
    return wanted and not any(fnmatch(url, pattern) for pattern in NOT_KEPT)
