"""Runs inside Pyodide: compiles what the labs import into a library of its own.

The standard library comes as source text; compiling it at every start takes longer than anything
else. What is left out here stays reachable in the browser, in the whole library of a plain boot.
"""

import importlib._bootstrap_external as loader
import sys
import zipfile
from collections.abc import Iterator

_OLD = (1980, 1, 1, 0, 0, 0)  # the same bytes at every build


def trim(standard: str, wheel: str, out: str) -> None:
    """Write a zip of compiled modules: those imported by now, from these two zip files."""
    names = {name.replace(".", "/") for name in sys.modules}
    with zipfile.ZipFile(out, "w") as library:
        for path, optimize in ((standard, 2), (wheel, 0)):  # 2 leaves the docstrings out
            for name, source in _sources(path, names):
                code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
                data = loader._code_to_timestamp_pyc(code, 0, len(source))  # type: ignore[attr-defined]  # noqa: SLF001
                library.writestr(zipfile.ZipInfo(f"{name}c", _OLD), data)


def _sources(path: str, modules: set[str]) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            module = name.removesuffix(".py").removesuffix("/__init__")
            if name.endswith(".py") and module in modules:
                yield name, archive.read(name)
