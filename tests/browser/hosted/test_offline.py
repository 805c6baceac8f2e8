"""The course on the web, kept on the device: without a network, and from one build to the next."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mkdocs_course.workshop import offline
from tests.browser.conftest import MODULE
from tests.browser.hosted.host import Host
from tests.browser.pages import PATIENCE_MS, addresses, until, visit

IN_CONTROL = "() => navigator.serviceWorker.controller?.state === 'activated'"
PROGRESS = "/progress/"
TRIES = 30
IN_BOTH = pytest.mark.parametrize(
    "learner", ["browser", "firefox"], indirect=True, ids=["chromium", "firefox"]
)


@pytest.fixture
def own(copy: Path) -> Iterator[Host]:
    """Serve a copy of the site that can change, and go off the network."""
    with Host(copy) as host:
        yield host


@pytest.fixture
def learner(request: pytest.FixtureRequest, own: Host) -> Iterator[BrowserContext]:
    """Give a learner in Chromium, or in both browsers where a test is marked so."""
    browser: Browser = request.getfixturevalue(getattr(request, "param", "browser"))
    context = browser.new_context(base_url=own.address)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def kept(learner: BrowserContext) -> Page:
    """Open the course once, and wait until it is kept."""
    page = learner.new_page()
    visit(page, "/")
    until(page, IN_CONTROL)
    return page


SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
# The worker keeps what a lab was started from once the start is over.
LAB_KEPT = """async () => {
  const lab = await caches.open(`course-lab:${location.origin}/`);
  return (await lab.keys()).length === 3;
}"""


@IN_BOTH
def test_every_page_opens_without_a_network(kept: Page, own: Host) -> None:
    own.down()
    for path in addresses(own.site):
        if not path.startswith(("/project/", "/hosting/")):
            visit(kept, path)
            expect(kept.locator("main h1").first).to_be_visible()
    visit(kept, f"{MODULE}?h=lag")
    kept.locator("#why-cqrs summary").click()
    expect(kept.locator(".quick-checks__count")).to_have_text("1 of 8 opened")


@IN_BOTH
def test_search_finds_without_a_network(kept: Page, own: Host) -> None:
    own.down()
    visit(kept, MODULE)
    kept.get_by_role("textbox", name="Search").press_sequentially("poison message")
    kept.locator(".md-search-result__item").first.wait_for()


@IN_BOTH
def test_a_lab_runs_without_a_network_once_the_course_is_kept(kept: Page, own: Host) -> None:
    visit(kept, PROGRESS)
    keep = kept.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "online")
    assert not [path for path in own.asked if path.startswith("/assets/lab/")]
    button = keep.get_by_role("button")
    expect(button).to_contain_text(" MB)")
    button.click()
    expect(keep).to_have_attribute("data-state", "kept")
    asked = [path for path in own.asked if path.startswith("/assets/lab/")]
    assert len(asked) == len(set(asked)) == 3, "the runtime is fetched once"
    own.down()
    visit(kept, MODULE)
    kept.get_by_role("button", name="Start the lab").first.click()
    view = kept.locator("lab-view").first
    expect(view).to_have_attribute("data-state", "ready")


def test_a_lab_that_was_started_is_kept_and_can_be_removed(kept: Page, own: Host) -> None:
    visit(kept, MODULE)
    kept.get_by_role("button", name="Start the lab").first.click()
    view = kept.locator("lab-view").first
    expect(view).to_have_attribute("data-state", "ready")
    until(kept, LAB_KEPT)
    visit(kept, PROGRESS)
    keep = kept.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "kept")
    keep.get_by_role("button", name="Remove").click()
    expect(keep).to_have_attribute("data-state", "online")
    until(kept, "async () => !(await caches.keys()).some((name) => name.includes('lab'))")


def test_keeping_that_fails_says_so_and_can_be_tried_again(kept: Page, own: Host) -> None:
    visit(kept, PROGRESS)
    keep = kept.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "online")
    own.down()
    keep.get_by_role("button").click()
    expect(keep.locator(".keep-offline__status")).to_contain_text("could not be kept")
    own.up()
    keep.get_by_role("button").click()
    expect(keep).to_have_attribute("data-state", "kept")


COUNT_QUESTIONS = """navigator.storage.persist = async () => {
  const { dataset } = document.documentElement;
  dataset.questions = Number(dataset.questions ?? 0) + 1;
  return false;
};"""


def test_whether_the_labs_may_stay_is_asked_at_the_press_alone(kept: Page, own: Host) -> None:
    """Firefox asks the learner; a page that fetches what has gone missing does not."""
    kept.add_init_script(COUNT_QUESTIONS)
    visit(kept, PROGRESS)
    kept.locator("keep-offline").get_by_role("button", name="Keep").click()
    kept.locator("html[data-questions='1']").wait_for()
    (python,) = (own.site / "assets" / "lab").glob("python.*.wasm")
    gone = "([name, url]) => caches.open(name).then((lab) => lab.delete(url))"
    kept.evaluate(gone, [f"course-lab:{own.address}/", f"/assets/lab/{python.name}"])
    visit(kept, PROGRESS)
    expect(kept.locator("keep-offline")).to_have_attribute("data-state", "kept")
    expect(kept.locator("html")).not_to_have_attribute("data-questions", "1")


def test_a_host_that_never_answers_is_a_failure_after_a_minute(
    learner: BrowserContext, own: Host
) -> None:
    """Until then a screen reader has heard that something is being done."""
    learner.add_init_script(SAVES_DATA)
    page = learner.new_page()
    page.clock.install(time="2026-11-24T10:00:00Z")
    visit(page, PROGRESS)
    keep = page.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "online")
    page.clock.pause_at("2026-11-24T12:00:00Z")
    own.silent.add("/service-worker.js")
    keep.get_by_role("button").click()
    announced = page.locator(".course-announcer")
    page.clock.run_for(50)
    expect(announced).to_have_text("Keeping the labs …")
    page.clock.run_for(59_900)
    expect(keep).to_have_attribute("data-state", "busy")
    page.clock.resume()
    expect(keep.locator(".keep-offline__status")).to_contain_text("could not be kept")
    expect(announced).to_contain_text("could not be kept")
    expect(keep).to_have_attribute("data-state", "online")


def test_a_wrong_answer_for_a_lab_file_is_not_kept(kept: Page, own: Host) -> None:
    """Such as a host's page of errors with status 200, to be kept for a year."""
    clear_twins(own.site)
    (python,) = (own.site / "assets" / "lab").glob("python.*.wasm")
    right = python.read_bytes()
    python.write_text("<html>not here</html>")
    visit(kept, MODULE)
    kept.get_by_role("button", name="Start the lab").first.click()
    view = kept.locator("lab-view").first
    expect(view).to_have_attribute("data-state", "failed")
    visit(kept, PROGRESS)
    keep = kept.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "online")
    keep.get_by_role("button").click()
    expect(keep.locator(".keep-offline__status")).to_contain_text("could not be kept")
    python.write_bytes(right)
    for down in (False, True):
        visit(kept, MODULE)
        kept.get_by_role("button", name="Start the lab").first.click()
        expect(view).to_have_attribute("data-state", "ready")
        until(kept, LAB_KEPT)
        visit(kept, PROGRESS)
        expect(keep).to_have_attribute("data-state", "kept")
        if not down:
            own.down()


