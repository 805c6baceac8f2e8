"""A page as the search index should see it: its prose, without what the build has added to it.

Recorded runs, the definitions under each page and the names of its neighbours would answer every
query with noise. And Material's search plugin reads each tag in Python: what is no part of its
index is taken out here. Of most tags it leaves nothing, not even a space.
"""

import re
from pathlib import Path

ADDED = re.compile(
    r'<figure class="recorded-run">.*?</figure>|<dl class="glossary-terms".*?</dl>'
    r'|<nav [^>]*class="module-strip".*?</nav>|</?header\b[^>]*>'
    r"|<script.*?</script>",
    re.DOTALL,
)
TERM = re.compile(r"<glossary-term><a [^>]*>(.*?)</a></glossary-term>", re.DOTALL)
CELL = re.compile(r"</(?:d[dt]|t[dh]|caption|figcaption|summary)>")
INLINE = re.compile(r"</?(?:em|span|strong)\b[^>]*>")


def prose(html: str) -> str:
    """Return a rendered page without what was added and marks within the text, words kept apart."""
    # What begins with its h1, without even a space before it, is indexed as the page itself.
    text = CELL.sub(r" \g<0>", TERM.sub(r"\1", ADDED.sub("", html).lstrip()))
    # An author can take things out of the index by an attribute, also on a word.
    return text if "data-search" in text else INLINE.sub("", text)


def index_for_disk(site: Path) -> None:
    """Write the search index as a script too: a page from disk may load that, but fetch nothing."""
    index = site / "search" / "search_index.json"
    if index.exists():
        text = f"var __index = {index.read_text(encoding='utf-8')};\n"
        index.with_suffix(".js").write_text(text, encoding="utf-8")
