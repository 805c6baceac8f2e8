"""A page as the search index should see it: its prose, without what the build has added to it.

Recorded runs and the definitions under each page would answer every query with noise. And
Material's search plugin reads each tag in Python: what is no part of its index is taken out here.
"""

import re

ADDED = re.compile(
    r'<figure class="recorded-run">.*?</figure>|<dl class="glossary-terms".*?</dl>'
    r"|<script.*?</script>",
    re.DOTALL,
)
TERM = re.compile(r"<glossary-term><a [^>]*>(.*?)</a></glossary-term>", re.DOTALL)
INLINE = re.compile(r"</?(?:em|span|strong)\b[^>]*>")


def prose(html: str) -> str:
    """Return a rendered page without recorded runs, definitions and marks within the text."""
    text = TERM.sub(r"\1", ADDED.sub("", html))
    # An author can take things out of the index by an attribute, also on a word.
    return text if "data-search" in text else INLINE.sub("", text)
