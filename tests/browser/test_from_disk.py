"""The same site from file://, in both browsers: pages, search, tips, one record for all pages."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
)

from mkdocs_course.workshop import archive, browsers
from mkdocs_course.workshop.paths import ROOT
from tests.browser.from_disk import address, unpack
from tests.browser.pages import PATIENCE_MS, again, until, visit

MODULE = "modules/advanced-patterns"
KEY = "course:digital-cloud-scale:record"
COUNT = ".quick-checks__count"
RECORD = {
    "schema": 1,
    "course": "digital-cloud-scale",
    "entries": {
        "advanced-patterns/check/why-sagas": {"at": "2026-11-01T10:00:00.000Z", "opened": True}
    },
}


@pytest.fixture(scope="session")
def zipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive.build(site, tmp_path_factory.mktemp("dist"), ROOT / "docs" / "course.yml")


@pytest.fixture(scope="session")
def folder(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(zipped, tmp_path_factory.mktemp("disk"))


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def either(request: pytest.FixtureRequest) -> Browser:
    found: Browser = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def context(either: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    context = either.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    watch(context, complaints)
    yield context
    context.close()
    assert not complaints


def watch(context: BrowserContext, complaints: list[str]) -> None:
    """Note what leaves the disk, what is not there, and every script error."""

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:", "about:"))
            else complaints.append(f"foreign request: {request.url}")
        ),
    )


@pytest.fixture
def module(context: BrowserContext, folder: Path) -> Page:
    return opened(context, folder, MODULE)


def opened(context: BrowserContext, folder: Path, path: str = "") -> Page:
    page = context.new_page()
    page.goto(address(folder, path))
    page.locator("html[data-course=ready]").wait_for(state="attached")
    return page


def test_the_zip_is_small_enough_to_hand_on(zipped: Path) -> None:
    assert zipped.stat().st_size <= 20_000_000


class Links(HTMLParser):
    """Collects what a page refers to in its own site."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = [value for name, value in attrs if name in {"href", "src"} and value]
        self.found |= {link for link in links if not urlsplit(link).scheme and link[0] != "#"}


