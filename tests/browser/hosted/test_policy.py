"""The content security policy: everything works under it, and nothing else runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mkdocs_course import policy
from tests.browser.conftest import MODULE
from tests.browser.hosted.host import Host
from tests.browser.pages import PATIENCE_MS, addresses, until

REPORT = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


@pytest.fixture
def errors() -> list[str]:
    """Collect what a browser complains about: a refused script or style is one such thing."""
    return []


@pytest.fixture
def strict(browser: Browser, host: Host, errors: list[str]) -> Iterator[BrowserContext]:
    """Open a browser on the host that sends the policy as a header, besides the page's own."""
    context = browser.new_context(base_url=host.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(REPORT)
    context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()


@pytest.fixture
def tab(strict: BrowserContext) -> Page:
    return strict.new_page()


def test_every_page_carries_its_policy_and_loads_under_it(
    tab: Page, host: Host, errors: list[str]
) -> None:
    for path in addresses(host.site):
        answer = tab.goto(path, wait_until="networkidle")
        assert answer
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        meta = tab.locator("meta[http-equiv=Content-Security-Policy]")
        expect(meta).to_have_count(1)
        assert policy.PLACE not in answer.text()
        expect(tab.locator("html.js")).to_have_count(1)  # Material's own script has run
        assert errors == [], path


def test_search_works_under_the_policy(tab: Page, errors: list[str]) -> None:
    tab.goto(MODULE)
    tab.get_by_role("textbox", name="Search").press_sequentially("poison message")
    tab.locator(".md-search-result__item").first.wait_for()
    assert errors == []


def test_a_lab_starts_and_runs_under_the_policy(tab: Page, errors: list[str]) -> None:
    tab.goto(MODULE)
    lab = tab.locator("course-lab").first
    lab.get_by_role("button", name="Start the lab").click()
    expect(lab.locator("lab-view")).to_have_attribute("data-state", "ready")
    assert errors == []


ADD = "document.body.append(Object.assign(document.createElement('script'), {}))"
RAN = "() => { window.ran = true }"
INJECTIONS = {
    "an inline script": ADD.replace("{}", "{ textContent: 'window.ran = true' }"),
    "a script of another host": ADD.replace(
        "{}", f"{{ src: 'https://a.example/', onload: {RAN} }}"
    ),
    "a request to another host": f"fetch('https://a.example/').then({RAN}, () => {{}})",
    "a handler": "document.body.insertAdjacentHTML('beforeend',"
    " '<img src=data: onerror=\"window.ran = true\">')",
    "a script in a link": "Object.assign(document.createElement('a'),"
    " { href: 'javascript:window.ran = true' }).click()",
    "text as code": "setTimeout('window.ran = true')",
}


@pytest.mark.parametrize("name", INJECTIONS)
@pytest.mark.parametrize("header", [True, False], ids=["header", "meta alone"])
def test_what_is_injected_is_refused(
    browser: Browser, host: Host, address: str, name: str, header: bool
) -> None:
    context = browser.new_context(base_url=host.address if header else address)
    page = context.new_page()
    page.add_init_script(
        "window.refused = [];"
        "addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI));"
    )
    page.goto("/glossary/")
    page.evaluate(f"() => {{ {INJECTIONS[name]} }}")
    until(page, "() => window.refused.length > 0")
    assert page.evaluate("window.ran") is None
    context.close()
