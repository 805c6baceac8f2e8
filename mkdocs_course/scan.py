"""Pair openers with closers: the tree of blocks, and what was left open or closes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_course.problems import Found, Mistake, one_of
from mkdocs_course.source import CLOSER, OPENER, Source, read_options
from mkdocs_course.spec import Spec


@dataclass
class Scan:
    """All blocks in reading order, and the mistakes of their brackets."""

    lines: Sequence[str]
    specs: Mapping[str, Spec]
    foreign: frozenset[str] = frozenset()
    blocks: list[Source] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    stack: list[Source] = field(default_factory=list)

    def run(self, visible: Iterable[tuple[int, str]]) -> "Scan":
        for number, line in visible:
            if "///" not in line:
                continue
            if opener := OPENER.fullmatch(line):
                self.open(Source(opener[2].lower(), opener[3] or "", number, len(opener[1])))
            elif closer := CLOSER.fullmatch(line):
                self.close(number, len(closer[1]))
        self.leave_open(0)
        return self

    def open(self, block: Source) -> None:
        """Push a block. One that belongs into an outer one shows those between to be left open."""
        wanted = self.specs[block.name].parent if block.name in self.specs else ""
        depths = [depth for depth, outer in enumerate(self.stack) if outer.name == wanted]
        if depths:
            self.leave_open(depths[-1] + 1)
        if self.stack:
            block.parent = self.stack[-1]
            block.parent.children.append(block)
        self.stack.append(block)
        self.blocks.append(block)
        read_options(self.lines, block)
        if block.name not in self.specs and block.name not in self.foreign:
            self.found.append((block.line, self.unknown(block)))

    def unknown(self, block: Source) -> Mistake:
        names = self.specs.keys() | self.foreign
        return Mistake(
            f"unknown block “{block.name}”",
            self.lines[block.line],
            one_of(names, block.name),
            "/// reflection | Where would it help?\n    id: where-it-helps",
        )

    def close(self, number: int, slashes: int) -> None:
        """Close the innermost block opened with as many slashes."""
        depths = [depth for depth, outer in enumerate(self.stack) if outer.slashes == slashes]
        if depths:
            self.leave_open(depths[-1] + 1)
            self.stack.pop().end = number
            return
        self.strays.append(number)
        expected = "as many slashes as the opener has, once for each block"
        example = "//// artefact | …\n/// part | …\n///\n////"
        mistake = Mistake("this closes no block", self.lines[number], expected, example)
        self.found.append((number, mistake))

    def leave_open(self, depth: int) -> None:
        """Report the blocks above a depth of the stack: nothing closed them."""
        for block in self.stack[depth:]:
            slashes = "/" * block.slashes
            mistake = Mistake(
                f"block “{block.name}” is left open",
                self.lines[block.line],
                f"a line with {slashes} alone after its body",
                f"{self.lines[block.line].strip()}\n…\n{slashes}",
            )
            self.found.append((block.line, mistake))
        del self.stack[depth:]
