"""What was deleted stays deleted, also where a page that holds it comes back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mkdocs_course.workshop import bundle
from mkdocs_course.workshop.paths import OVERRIDES
from tests.browser.pages import blank

RECORD = "course:c:record"
KEY = "m/reflection/r"
STORES = """
import {{ Reset }} from "{lib}/reset";
import {{ Slots }} from "{lib}/slots";
import {{ Store }} from "{lib}/store";
// The second copy is not what is tried here.
IDBFactory.prototype.open = () => {{ throw new DOMException("no database", "InvalidStateError"); }};
const page = {{ course: {{ id: "c" }}, renamed: {{}} }};
const tabs: Record<string, Store> = {{}};
Object.assign(globalThis, {{
  open: (name: string) => {{ tabs[name] = new Store("c", new Slots("c")); }},
  put: (name: string, key: string, entry: never) => tabs[name].put(key, () => entry),
  reset: (name: string) => new Reset(tabs[name], page as never).reset(),
  undo: (name: string) => new Reset(tabs[name], page as never).undo(),
  forget: (name: string) => new Reset(tabs[name], page as never).forget(),
  textsOf: (name: string) => JSON.stringify(tabs[name].entries),
  hear: () => dispatchEvent(new StorageEvent("storage", {{ key: null }})),
  comeBack: () => dispatchEvent(new PageTransitionEvent("pageshow", {{ persisted: true }})),
}});
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Bundle the shipped store, for several tabs that all live in one page."""
    folder = tmp_path_factory.mktemp("stores")
    entry = folder / "stores.ts"
    entry.write_text(STORES.format(lib=(OVERRIDES / "browser" / "lib").as_posix()))
    return bundle.script(str(entry), folder / "stores.js").read_text(encoding="utf-8")


@pytest.fixture
def tabs(browser: Browser, script: str) -> Iterator[Page]:
    """Open a page with empty storage whose clock stands still; a tab hears when it is told to."""
    page = browser.new_page(base_url="http://localhost")
    page.clock.install(time="2026-11-24T10:00:00Z")
    blank(page)
    page.clock.pause_at("2026-11-25T10:00:00Z")
    page.evaluate(script)
    yield page
    page.context.close()


def entry(text: str, second: int = 0, **more: Any) -> dict[str, Any]:
    return {"at": f"2026-11-23T10:00:{second:02}.000Z", "text": text, **more}


def do(tabs: Page, *steps: str) -> None:
    """Take steps such as `reset desk`."""
    for step in steps:
        name, *arguments = step.split()
        tabs.evaluate("([name, all]) => { globalThis[name](...all) }", [name, arguments])


def put(tabs: Page, name: str, text: dict[str, Any], key: str = KEY) -> None:
    tabs.evaluate("([name, key, entry]) => put(name, key, entry)", [name, key, text])


def kept(tabs: Page, *names: str) -> str:
    """Return the record, and what the tabs hold."""
    record = tabs.evaluate("key => localStorage[key]", RECORD)
    return "".join([record, *(tabs.evaluate("name => textsOf(name)", name) for name in names)])


@pytest.mark.parametrize(
    "steps",
    [
        ["reset desk", "forget desk"],
        ["reset desk", "forget desk", "put", "reset desk"],
        ["reset desk", "forget desk", "put", "reset desk", "reset desk", "forget desk"],
        ["reset desk"],
    ],
    ids=["for good", "for good, then a reset", "for good twice", "not yet for good"],
)
def test_a_page_that_comes_back_does_not_bring_back_what_was_deleted(
    tabs: Page, steps: list[str]
) -> None:
    """It was left, and stood still, before what it wrote counted as safe."""
    do(tabs, "open frozen")
    put(tabs, "frozen", entry("deleted"))
    do(tabs, "open desk")
    for step in steps:
        if step == "put":
            put(tabs, "desk", entry("later"), "m/part/p")
        else:
            tabs.clock.run_for(10)
            do(tabs, step)
    do(tabs, "comeBack")
    assert "deleted" not in kept(tabs, "frozen", "desk")
    put(tabs, "frozen", entry("new", 9), "m/part/new")
    assert "deleted" not in kept(tabs, "frozen", "desk")
    assert json.loads(kept(tabs))["entries"]["m/part/new"]["text"] == "new"


def test_a_page_that_comes_back_after_an_undone_reset_loses_nothing(tabs: Page) -> None:
    do(tabs, "open frozen")
    put(tabs, "frozen", entry("kept"))
    do(tabs, "open desk", "reset desk", "undo desk", "comeBack")
    assert "kept" in tabs.evaluate("name => textsOf(name)", "frozen")
    assert "kept" in kept(tabs)


def test_what_is_written_while_another_tab_resets_is_not_lost(tabs: Page) -> None:
    """The other tab did not see it: it is neither in the record nor in what the reset removed."""
    do(tabs, "open writer", "open desk")
    put(tabs, "desk", entry("old"), "m/part/p")
    do(tabs, "hear", "reset desk")
    emptied = kept(tabs)
    tabs.evaluate("key => localStorage.removeItem(key)", RECORD)
    do(tabs, "open late")
    put(tabs, "late", entry("written at once"))
    tabs.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD, emptied])
    do(tabs, "hear")
    assert "written at once" in kept(tabs)
    assert "old" not in kept(tabs)


def test_a_version_that_one_tab_removes_does_not_come_back_from_another(tabs: Page) -> None:
    """Also where that other one wrote the text, and heard of another change within a second."""
    do(tabs, "open writer", "open other")
    put(tabs, "writer", entry("mine", 1, earlier=[entry("removed")]))
    do(tabs, "hear")
    put(tabs, "other", entry("another"), "m/part/p")
    do(tabs, "hear")
    tabs.clock.run_for(1500)
    put(tabs, "other", entry("mine", 1))
    do(tabs, "hear")
    assert "removed" not in kept(tabs, "writer", "other")


def test_what_another_tab_writes_over_again_and_again_comes_back_each_time(tabs: Page) -> None:
    """It counts as safe a moment after it was put last, not after it was put first."""
    do(tabs, "open writer")
    empty = json.dumps({"schema": 1, "course": "c", "entries": {}})
    put(tabs, "writer", entry("mine"))
    for _ in range(4):
        tabs.clock.run_for(800)
        tabs.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD, empty])
        do(tabs, "hear")
        assert "mine" in kept(tabs)