def test_every_link_leads_to_a_file(site: Path) -> None:
    """And so does every result of a search: a folder would open as a list of files."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    linked = {site / urlsplit(entry["location"]).path for entry in index["docs"]}
    for page in site.rglob("index.html"):
        for link in Links(page.read_text(encoding="utf-8")).found:
            linked.add(page.parent / unquote(urlsplit(link).path))
    assert len(linked) > 20
    assert [str(path) for path in linked if not path.is_file()] == []


def test_from_page_to_page(context: BrowserContext, folder: Path) -> None:
    page = opened(context, folder)
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Advanced").click()
    expect(page).to_have_title(re.compile("^Advanced patterns"))
    page.get_by_role("link", name="Glossary").first.click()
    expect(page).to_have_title(re.compile("^Glossary"))
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Advanced").click()
    expect(page.locator(COUNT)).to_have_text("0 of 8 opened")


def test_a_tip(module: Page) -> None:
    term = module.locator("h2#where-you-are ~ p a.term").first
    term.focus()
    expect(module.locator(".term-tip")).to_be_visible()
    module.keyboard.press("Escape")
    expect(module.locator(".term-tip")).to_have_count(0)
    term.click()
    expect(module).to_have_title(re.compile("^Glossary"))


def test_search_finds_and_leads_to_the_page(module: Page) -> None:
    module.get_by_role("textbox", name="Search").press_sequentially("upcaster")
    first = module.locator(".md-search-result__link").first
    # Every letter is a query, and every answer takes away the results of the one before.
    expect(first).to_have_attribute("href", re.compile(r"[?&]h=upcaster(&|#|$)"))
    module.keyboard.press("ArrowDown")
    module.keyboard.press("Enter")
    module.wait_for_url(re.compile(r"index\.html\?h="))
    expect(module.locator("body")).to_contain_text("upcaster", ignore_case=True)


def test_progress_is_one_for_all_pages_and_tabs(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    module.locator("#why-cqrs summary").click()
    expect(module.locator(COUNT)).to_have_text("1 of 8 opened")
    desk = opened(context, folder, "progress")
    expect(desk.locator(".course-progress__modules")).to_contain_text("Checks opened: 1 of 8")
    module.locator("#why-sagas summary").click()
    expect(desk.locator(".course-progress__modules")).to_contain_text("Checks opened: 2 of 8")
    again(module)
    expect(module.locator(COUNT)).to_have_text("2 of 8 opened")


# Before any deferred script has run: whatever changes the theme later, the learner sees it change.
EARLY = """document.addEventListener("readystatechange", () => {
  if (document.readyState === "interactive") window.early = document.body.dataset.mdColorScheme;
})"""


def test_the_theme_is_one_for_all_pages_from_the_first_moment(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    context.add_init_script(EARLY)
    choose_dark(module)
    page = opened(context, folder, "glossary")
    assert page.evaluate("window.early") == "slate"
    dark = page.get_by_role("radio", name="Dark")
    expect(dark).to_be_checked()
    dark.press("ArrowRight")
    expect(page.get_by_role("radio", name="As the system")).to_be_checked()
    again(module)
    expect(module.get_by_role("radio", name="As the system")).to_be_checked()


def choose_dark(page: Page) -> None:
    dark = page.get_by_role("radio", name="Dark")
    page.get_by_role("radio", name="As the system").focus()
    page.keyboard.press("ArrowLeft")
    expect(dark).to_be_checked()


def test_two_tabs_that_write_at_once_lose_nothing(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    other = opened(context, folder, MODULE)
    for page, names in ((module, ["cqrs", "sagas"]), (other, ["ordering", "backpressure"])):
        page.evaluate(
            """names => setTimeout(() => {
                for (const name of names) document.querySelector(`#why-${name} summary`)?.click();
            }, 200)""",
            names,
        )
    for page in (module, other):
        expect(page.locator("#why-cqrs")).to_have_attribute("data-state", "opened")
        expect(page.locator("#why-ordering")).to_have_attribute("data-state", "opened")
    again(module)
    expect(module.locator("#why-sagas")).to_have_attribute("data-state", "opened")
    expect(module.locator("#why-ordering")).to_have_attribute("data-state", "opened")


def test_the_record_goes_out_and_in_again(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    module.locator("#why-cqrs summary").click()
    desk = opened(context, folder, "progress")
    desk.get_by_label("Record file").set_input_files(
        {"name": "r.json", "mimeType": "application/json", "buffer": json.dumps(RECORD).encode()}
    )
    desk.get_by_role("button", name="Merge").click()
    expect(desk.locator(".course-progress__modules")).to_contain_text("Checks opened: 2 of 8")
    expect(desk.locator(".course-progress__from-disk")).to_contain_text("before you move")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Export your record").click()
    entries = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["entries"]
    names = {"advanced-patterns/check/why-cqrs", "advanced-patterns/check/why-sagas"}
    assert names <= entries.keys()
    expect(module.locator(COUNT)).to_have_text("2 of 8 opened")


def test_what_is_typed_just_before_closing_is_there_again(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    module.locator("course-reflection textarea").first.press_sequentially("last words")
    module.close()
    again = opened(context, folder, MODULE)
    expect(again.locator("course-reflection textarea").first).to_have_value("last words")
    desk = opened(context, folder, "progress")
    expect(desk.locator(".course-progress__modules")).to_contain_text("Reflections written: 1 of 2")


def test_last_words_wait_until_the_damaged_record_is_mended(module: Page) -> None:
    """They join a record when it is whole: until then they stay where they are."""
    store = next(frame for frame in module.frames if "/store.html" in frame.url)
    damaged = {**RECORD, "entries": {"advanced-patterns/check/why-cqrs": {"at": "soon"}}}
    store.evaluate(PUT, [KEY, json.dumps(damaged)])
    leave_late(module)
    field = module.locator("#where-cqrs-helps textarea")
    again(module)
    expect(module.locator(".course-notice")).to_have_attribute("data-trouble", "damaged")
    store = next(frame for frame in module.frames if "/store.html" in frame.url)
    until(store, f"() => !localStorage['{KEY}'].includes('soon')")
    again(module)
    expect(field).to_have_value("last words")
    until(module, NO_LONGER_LATE)


def test_last_words_share_the_fate_of_what_a_reset_has_removed(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    """They wait for as long as that can be brought back, however old they are."""
    field = module.locator("#where-cqrs-helps textarea")
    module.locator("#why-cqrs summary").click()
    desk = opened(context, folder, "progress")
    leave_late(module)
    desk.locator(".course-progress__reset").click()
    again(module)
    expect(field).to_have_value("")
    desk.locator(".course-progress__undo").click()
    again(module)
    expect(field).to_have_value("last words")
    until(module, NO_LONGER_LATE)
    leave_late(module)
    desk.locator(".course-progress__reset").click()
    desk.locator(".course-progress__forget").click()
    again(module)
    until(module, NO_LONGER_LATE)
    expect(field).to_have_value("")


PUT = "([key, text]) => localStorage.setItem(key, text)"
LATE = KEY.replace("record", "late:x")
NO_LONGER_LATE = f"() => localStorage.getItem('{LATE}') === null"


def leave_late(page: Page) -> None:
    """Leave in the page's own storage what it leaves there when it closes too soon."""
    said = {"at": "2026-11-20T10:00:00.000Z", "text": "last words"}
    late = {**RECORD, "entries": {"advanced-patterns/reflection/where-cqrs-helps": said}}
    page.evaluate(PUT, [LATE, json.dumps([json.dumps(late), None])])


