"""Material's style sheet, without the components that no page of ours has.

Header, navigation and foot are our own, and most of what Material offers is not switched on here: a
quarter of its sheet. Whoever switches something on takes its line out of `ABSENT`.
"""

from collections.abc import Iterable
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

ABSENT = frozenset(
    {
        # the theme's own parts, which our templates have in their place or do without
        *("md-tabs", "md-source", "md-footer", "md-banner", "md-consent", "md-copyright"),
        *("md-social", "md-select", "md-version", "md-path", "md-top", "md-announce"),
        *("md-nav--primary", "md-nav--integrated", "md-nav--lifted"),
        # features that mkdocs.yml does not switch on
        *("md-annotation", "md-clipboard", "md-code", "md-feedback", "md-progress"),
        *("md-tooltip", "md-tooltip2", "md-status", "md-tag", "md-tags", "md-meta"),
        *("md-author", "md-post", "md-pagination"),
        # Markdown extensions that it does not list
        *("tabbed-set", "tabbed-labels", "tabbed-content", "tabbed-control", "tabbed-button"),
        *("tabbed-block", "tabbed-alternate", "keys", "critic", "arithmatex"),
    }
)
_NESTING = frozenset({"media", "supports"})


def build(folder: Path) -> Path:
    """Write `material.css` into a folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet = tinycss2.parse_stylesheet(_source().read_text(encoding="utf-8"))
    (folder / "material.css").write_text(_kept(sheet), encoding="utf-8")
    return folder


def _source() -> Path:
    (found,) = (
        file
        for file in distribution("mkdocs-material").files or []
        if file.match("templates/assets/stylesheets/main.*.min.css")
    )
    return Path(str(found.locate()))


def _kept(rules: Iterable[Any]) -> str:
    return "".join(filter(None, map(_rule, rules)))


def _rule(rule: Any) -> str:
    """Return a rule as text, or nothing when all its selectors are of absent components."""
    if rule.type == "qualified-rule":
        selectors = [one for one in _selectors(rule.prelude) if not _is_absent(one)]
        text = ",".join(map(tinycss2.serialize, selectors))
        return f"{text}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""
    if rule.type == "at-rule" and rule.lower_at_keyword in _NESTING:
        inside = _kept(tinycss2.parse_rule_list(rule.content))
        name = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
        return f"{name}{{{inside}}}" if inside else ""
    return "" if rule.type == "comment" else str(rule.serialize())


def _selectors(prelude: list[Any]) -> list[list[Any]]:
    lists: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            lists.append([])
        else:
            lists[-1].append(token)
    return lists


def _is_absent(selector: list[Any]) -> bool:
    """Whether it asks for an absent class; one inside `:not(…)` or `:is(…)` asks for nothing."""
    return any(
        dot.type == "literal"
        and dot.value == "."
        and name.type == "ident"
        and is_absent(name.value)
        for dot, name in pairwise(selector)
    )


def is_absent(name: str) -> bool:
    """Whether a class, `component__part--variant`, belongs to a component of `ABSENT`."""
    return name in ABSENT or name.split("__", maxsplit=1)[0].split("--", maxsplit=1)[0] in ABSENT
