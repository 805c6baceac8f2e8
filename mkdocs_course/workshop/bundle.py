"""esbuild turns the TypeScript and the style sheets into the few files a browser loads.

Pages load classic scripts, because module scripts do not load from file://. The worker is a module
worker, because Pyodide 314 refuses classic ones.
"""

from pathlib import Path

from mkdocs_course.workshop import node
from mkdocs_course.workshop.paths import OVERRIDES, ROOT

LANGUAGES = ROOT / "mkdocs_course" / "messages"
_COMMON = (
    "--bundle",
    "--minify",
    "--target=chrome109,firefox115,safari16.4",
    "--log-level=warning",
)
# Pyodide's code for Node, which a browser never reaches.
_NODE_ONLY = ("--external:node:*", "--external:ws")


def script(entry: str, out: Path, *, language: str = "en") -> Path:
    """Bundle one entry of `overrides/browser` with the interface text of one language."""
    messages = f"--alias:@messages={LANGUAGES / f'{language}.json'}"
    schemas = f"--alias:@schemas={OVERRIDES / 'schemas'}"
    simulator = f"--alias:@simulator={ROOT / 'labs_py' / 'schemas'}"
    aliases = (messages, schemas, simulator)
    node.run("esbuild", entry, *_COMMON, "--format=iife", *aliases, f"--outfile={out}")
    return out


def worker(entry: str, out: Path, lock: Path, head: Path) -> Path:
    """Bundle the lab's worker with Pyodide's code and what binds the other parts to it.

    That is Pyodide's lock file, which has the wheel's checksum, and its header of the snapshot.

    One file: a worker from a data: URL, as local pages need it, cannot load a second one.
    """
    node.run(
        "esbuild",
        entry,
        *_COMMON,
        "--format=esm",
        *_NODE_ONLY,
        f"--alias:@lock={lock}",
        f"--alias:@head={head}",
        "--loader:.bin=binary",
        f"--outfile={out}",
    )
    return out


def program(entry: str, out: Path) -> Path:
    """Bundle what runs under Node, during the build."""
    node.run(
        "esbuild",
        entry,
        "--bundle",
        "--platform=node",
        "--format=esm",
        *_NODE_ONLY,
        "--log-level=warning",
        f"--outfile={out}",
    )
    return out


def style(entry: str, out: Path, **folders: Path) -> Path:
    """Bundle one style sheet; with `fonts=folder`, `@import "@fonts/…"` looks into that folder."""
    aliases = [f"--alias:@{name}={folder}" for name, folder in folders.items()]
    node.run("esbuild", entry, *_COMMON, *aliases, "--external:*.woff2", f"--outfile={out}")
    return out
