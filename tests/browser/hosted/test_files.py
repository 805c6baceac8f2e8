"""What a static host is given: names that change with the content, headers, precompressed twins."""

import gzip
import hashlib
import re
from pathlib import Path

import brotli
import pytest

from mkdocs_course.workshop.headers import FOR_EVER
from tests.browser.hosted.host import headers_for

UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}
NAMED_BY_CONTENT = re.compile(r"[.-]([0-9a-f]{8})[./]")


def files(site: Path) -> list[str]:
    return [f"/{path.relative_to(site)}" for path in sorted(site.rglob("*")) if path.is_file()]


def test_what_is_kept_for_ever_is_named_by_its_content(published: Path) -> None:
    kept = [
        path
        for path in files(published)
        if headers_for(published, path).get("Cache-Control") == FOR_EVER
    ]
    assert len(kept) > 10
    for path in kept:
        assert NAMED_BY_CONTENT.search(path), path


def test_our_own_files_carry_the_digest_of_their_content(published: Path) -> None:
    """A script of `local/` carries that of the bytes it holds, which the page checks."""
    ours = [
        path
        for path in files(published)
        if re.fullmatch(r"/assets/(course|lab)/[^/]*\.(js|css|wasm|bin)", path)
    ]
    assert len(ours) >= 8
    for path in ours:
        digest = hashlib.sha256((published / path[1:]).read_bytes()).hexdigest()
        assert f".{digest[:8]}." in path


def test_everything_else_is_asked_for_again(published: Path) -> None:
    again = [
        path for path in files(published) if "Cache-Control" not in headers_for(published, path)
    ]
    assert {"/index.html", "/search/search_index.json", "/licences.txt", "/404.html"} <= set(again)
    ours = {
        path.split("/")[3].split(".")[0] for path in again if path.startswith("/assets/course/")
    }
    assert ours == {"search", "store"}, "the frames of the local edition"


def test_no_header_but_the_policy_is_joined(published: Path) -> None:
    """`public, no-cache, immutable` would be three wishes at once."""
    for path in files(published):
        for name, value in headers_for(published, path).items():
            if name not in {"Cache-Control", "Content-Security-Policy"}:
                assert "," not in value, (path, name)
            if name == "Cache-Control":
                assert value == FOR_EVER


@pytest.mark.parametrize("suffix", UNPACK)
def test_a_twin_holds_the_bytes_of_its_file_and_is_smaller(published: Path, suffix: str) -> None:
    twins = sorted(published.rglob(f"*{suffix}"))
    assert len(twins) > 20
    for twin in twins:
        file = twin.with_suffix("")
        assert UNPACK[suffix](twin.read_bytes()) == file.read_bytes()
        assert twin.stat().st_size < file.stat().st_size
        assert twin.stat().st_mtime_ns == file.stat().st_mtime_ns, (
            "nginx dates what it sends by the twin"
        )


def test_every_page_and_script_has_both_twins(published: Path) -> None:
    kinds = {".html", ".css", ".js", ".wasm", ".bin"}
    for path in published.rglob("*"):
        if path.suffix in kinds and path.stat().st_size > 1000 and "local" not in path.parts:
            assert path.with_name(f"{path.name}.br").exists(), path
            assert path.with_name(f"{path.name}.gz").exists(), path
