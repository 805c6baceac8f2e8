"""The nginx recipe of docs/hosting.md, as it stands there, in Debian's nginx."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mkdocs_course import policy
from mkdocs_course.workshop import distribution
from mkdocs_course.workshop.headers import FOR_EVER
from mkdocs_course.workshop.paths import ROOT
from tests.browser.conftest import MODULE
from tests.browser.hosted.host import headers_for

AROUND = """{user}
load_module {modules}/ngx_http_brotli_static_module.so;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
{recipe}
}}
"""
MODULES = "/usr/lib/nginx/modules"
RECIPE = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/hosting.md").read_text("utf-8"), re.DOTALL)


def free_port() -> int:
    with socket.socket() as socket_:
        socket_.bind(("127.0.0.1", 0))
        return int(socket_.getsockname()[1])


def configuration(site: Path, port: int) -> str:
    """Return the recipe with this site and port in the place of its own."""
    assert RECIPE
    recipe = RECIPE[1].replace("listen 80", f"listen 127.0.0.1:{port}")
    recipe = recipe.replace("root /srv/course", f"root {site}")
    user = "user root;" if os.geteuid() == 0 else ""
    return AROUND.format(user=user, modules=MODULES, recipe=recipe)


@pytest.fixture(scope="module")
def nginx(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run nginx on a free port; another one if somebody takes that first."""
    folder = tmp_path_factory.mktemp("nginx")
    program = distribution.find("nginx")
    assert program, "run: python3 -m mkdocs_course browser"
    for _ in range(5):
        port = free_port()
        (folder / "nginx.conf").write_text(configuration(published, port))
        command = [program, "-p", str(folder), "-c", "nginx.conf", "-g", "daemon off;"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        if listening(process, port):
            yield port
            process.terminate()
            assert process.wait() == 0
            return
    pytest.fail((folder / "error.log").read_text())


def listening(process: subprocess.Popen[bytes], port: int) -> bool:
    while process.poll() is None:
        with socket.socket() as socket_:
            if socket_.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=names)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def paths(site: Path) -> list[str]:
    files = [path for path in sorted(site.rglob("*")) if path.suffix not in {".br", ".gz"}]
    return [f"/{path.relative_to(site)}" for path in files if path.is_file()]


def test_nginx_says_what_the_headers_file_says(nginx: int, published: Path) -> None:
    for path in paths(published):
        answer, _ = get(nginx, path)
        assert answer.status == 200, path
        for name, value in headers_for(published, path).items():
            if name != "Content-Security-Policy":
                assert answer.getheader(name) == value, path
        if headers_for(published, path).get("Cache-Control") != FOR_EVER:
            assert answer.getheader("Cache-Control") == "no-cache", path
        said = answer.getheader("Content-Security-Policy")
        assert said == (policy.WORKER if "/lab/worker." in path else "frame-ancestors 'self'")


def test_nginx_sends_the_twin_that_the_browser_takes(nginx: int, published: Path) -> None:
    (wasm,) = published.glob("assets/lab/python.*.wasm")
    for path in ("/", MODULE, f"/assets/lab/{wasm.name}"):
        file = published / f"{path[1:]}index.html" if path.endswith("/") else published / path[1:]
        for coding, end in (("br", ".br"), ("gzip", ".gz"), ("identity", "")):
            answer, body = get(nginx, path, Accept_Encoding=coding)
            assert answer.getheader("Content-Encoding", "identity") == coding
            assert answer.getheader("Vary") == "Accept-Encoding"
            assert body == file.with_name(file.name + end).read_bytes()


def test_nginx_names_the_types_that_browsers_insist_on(nginx: int, published: Path) -> None:
    kinds = {path.rpartition(".")[2]: get(nginx, path)[0] for path in paths(published)}
    types = {end: str(answer.getheader("Content-Type")) for end, answer in kinds.items()}
    assert types["html"] == "text/html; charset=utf-8"
    assert types["wasm"] == "application/wasm"
    assert "javascript" in types["js"]
    assert types["json"].startswith("application/json")


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_what_is_the_same_is_not_sent_again(nginx: int, coding: str) -> None:
    first, _ = get(nginx, MODULE, Accept_Encoding=coding)
    tag = str(first.getheader("ETag"))
    again, body = get(nginx, MODULE, Accept_Encoding=coding, If_None_Match=tag)
    assert (again.status, body) == (304, b"")
    assert again.getheader("Cache-Control") == "no-cache"
    other, _ = get(nginx, MODULE, Accept_Encoding=coding, If_None_Match='"another"')
    assert other.status == 200


def test_a_missing_file_is_the_course_s_own_page_and_nobody_keeps_it(nginx: int) -> None:
    answer, body = get(nginx, "/assets/course/site.00000000.js")
    assert answer.status == 404
    assert b"site-footer" in body
    assert answer.getheader("Cache-Control") is None


def test_nothing_fails_under_load(nginx: int, published: Path) -> None:
    """As 32 learners would who open every page and all that it needs, again and again."""
    wanted = [
        path for path in paths(published) if published.joinpath(path[1:]).stat().st_size < 3e5
    ]
    sizes = {}
    for path in wanted:
        _, body = get(nginx, path, Accept_Encoding="br")
        sizes[path] = len(body)

    def learner(number: int) -> set[tuple[str, int, int]]:
        connection = HTTPConnection("127.0.0.1", nginx, timeout=60)
        found = set()
        for path in wanted[number:] + wanted[:number]:
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            found.add((path, answer.status, len(answer.read())))
        connection.close()
        return found

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(learner, range(len(wanted))))
    assert len(answers) * len(wanted) > 5000
    assert set().union(*answers) == {(path, 200, size) for path, size in sizes.items()}


def test_nothing_fails_for_many_connections_at_once(nginx: int) -> None:
    """ApacheBench: 200 connections that stay open, 20,000 requests for the largest page."""
    url = f"http://127.0.0.1:{nginx}{MODULE}"
    load = ["ab", "-q", "-k", "-n", "20000", "-c", "200", "-H", "Accept-Encoding: br", url]
    said = subprocess.run(load, check=True, capture_output=True, text=True).stdout
    assert re.search(r"Complete requests: +20000\n", said)
    assert re.search(r"Failed requests: +0\n", said)
    assert "Non-2xx" not in said


def test_a_browser_runs_a_lab_from_nginx(browser: Browser, nginx: int) -> None:
    context = browser.new_context(base_url=f"http://127.0.0.1:{nginx}")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(MODULE)
    page.get_by_role("button", name="Start the lab").first.click()
    view = page.locator("lab-view").first
    expect(view).to_have_attribute("data-state", "ready")
    assert errors == []
    context.close()