IN_ANY_COPY = """async (text) => {
  const open = (name) => new Promise((done) => {
    indexedDB.open(name).onsuccess = ({ target }) => done(target.result);
  });
  const database = await open("course:digital-cloud-scale:journal");
  const found = await new Promise((done) => {
    const get = database.transaction("record").objectStore("record").get("record");
    get.onsuccess = () => done(get.result ?? "");
  });
  database.close();
  return (found + JSON.stringify({ ...localStorage })).includes(text);
}"""


def test_what_is_deleted_for_good_is_gone_from_every_page(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    """In Firefox each page has a second copy of its own, which the progress page cannot reach."""
    field = module.locator("#where-cqrs-helps textarea")
    field.fill("a secret")
    field.blur()
    until(module, IN_ANY_COPY, "a secret")
    visit(module, address(folder, "progress"))
    module.locator(".course-progress__reset").click()
    module.locator(".course-progress__forget").click()
    expect(module.locator(".course-progress__undo")).to_be_hidden()
    visit(module, address(folder, MODULE))
    until(module, f"async (text) => !(await ({IN_ANY_COPY})(text))", "a secret")
    expect(field).to_have_value("")
    desk = opened(context, folder, "progress")
    expect(desk.locator(".course-progress__modules")).not_to_contain_text("Reflections written: 1")


def test_a_start_over_can_be_undone(module: Page, context: BrowserContext, folder: Path) -> None:
    module.locator("#why-cqrs summary").click()
    desk = opened(context, folder, "progress")
    desk.locator(".course-progress__reset").click()
    expect(module.locator(COUNT)).to_have_text("0 of 8 opened")
    again(desk)
    desk.locator(".course-progress__undo").click()
    expect(module.locator(COUNT)).to_have_text("1 of 8 opened")


# Another tab wrote a moment ago: in the shared storage, and this tab has not heard of it yet.
UNHEARD = """(key) => {
  const record = JSON.parse(localStorage[key] ?? '{"schema": 1, "course": "digital-cloud-scale"}');
  const place = { at: new Date().toISOString(), id: "progress" };
  record.entries = { ...record.entries, "advanced-patterns/place/advanced-patterns": place };
  localStorage[key] = JSON.stringify(record);
}"""


def test_a_press_at_the_moment_at_which_another_tab_writes_is_no_less_a_press(
    module: Page, context: BrowserContext, folder: Path
) -> None:
    module.locator("#why-cqrs summary").click()
    expect(module.locator(COUNT)).to_have_text("1 of 8 opened")
    desk = opened(context, folder, "progress")
    expect(desk.locator(".course-progress__modules")).to_contain_text("Checks opened: 1")
    (store,) = (frame for frame in desk.frames if "store" in frame.url)
    store.evaluate(UNHEARD, KEY)
    desk.locator(".course-progress__reset").click()
    expect(module.locator(COUNT)).to_have_text("0 of 8 opened")
    until(store, f"() => !localStorage['{KEY}'].includes('place')")
    store.evaluate(UNHEARD, KEY)
    desk.locator(".course-progress__undo").click()
    expect(module.locator(COUNT)).to_have_text("1 of 8 opened")
    expect(desk.locator(".course-progress__undo")).to_be_hidden()


def test_the_hidden_frames_run_their_own_script_and_nothing_else(
    module: Page, complaints: list[str]
) -> None:
    module.get_by_role("textbox", name="Search").press_sequentially("upcaster")
    module.locator(".md-search-result__link").first.wait_for()
    assert not complaints
    for name in ("store", "search"):
        (frame,) = (one for one in module.frames if f"/{name}.html" in one.url)
        frame.evaluate(
            """() => document.head.append(
                Object.assign(document.createElement("script"), {textContent: "self.ran = 1"}))"""
        )
        assert frame.evaluate("self.ran") is None
    complaints.clear()


HOSTILE = """<!doctype html><title>beside</title><iframe src="{store}"></iframe><script>
const evil = '<img src=x onerror="parent.hacked = hacked = true">';
const entries = {{ "advanced-patterns/check/why-cqrs": {{ at: evil, opened: true }},
  "advanced-patterns/reflection/where-cqrs-helps": {{ at: "2026-11-01T10:00:00.000Z", text: evil }},
  __proto__: null }};
const text = JSON.stringify({{ schema: 1, course: "digital-cloud-scale", entries }})
  .replace("{{", '{{"__proto__": {{"polluted": true}}, ');
const key = "{key}";
localStorage[key] = text;
localStorage["someone-else"] = "private";
const store = document.querySelector("iframe");
store.onload = () => {{
  const keep = {{ [key]: text, "not-of-a-course": evil }};
  const bad = [null, 7, {{ keep: 7 }}, {{ ask: 7 }}];
  for (const one of bad) store.contentWindow.postMessage(one, "*");
  const was = {{ [key]: null, "not-of-a-course": null }};
  for (const before of [null, text]) {{
    store.contentWindow.postMessage({{ keep, was: {{ ...was, [key]: before }} }}, "*");
  }}
  store.contentWindow.postMessage({{ ask: "" }}, "*");
}};
addEventListener("message", ({{ data }}) => {{
  if (data.kept === undefined) document.title = "told " + Object.keys(data.texts).sort();
}});
</script>"""


def test_what_a_hostile_page_left_is_only_text(
    context: BrowserContext, folder: Path, tmp_path: Path
) -> None:
    """Any local page may write the storage: what it left is checked as everything is."""
    store = (folder / "assets" / "course" / "store.html").as_uri()
    beside = tmp_path / "hostile.html"
    beside.write_text(HOSTILE.format(store=store, key=KEY), encoding="utf-8")
    hostile = context.new_page()
    hostile.goto(beside.as_uri())
    expect(hostile).to_have_title(f"told {KEY}")
    page = opened(context, folder, MODULE)
    expect(page.locator(".course-notice")).to_have_attribute("data-trouble", "damaged")
    field = page.locator("course-reflection textarea").first
    expect(field).to_have_value(re.compile("^<img"))
    expect(page.locator(COUNT)).to_have_text("0 of 8 opened")
    desk = opened(context, folder, "progress")
    desk.locator(".course-progress__set-aside summary").first.click()
    expect(desk.locator(".course-progress__set-aside pre").first).to_contain_text("<img")
    for one in (page, desk):
        assert one.evaluate("[window.hacked, ({}).polluted]") == [None, None]
        assert one.locator("img[src=x]").count() == 0


def test_without_the_store_the_page_works_and_says_that_nothing_is_kept(
    context: BrowserContext, zipped: Path, tmp_path: Path, complaints: list[str]
) -> None:
    folder = unpack(zipped, tmp_path)
    (folder / "assets" / "course" / "store.html").unlink()
    page = opened(context, folder, MODULE)
    expect(page.locator(".course-notice")).to_have_attribute("data-trouble", "off")
    page.locator("#why-cqrs summary").click()
    expect(page.locator(COUNT)).to_have_text("1 of 8 opened")
    complaints.clear()


def profile(playwright: Playwright, name: str, place: Path) -> BrowserContext:
    """Start a browser whose memory lies in a folder, as a learner's does."""
    if name == "chromium":
        options = browsers.chromium_options(playwright)
        return playwright.chromium.launch_persistent_context(place, **options)
    return playwright.firefox.launch_persistent_context(place, **browsers.firefox_options())


@pytest.mark.parametrize(("name", "moved"), [("chromium", 1), ("firefox", 0)])
def test_the_record_is_there_after_a_restart_and_the_folder_may_move(
    playwright: Playwright, zipped: Path, tmp_path: Path, name: str, moved: int
) -> None:
    """Firefox keeps storage by path: there the record stays behind, and waits."""
    folder = unpack(zipped, tmp_path)
    with profile(playwright, name, tmp_path / "profile") as context:
        module = opened(context, folder, MODULE)
        module.locator("#why-cqrs summary").click()
        expect(module.locator(COUNT)).to_have_text("1 of 8 opened")
        choose_dark(module)
    elsewhere = folder.with_name("elsewhere")
    for place, count in ((folder, 1), (elsewhere, moved), (folder, 1)):
        if not place.exists():
            (elsewhere if place == folder else folder).rename(place)
        with profile(playwright, name, tmp_path / "profile") as context:
            module = opened(context, place, MODULE)
            expect(module.locator(COUNT)).to_have_text(f"{count} of 8 opened")
            if place == folder:
                expect(module.get_by_role("radio", name="Dark")).to_be_checked()
