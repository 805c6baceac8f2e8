"""Precompressed twins: beside each file that shrinks, what a static host sends instead of it.

`page.html.br` and `page.html.gz` hold the bytes of `page.html`. A host that knows them (nginx with
`gzip_static`) never compresses while a learner waits, and sends less than one that does.
"""

import gzip
import hashlib
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from mkdocs_course.workshop.paths import CACHE

Compressor = Callable[[bytes], bytes]
# No time and no file name in them: the same bytes give the same twin.
COMPRESSORS: Mapping[str, Compressor] = {
    ".br": lambda data: bytes(brotli.compress(data, quality=11, lgwin=24)),
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
}
# Compressed already, or (source maps) not what a learner's browser loads.
LEFT_OUT = {".br", ".gif", ".gz", ".jpg", ".map", ".png", ".webp", ".whl", ".woff2", ".zip"}
_WORTH = 0.95  # a twin that saves less than a twentieth is left out
_CACHE = CACHE / "twins"


def write(site: Path) -> None:
    """Write the twins of every file of a site; the slow ones are remembered by content."""
    local = site / "assets" / "lab" / "local"  # compressed inside, and for file:// but one
    every = (path for path in site.rglob("*") if path.is_file() and path.suffix not in LEFT_OUT)
    files = [path for path in every if local not in path.parents]
    files.sort(key=lambda path: -path.stat().st_size)  # the slowest first
    _CACHE.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both compressors release the lock
        list(pool.map(_twins, files))


def _twins(path: Path) -> None:
    data = path.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    for suffix, compress in COMPRESSORS.items():
        packed = _remembered(_CACHE / f"{name}{suffix}", data, compress)
        twin = path.with_name(path.name + suffix)
        if len(packed) < len(data) * _WORTH:
            twin.write_bytes(packed)
            os.utime(twin, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        else:
            twin.unlink(missing_ok=True)


def _remembered(place: Path, data: bytes, compress: Compressor) -> bytes:
    if place.exists():
        return place.read_bytes()
    packed = compress(data)
    new = place.with_name(f"{place.name}.{os.getpid()}")  # renamed when whole: builds may share
    new.write_bytes(packed)
    new.replace(place)
    return packed
