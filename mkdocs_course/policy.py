"""The content security policy of a page: it runs the site's own scripts, and asks no other host.

Two of Material's inline scripts and two of ours run before the first paint. They are named by their
hash, computed from the page as it was rendered; any other inline script is refused.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser

# What main.html leaves in a page until its scripts are known. A served page has no policy: `serve`
# puts a script of its own into it, which is another each time.
PLACE = "(the policy of this page)"
RUNS = {"", "module", "text/javascript", "application/javascript"}
# Tables align their columns with a style attribute; the rest is what the site itself holds. On
# file:// the lab's worker comes from a data: address, because no sibling file can be one.
COMMON = (
    "default-src 'self'",
    "object-src 'none'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' data:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'"
# The two hidden frames of a page from disk hold one script each, and what that loads.
FRAME = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"
# The lab's worker gets every byte from the page: Python in it can ask no host for anything.
WORKER = "default-src 'none'; script-src 'wasm-unsafe-eval'"


# Parsing whole pages would take longer than rendering them.
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)


class _Inline(HTMLParser):
    """Collects the text of every script that runs and has no address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._inside = tag == "script" and "src" not in found and (found.get("type") or "") in RUNS
        if self._inside:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def hashes(html: str) -> set[str]:
    """Return a source expression, such as 'sha256-…', for each inline script of a page."""
    parser = _Inline()
    for element in _SCRIPT.findall(html):
        parser.feed(element)
    parser.close()
    digests = (hashlib.sha256(text.encode()).digest() for text in parser.texts)
    return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}


def render(scripts: Iterable[str]) -> str:
    """Return the policy that allows these inline scripts, as a page says it of itself."""
    return "; ".join([*COMMON, " ".join([SCRIPTS, *sorted(scripts)])])


def header(scripts: Iterable[str]) -> str:
    """Return the policy as a host says it: only a header can forbid being framed by others."""
    return f"{render(scripts)}; frame-ancestors 'self'"


def protect(html: str) -> str:
    """Put the page's policy into the place that its template left for it."""
    return html.replace(PLACE, render(hashes(html)), 1)
