"""Pair openers with closers: the tree of blocks, and what was left open or closes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_course.problems import Found, Mistake, meant, one_of
from mkdocs_course.source import CLOSER, NEARLY, OPENER, WORD, Source, read_options
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
            if "//" not in line and "／" not in line:
                continue
            if closer := CLOSER.fullmatch(line):
                self.close(number, len(closer[1]))
            elif opener := OPENER.fullmatch(line):
                self.open(Source(opener[2].lower(), opener[3] or "", number, len(opener[1])))
            elif nearly := NEARLY.fullmatch(line):
                self.slip(number, nearly[1].lower())
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
        names, found = self.specs.keys() | self.foreign, self.lines[block.line]
        what, words = f"unknown block “{block.name}”", WORD.findall(block.name)
        if words == [block.name]:
            example = "/// reflection | Where would it help?\n    id: where-it-helps"
            return Mistake(what, found, one_of(names, block.name), example)
        likely = meant(names, "-".join(words)) or meant(names, words[0] if words else "")
        expected = "the name in one word, then “ | title”"
        expected += f"; did you mean “{likely}”?" if likely else ""
        return Mistake(what, found, expected, f"/// {likely or 'reflection'} | …")

    def slip(self, number: int, name: str) -> None:
        """Report what would open a block, were its slashes three and plain."""
        likely = meant(self.specs.keys() | self.foreign, name)
        if likely:
            what, expected = "this opens no block", "three plain slashes, then the name"
            mistake = Mistake(what, self.lines[number], expected, f"/// {likely}")
            self.found.append((number, mistake))

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