def test_a_browser_that_saves_data_keeps_the_course_when_asked_to(
    learner: BrowserContext, own: Host
) -> None:
    """It has no service worker until then; one that cannot be installed is a failure like any."""
    learner.add_init_script(SAVES_DATA)
    page = learner.new_page()
    glossary = own.site / "glossary" / "index.html"
    right = glossary.read_bytes()
    clear_twins(own.site)
    glossary.write_text("<html>of another build</html>")
    visit(page, PROGRESS)
    keep = page.locator("keep-offline")
    expect(keep).to_have_attribute("data-state", "online")
    keep.get_by_role("button").click()
    expect(keep.locator(".keep-offline__status")).to_contain_text("could not be kept")
    glossary.write_bytes(right)
    keep.get_by_role("button").click()
    expect(keep).to_have_attribute("data-state", "kept")
    own.down()
    visit(page, "/glossary/")


def rebuild(site: Path, mark: str) -> None:
    """Make another build of the site: the glossary and the script of every page are changed."""
    (script,) = (site / "assets" / "course").glob("site.*.js")
    renamed = script.with_name(f"site.{mark}.js")
    renamed.write_text(f"{script.read_text()}\ndocument.documentElement.dataset.build = '{mark}';")
    old = script.name
    script.unlink()
    for page in site.rglob("*.html"):
        page.write_text(page.read_text().replace(old, renamed.name))
    clear_twins(site)
    offline.write(site)


