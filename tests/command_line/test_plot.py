"""`lab plot`: pictures that are what their names say."""

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.pictures import of_sweep
from tests.command_line.shell import BUSY, FIRST, refused, told, write

SVG = "{http://www.w3.org/2000/svg}"
VARIED = ("--vary", "projector.instances=1,2", "--vary", "query.consistency=eventual,sticky")
AXES = ("--x", "projector.instances", "--y", "visible_after_us.p95")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    told("sweep", write(folder, BUSY), *VARIED, "--seeds", "1,2", "--out", folder / "sweep.json")
    return folder / "sweep.json"


def words(out: Path) -> list[str]:
    root = ET.fromstring(out.read_text(encoding="utf-8"))  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_a_sweep_as_svg_says_what_it_shows(swept: Path, tmp_path: Path) -> None:
    told("plot", swept, *AXES, "--by", "query.consistency", "--out", tmp_path / "sweep.svg")
    found = set(words(tmp_path / "sweep.svg"))
    assert {"projector.instances", "visible_after_us.p95 (ms)", "eventual", "sticky"} <= found


def test_a_run_as_svg_shows_both_lags(tmp_path: Path) -> None:
    told("plot", FIRST, "--out", tmp_path / "run.svg")
    assert {"event lag", "time lag (s)", "time (s)"} <= set(words(tmp_path / "run.svg"))


def test_a_sweep_as_png_is_a_picture(swept: Path, tmp_path: Path) -> None:
    told("plot", swept, *AXES, "--out", tmp_path / "sweep.png")
    data = (tmp_path / "sweep.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20]) > 600


def test_a_line_goes_through_the_means() -> None:
    rows = [
        {"parameters": {"bus.partitions": at}, "measures": {"reads.stale": stale}}
        for at, stale in ((1, 4), (1, 8), (2, 1), (2, 3))
    ]
    whole = {"varied": {"bus.partitions": [1, 2]}, "seeds": [1, 2], "results": rows}
    axes = of_sweep(whole, "bus.partitions", "reads.stale", None).axes[0]
    assert axes.get_title() == "mean over seeds (2); bars: 95 % interval"
    line = axes.get_lines()[0]
    assert np.asarray(line.get_xydata()).tolist() == [[1, 6], [2, 2]]


def test_a_measure_that_no_run_has_is_not_drawn() -> None:
    rows = [
        {"parameters": {"query.consistency": mode}, "measures": {"reads.stale_own_share": None}}
        for mode in ("eventual", "sticky")
    ]
    whole = {"varied": {"query.consistency": ["eventual", "sticky"]}, "seeds": [1]}
    with pytest.raises(CommandError, match="no run of this sweep has a value"):
        of_sweep(whole | {"results": rows}, "query.consistency", "reads.stale_own_share", None)
    rows[1]["measures"] = {"reads.stale_own_share": 0.5}
    drawn = of_sweep(whole | {"results": rows}, "query.consistency", "reads.stale_own_share", None)
    drawn.canvas.draw()
    places = [label.get_text() for label in drawn.axes[0].get_xticklabels()]
    assert sorted(places) == ["eventual", "sticky"]


def test_what_else_was_varied_is_named_and_a_count_is_no_time(swept: Path, tmp_path: Path) -> None:
    count = ("--x", "projector.instances", "--y", "visible_after_us.count")
    told("plot", swept, *count, "--out", tmp_path / "count.svg")
    found = words(tmp_path / "count.svg")
    assert "visible_after_us.count" in found
    assert "mean over seeds (2), query.consistency (2); bars: 95 % interval" in found


def test_what_cannot_be_drawn_is_named(swept: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "x.svg")
    assert "--x PARAMETER" in refused("plot", swept, *out)
    assert "did you mean projector.instances?" in refused(
        "plot", swept, "--x", "projector.instance", "--y", "reads.stale", *out
    )
    assert ".svg or .png" in refused("plot", swept, *AXES, "--out", tmp_path / "x.gif")
