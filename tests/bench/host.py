"""A static host as real ones are: precompressed files, connections kept, nothing asked twice."""

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from tests.browser.conftest import QuietHandler

CHUNK = 16_384


class Line:
    """A line of so many bytes a second, shared by all that comes over it, and its delay."""

    def __init__(self, bytes_per_s: float, delay_s: float) -> None:
        """Take `inf` for a line that is not felt."""
        self.bytes_per_s, self.delay_s = bytes_per_s, delay_s
        self._free_at = 0.0
        self._lock = threading.Lock()

    def carry(self, size: int) -> None:
        """Wait until so many bytes have gone over the line."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + size / self.bytes_per_s
            wait = self._free_at - time.monotonic()
        if wait > 0:
            time.sleep(wait)


LOCAL = Line(float("inf"), 0)


class Host(QuietHandler):
    """Sends `file.br` for `file`, to be kept for a year."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, line: Line, **options: Any) -> None:
        """Answer over a line."""
        self.line = line
        super().__init__(*arguments, **options)

    def send_head(self) -> Any:
        """Send the compressed twin where there is one."""
        time.sleep(self.line.delay_s)
        path = Path(self.translate_path(self.path))
        twin = path.with_name(f"{path.name}.br")
        if not twin.is_file():
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(twin.stat().st_size))
        self.end_headers()
        return twin.open("rb")

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Send the body at the pace of the line."""
        while chunk := source.read(CHUNK):
            self.line.carry(len(chunk))
            outputfile.write(chunk)

    def end_headers(self) -> None:
        """Let everything be kept: its name changes with its content."""
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()


@contextmanager
def hosting(folder: Path, line: Line = LOCAL) -> Iterator[str]:
    """Serve a folder on a free port of this machine and yield its address."""
    handler = functools.partial(Host, directory=str(folder), line=line)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