def clear_twins(site: Path) -> None:
    for twin in [*site.rglob("*.br"), *site.rglob("*.gz")]:
        twin.unlink()


def check_for_an_update(page: Page) -> None:
    """Begin to; what comes of it may take the page away."""
    page.evaluate("() => { navigator.serviceWorker.getRegistration().then((one) => one.update()) }")


def build_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-build")


KEEP_WRONG = """async (path) => {
  const lab = await caches.open(`course-lab:${location.origin}/`);
  await lab.put(path, new Response("an error, with status 200"));
}"""


NO_OLD_PAGES = "async () => !(await caches.keys()).some((name) => name.includes('old-pages'))"


@IN_BOTH
def test_a_new_version_is_offered_and_comes_when_it_is_taken(kept: Page, own: Host) -> None:
    (python,) = (own.site / "assets" / "lab").glob("python.*.wasm")
    wrong = f"/assets/lab/{python.name}"
    kept.evaluate(KEEP_WRONG, wrong)  # as a worker did that kept without looking
    rebuild(own.site, "22222222")
    other = kept.context.new_page()
    visit(other, MODULE)
    assert build_of(other) is None, "an open course stays what it is"
    check_for_an_update(kept)
    offer = kept.locator(".new-version")
    expect(offer).to_contain_text("new version")
    kept.reload()
    expect(offer).to_contain_text("new version")
    assert build_of(kept) is None, "nothing is forced"
    offer.get_by_role("button", name="Use the new version now").click()
    until(kept, "() => document.documentElement.dataset.build === '22222222'")
    # The other page is of the old build, to the last script it may still ask for.
    own.down()
    assert build_of(other) is None
    old = other.evaluate("document.querySelector('script[src*=\"/site.\"]').src")
    assert other.evaluate("url => fetch(url).then((answer) => answer.ok)", old)
    own.up()
    other.close()

    def gone_with_its_pages() -> bool:
        """It is looked at when a page opens; the browser may not know yet that one is closed."""
        visit(kept, PROGRESS)
        return kept.evaluate(NO_OLD_PAGES) is True

    assert any(gone_with_its_pages() for _ in range(TRIES))
    for gone in (old, wrong):
        assert kept.evaluate("url => caches.match(url).then(Boolean)", gone) is False


def later(page: Page, own: Host, build: str) -> Page:
    """Close the course, and open it without a network: the new build has come."""
    context = page.context
    page.close()
    again = context.new_page()
    own.down()

    end = monotonic() + PATIENCE_MS / 1000
    while build_of(again) != build:
        assert monotonic() < end, "it comes once the browser knows that all are closed"
        again.goto("about:blank")  # nothing of the course is open for a moment
        visit(again, "/")
    return again


