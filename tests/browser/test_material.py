"""What is left out of Material's style sheet is missed on no page."""

import re
from pathlib import Path

from mkdocs_course.workshop.material import is_absent


def test_no_page_has_a_part_whose_styles_are_left_out(site: Path) -> None:
    found = {
        f"{page.relative_to(site)}: {name}"
        for page in site.rglob("*.html")
        for names in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8"))
        for name in names.split()
        if is_absent(name)
    }
    assert not found
