"""What a block's author may write: all of it can be checked without building anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_course.options import Option


@dataclass(frozen=True)
class Spec:
    """`parent` is the only block it may stand in (top level if empty); `child` one it must hold.

    One that `gathers` makes a list of its children: its prose stands before them.
    """

    title: bool = False
    body: bool = True
    parent: str = ""
    child: str = ""
    gathers: bool = False
    options: Mapping[str, Option] = field(default_factory=dict)
    kind: str = ""

    @property
    def has_id(self) -> bool:
        return "id" in self.options