def test_a_course_kept_offline_stays_so_with_a_new_version(kept: Page, own: Host) -> None:
    """Also where the first page of the new version is opened without a network."""
    visit(kept, PROGRESS)
    keep = kept.locator("keep-offline")
    keep.get_by_role("button", name="Keep").click()
    expect(keep).to_have_attribute("data-state", "kept")
    (snapshot,) = (own.site / "assets" / "lab").glob("snapshot.*.bin")
    renamed = snapshot.rename(snapshot.with_name("snapshot.55555555.bin"))
    for page in own.site.rglob("*.html"):
        page.write_text(page.read_text().replace(snapshot.name, renamed.name))
    rebuild(own.site, "55555555")
    check_for_an_update(kept)
    kept.locator(".new-version").wait_for()
    again = later(kept, own, "55555555")
    visit(again, PROGRESS)
    expect(again.locator("keep-offline")).to_have_attribute("data-state", "kept")
    until(again, "url => caches.match(url).then(Boolean)", f"/assets/lab/{renamed.name}")


def test_a_version_that_one_tab_has_taken_comes_at_once_in_another(kept: Page, own: Host) -> None:
    other = kept.context.new_page()
    visit(other, MODULE)
    rebuild(own.site, "66666666")
    check_for_an_update(kept)
    for page in (other, kept):
        page.locator(".new-version").get_by_role("button", name="Use").wait_for()
    kept.locator(".new-version").get_by_role("button", name="Use").click()
    new = "() => document.documentElement.dataset.build === '66666666'"
    until(kept, new)
    assert build_of(other) is None
    other.locator(".new-version").get_by_role("button", name="Use").click()
    until(other, new)


def test_a_build_that_tidies_up_spares_the_next_one(kept: Page, own: Host) -> None:
    """Yesterday's last page is closed only when tomorrow's build is waiting."""
    other = kept.context.new_page()
    visit(other, MODULE)
    take = kept.locator(".new-version").get_by_role("button", name="Use the new version now")
    for build in ("77777777", "88888888"):
        rebuild(own.site, build)
        check_for_an_update(kept)
        take.wait_for()
        if build == "88888888":
            other.close()
            visit(kept, MODULE)
            own.down()
        take.click()
        until(kept, "build => document.documentElement.dataset.build === build", build)


def test_the_version_waits_for_the_next_visit(kept: Page, own: Host) -> None:
    rebuild(own.site, "33333333")
    check_for_an_update(kept)
    link = kept.locator("main a").first
    link.focus()
    kept.locator(".new-version").get_by_role("button", name="Later").focus()
    kept.keyboard.press("Enter")
    expect(kept.locator(".new-version")).to_have_count(0)
    expect(link).to_be_focused()
    later(kept, own, "33333333")


@pytest.mark.parametrize("late", ["glossary/index.html", "assets/lab/snapshot.*.bin"])
def test_a_build_that_is_half_uploaded_is_not_taken(kept: Page, own: Host, late: str) -> None:
    """The list of files is new, one of them is not: nothing of it is kept."""
    kept.evaluate("() => caches.open(`course-wish:${location.origin}/`).then(() => {})")
    rebuild(own.site, "44444444")
    (file,) = own.site.glob(late)
    file.write_bytes(b"of the build before")
    state = kept.evaluate(
        """async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const found = new Promise((found) => registration.addEventListener("updatefound", found));
        await registration.update().catch(() => undefined);
        if (!registration.installing) await found; // the browser may have looked by itself
        const worker = registration.installing ?? registration.waiting;
        while (worker?.state === "installing") await new Promise(requestAnimationFrame);
        return worker?.state ?? "redundant";
        }"""
    )
    assert state == "redundant"
    own.down()
    visit(kept, "/glossary/")
    assert build_of(kept) is None


def test_a_served_course_takes_away_what_an_earlier_one_left(
    kept: Page, own: Host, site: Path
) -> None:
    """`serve` has the same address each day; a page of yesterday must not come out of a cache."""
    own.site = site
    own.down()
    own.up()
    check_for_an_update(kept)
    until(kept, "async () => !(await navigator.serviceWorker.getRegistration())")
    until(kept, "async () => (await caches.keys()).length === 0")
