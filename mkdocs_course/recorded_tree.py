"""One step of building the recorded run's tree: text that Markdown leaves as it is."""

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

BLOCK = "recorded-run"


def add(parent: Element, tag: str, name: str = "", text: str = "", **attributes: object) -> Element:
    """Add a child with class `recorded-run__{name}`; `x_y` becomes attribute `x-y`."""
    given = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    if name:
        given["class"] = f"{BLOCK}__{name}"
    child = SubElement(parent, tag, given)
    if text:
        child.text = AtomicString(text)
    return child
