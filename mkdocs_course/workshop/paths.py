"""Where things lie in a checkout, and how one file is written there."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
ASSETS = CACHE / "assets"
OVERRIDES = ROOT / "overrides"
NODE_MODULES = OVERRIDES / "node_modules"
LABS = ROOT / "labs_py"


def digest(data: bytes) -> str:
    """Return the 8 hex digits that make a published file's name change with its content."""
    return hashlib.sha256(data).hexdigest()[:8]


def sources(*places: Path) -> Iterable[Path]:
    """Yield every source file of these files and folders, in a stable order."""
    for place in places:
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (path for path in found if path.is_file() and not _is_derived(path))


def _is_derived(path: Path) -> bool:
    return bool({"node_modules", "__pycache__"} & set(path.parts)) or path.suffix == ".pyc"


def fingerprint(*places: Path) -> str:
    """Return a digest over names and contents of all sources: equal means nothing to rebuild."""
    total = hashlib.sha256()
    for path in sources(*places):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
