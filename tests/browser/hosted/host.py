"""A small static host: `_headers`, precompressed twins, 304s; it can go off the network."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any, Self
from urllib.parse import unquote, urlsplit

TYPES = {".wasm": "application/wasm", ".js": "text/javascript"}
ENCODINGS = {"br": ".br", "gzip": ".gz"}


def rules(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield pattern, header and value of each line of `_headers`."""
    pattern, file = "", site / "_headers"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        if line.startswith("/"):
            pattern = line
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            yield pattern, name, value


def headers_for(site: Path, path: str) -> dict[str, str]:
    """Return what the host says with a path; headers that several rules set are joined."""
    found: dict[str, list[str]] = {}
    for pattern, name, value in rules(site):
        if fnmatch(path, pattern):
            found.setdefault(name, []).append(value)
    return {name: ", ".join(values) for name, values in found.items()}


class Handler(BaseHTTPRequestHandler):
    """Answers GET as Netlify and Cloudflare Pages do."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append(path)
        if path in self.server.silent:
            self.server.over.wait()
            return
        file = self.server.site / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if file.is_file():
            self._file(HTTPStatus.OK, file, path)
        else:
            self._file(HTTPStatus.NOT_FOUND, self.server.site / "404.html", path)

    def _file(self, status: HTTPStatus, file: Path, path: str) -> None:
        accepted = self.headers.get("Accept-Encoding", "")
        twins = {name: file.with_name(file.name + end) for name, end in ENCODINGS.items()}
        coding = next(
            (name for name, twin in twins.items() if name in accepted and twin.is_file()), ""
        )
        data = (twins[coding] if coding else file).read_bytes()
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        same = self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if same else status)
        kind = TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(0 if same else len(data)))
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept-Encoding")
        if coding:
            self.send_header("Content-Encoding", coding)
        # What both hosts say when the site says nothing.
        said = {"Cache-Control": "public, max-age=0, must-revalidate"}
        for name, value in {**said, **headers_for(self.server.site, path)}.items():
            self.send_header(name, value)
        self.end_headers()
        if not same:
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the host's name
        """Keep the test output clean."""


class Server(ThreadingHTTPServer):
    """Knows the site it serves, and what it was asked for."""

    allow_reuse_address = True

    def __init__(self, port: int, site: Path, asked: list[str], silent: set[str]) -> None:
        self.site = site
        self.asked = asked
        self.silent = silent
        self.over = threading.Event()
        self._open: set[socket] = set()
        super().__init__(("127.0.0.1", port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        """Stop listening, and cut what is connected: browsers keep connections open."""
        self.over.set()
        self.shutdown()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self.server_close()


class Host:
    """Serves a folder on a free port, the same one after each time it was down."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.asked: list[str] = []
        self.silent: set[str] = set()  # paths that are asked for in vain
        self._port = 0
        self._server: Server | None = None

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def up(self) -> None:
        self._server = Server(self._port, self.site, self.asked, self.silent)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def down(self) -> None:
        """Stop answering: what is asked now fails as without a network."""
        if self._server:
            self._server.hang_up()
            self._server = None
