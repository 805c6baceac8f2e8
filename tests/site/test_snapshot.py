"""Python's memory, as it is shipped, is made of nothing but its sources."""

from pathlib import Path

import pytest

from mkdocs_course.workshop import runtime


def test_another_place_and_hour_give_the_same_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name, zone, language in (("here", "UTC", "C.UTF-8"), ("ein Ort", "Asia/Tokyo", "de_DE")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LANG", language)
        (tmp_path / name).mkdir()
        wheel = runtime.wheel(tmp_path / name / "wheel")
        made.append(runtime.make_snapshot(wheel, tmp_path / name).read_bytes())
    assert made[0] == made[1]
