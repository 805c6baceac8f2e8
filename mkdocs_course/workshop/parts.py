"""The files that a lab starts from, each in two forms (docs/project/contracts.md).

Over http a part is an ordinary file. A local page cannot fetch one, but it can run a script of the
same folder: there a part is a script that holds the bytes, gzipped and in base64.
"""

import base64
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from mkdocs_course.workshop import bundle, runtime
from mkdocs_course.workshop.paths import digest
from mkdocs_course.workshop.shelf import Shelf

_FOLDER = "assets/lab"
_SCRIPT = "(globalThis.courseParts??={{}})[{name}]={text};\n"


def put(shelf: Shelf, scratch: Path) -> dict[str, Any]:
    """Put every part on the shelf; return `parts`, and `bytes`: what a host sends for a start."""
    wheel = runtime.wheel(scratch / "wheel")
    lock = scratch / "lock.json"
    lock.write_text(runtime.lock(wheel), encoding="utf-8")
    snapshot = runtime.snapshot(wheel, scratch)
    head = scratch / "head.bin"
    head.write_bytes(runtime.head(snapshot))
    worker = bundle.worker("browser/worker/worker.ts", scratch / "worker.js", lock, head)
    parts = {
        "worker": _both(shelf, "worker", ".js", worker),
        "python": _both(shelf, "python", ".wasm", runtime.PYTHON),
        "snapshot": _both(shelf, "snapshot", ".bin", snapshot),
    }
    size = shelf.size([part["file"] for part in parts.values()])
    # Rarely loaded, and then whole: one form serves both editions.
    whole = {path.name: path for path in (runtime.LIBRARY, wheel)}
    library = {name: _script(shelf, path.stem, path.read_bytes()) for name, path in whole.items()}
    return {"parts": {**parts, "library": library}, "bytes": size}


def _both(shelf: Shelf, name: str, suffix: str, path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    file = shelf.put(data, f"{_FOLDER}/{name}.{{}}{suffix}")
    return _script(shelf, name, data) | {"file": file}


def _script(shelf: Shelf, name: str, data: bytes) -> dict[str, Any]:
    file = f"{name}.{digest(data)}.js"
    return {
        "file": None,
        "script": shelf.put(script(file, data), f"{_FOLDER}/local/{file}"),
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def script(name: str, data: bytes) -> bytes:
    """Return the script, of that file name, that holds the bytes."""
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
    return _SCRIPT.format(name=json.dumps(name), text=json.dumps(packed)).encode()
