"""`_headers`: what a static host says with each file, as Netlify and Cloudflare Pages read it.

A file named by its content never changes, so it is kept for ever. Everything else is asked for
again each time, which costs a 304 as long as it is the same.
"""

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from mkdocs_course import policy

FOR_EVER = "public, max-age=31536000, immutable"
# Folders and names that carry a digest of the content; the two frames of assets/course/ do not.
IMMUTABLE = (
    *(
        f"/assets/course/{name}.*"
        for name in ("atkinson", "desk", "file", "lab", "offline", "runtime", "site")
    ),
    "/assets/lab/*",
    "/assets/javascripts/bundle.*",
    "/assets/javascripts/workers/*",
    "/assets/stylesheets/*",
)
WORKER = "/assets/lab/worker.*"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def write(site: Path) -> None:
    """Write `_headers` for a built site; its policy allows the inline scripts of all its pages."""
    pages = (path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html")))
    (site / "_headers").write_text(render(pages), encoding="utf-8")


def render(pages: Iterable[str]) -> str:
    """Return the rules. A host joins what several rules say, so only the policy is said twice.

    Of two policies both hold: the worker's adds to that of all files.
    """
    hashes = {one for html in pages for one in policy.hashes(html)}
    everywhere = {**EVERYWHERE, "Content-Security-Policy": policy.header(hashes)}
    rules = [_rule("/*", everywhere)]
    rules += [_rule(pattern, {"Cache-Control": FOR_EVER}) for pattern in IMMUTABLE]
    return "\n".join([*rules, _rule(WORKER, {"Content-Security-Policy": policy.WORKER})])


def immutable(path: str) -> bool:
    """Tell whether a file of the site, such as `/assets/course/site.1a2b3c4d.js`, never changes."""
    return any(fnmatch(path, pattern) for pattern in IMMUTABLE)


def _rule(pattern: str, headers: dict[str, str]) -> str:
    return "\n".join([pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""])
