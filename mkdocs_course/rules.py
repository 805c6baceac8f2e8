"""The rules one block must keep: its place, its title, its options, its body."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from mkdocs_course.hiding import said
from mkdocs_course.options import Option
from mkdocs_course.problems import Found, Mistake, one_of
from mkdocs_course.source import Source
from mkdocs_course.spec import Spec


def check(block: Source, specs: Mapping[str, Spec], lines: Sequence[str]) -> Iterator[Found]:
    """Check a block against its table; its options come out parsed, in `block.values`."""
    yield from place(block, specs, lines)
    for rule in RULES:
        yield from rule(block, specs[block.name], lines)


def place(block: Source, specs: Mapping[str, Spec], lines: Sequence[str]) -> Iterator[Found]:
    """Check the block around this one. Those of other extensions may stand anywhere."""
    outer, wanted = block.parent, specs[block.name].parent
    if outer and outer.end is None:
        return  # the outer block was left open: that is the mistake, and it is reported
    if wanted and (outer is None or outer.name != wanted):
        what = f"“{block.name}” stands outside “{wanted}”"
        example = f"//// {wanted} | …\n/// {block.name} | …\n///\n////"
        yield block.line, Mistake(what, lines[block.line], f"“{wanted}” around it", example)
    if not wanted and outer and outer.name in specs:
        what = f"“{block.name}” stands inside “{outer.name}”"
        example = f"/// {outer.name} | …\n///\n\n/// {block.name} | …\n///"
        yield block.line, Mistake(what, lines[block.line], "a place after it", example)


def title(block: Source, spec: Spec, lines: Sequence[str]) -> Iterator[Found]:
    found = lines[block.line]
    if spec.title and not block.title:
        expected = "a title after a bar"
        example = f"/// {block.name} | What the learner reads first"
        yield block.line, Mistake(f"“{block.name}” has no title", found, expected, example)
    if block.title and not spec.title:
        what = f"“{block.name}” takes no title"
        yield block.line, Mistake(what, found, "the name alone", f"/// {block.name}")


def options(block: Source, spec: Spec, lines: Sequence[str]) -> Iterator[Found]:
    for name, (number, _) in block.written.items():
        if name not in spec.options:
            expected = one_of(spec.options, name)
            example = "\n".join(f"{n}: {o.parser.example}" for n, o in spec.options.items())
            what = f"unknown option “{name}” of “{block.name}”"
            yield number, Mistake(what, lines[number], expected, example)
        elif (needed := spec.options[name].needs) and needed not in block.written:
            what, example = f"“{name}” without “{needed}” says nothing", f"{needed}: first-order"
            yield number, Mistake(what, lines[number], f"“{needed}” beside it", example)
    for number, name in block.twice:
        what = f"“{name}” of “{block.name}” stands twice"
        yield number, Mistake(what, lines[number], "each option once", lines[number].strip())
    for name, option in spec.options.items():
        yield from value(block, name, option, lines)


def value(block: Source, name: str, option: Option, lines: Sequence[str]) -> Iterator[Found]:
    """Parse one option into `block.values`, its default when it is missing or wrong."""
    block.values[name] = option.default
    example = f"{name}: {option.parser.example}"
    if name not in block.written:
        if option.required:
            what = f"“{block.name}” has no {name}"
            expected = f"{name}: {option.parser.expected}, indented four spaces under the opener"
            yield block.line, Mistake(what, lines[block.line], expected, f"    {example}")
        return
    number, text = block.written[name]
    try:
        block.values[name] = option.parser.read(text)
    except ValueError:
        what = f"“{name}” of “{block.name}” does not fit"
        yield number, Mistake(what, lines[number], option.parser.expected, example)


def body(block: Source, spec: Spec, lines: Sequence[str]) -> Iterator[Found]:
    if block.end is None:
        return
    inner = lines[block.body : block.end]
    first = next(said(inner), None)
    if spec.body and first is None:
        example = f"/// {block.name} | …\n    id: …\n\nA sentence or two.\n///"
        what = f"“{block.name}” is empty"
        yield block.line, Mistake(what, lines[block.line], "text before the closer", example)
    if first is not None and not spec.body:
        what, example = f"“{block.name}” takes no body", f"/// {block.name}\n///"
        yield block.body + first, Mistake(what, inner[first], "its closer at once", example)


def child(block: Source, spec: Spec, lines: Sequence[str]) -> Iterator[Found]:
    if spec.child and not any(inner.name == spec.child for inner in block.children):
        what = f"“{block.name}” holds no “{spec.child}”"
        expected = f"at least one “{spec.child}” inside it"
        yield block.line, Mistake(what, lines[block.line], expected, f"/// {spec.child} | …\n///")


def prose(block: Source, spec: Spec, lines: Sequence[str]) -> Iterator[Found]:
    """Find prose after a child of a block that gathers its children into a list."""
    children = [inner for inner in block.children if inner.name == spec.child]
    ends = [inner.line for inner in children[1:]] + [block.end or 0]
    for inner, end in zip(children if spec.gathers else (), ends, strict=False):
        start = (inner.end or end) + 1
        for number in islice(said(lines[start:end]), 1):
            what = f"this stands after a “{spec.child}”, outside it"
            expected = f"prose before the first “{spec.child}”, or inside one"
            example = f"//// {block.name} | …\nProse.\n\n/// {spec.child} | …\n///\n////"
            yield start + number, Mistake(what, lines[start + number], expected, example)


type Rule = Callable[[Source, Spec, Sequence[str]], Iterator[Found]]
RULES: tuple[Rule, ...] = (title, options, body, child, prose)
