"""What is typed wrongly is answered in one line that says what was meant."""

from pathlib import Path

import pytest

from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.settings import choices, seeds, setting
from tests.command_line.shell import BUSY, FIRST, refused, write


def test_a_file_that_is_not_there() -> None:
    assert refused("run", "nowhere.json") == "scenario nowhere.json: No such file or directory"


def test_a_file_that_is_not_json(tmp_path: Path) -> None:
    file = tmp_path / "half.json"
    file.write_text('{"schema": 1,', encoding="utf-8")
    assert "not JSON" in refused("run", file)
    assert "line 1 column" in refused("run", file)


@pytest.mark.parametrize("given", [[], None])
def test_parameters_that_are_no_object(tmp_path: Path, given: object) -> None:
    file = write(tmp_path, BUSY | {"parameters": given})
    for command in (("run",), ("compare",), ("sweep", "--out", tmp_path / "sweep.json")):
        said = refused(command[0], file, "--set", "projector.instances=2", *command[1:])
        assert "parameters: found" in said
        assert "expected an object" in said


def test_a_key_that_no_scenario_has(tmp_path: Path) -> None:
    said = refused("run", write(tmp_path, BUSY | {"sead": 7}))
    assert said.startswith("scenario.sead: found 7, expected only")


def test_a_parameter_that_is_nearly_right() -> None:
    said = refused("run", FIRST, "--set", "projector.instance=2")
    assert said == "unknown parameter projector.instance: did you mean projector.instances?"


def test_a_value_that_is_not_allowed() -> None:
    said = refused("run", FIRST, "--set", "projector.instances=0")
    assert said.startswith("parameters.projector.instances: found 0, expected a whole number from")


def test_a_measure_that_is_nearly_right() -> None:
    assert refused("run", FIRST, "--measure", "read").endswith("did you mean reads?")


def test_a_folder_or_an_ending_that_cannot_be_written(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "sweep.json"
    assert "there is no folder" in refused("sweep", FIRST, "--out", out)
    assert "ends in .json or .csv" in refused("sweep", FIRST, "--out", tmp_path / "sweep.xls")


def test_a_scheduler_that_does_not_answer(tmp_path: Path) -> None:
    given = ("--seeds", "1", "--scheduler", "tcp://127.0.0.1:1", "--out", tmp_path / "sweep.json")
    done = refused("sweep", FIRST, *given)
    assert done.startswith("no Dask scheduler answers at tcp://127.0.0.1:1")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("projector.instances=1,2,4", [1, 2, 4]),
        ("projector.instances=1..3,8", [1, 2, 3, 8]),
        ("projector.instances=2,2", [2]),
        ("faults.drop=0.5,1e-3", [0.5, 0.001]),
        ("query.consistency=eventual,sticky", ["eventual", "sticky"]),
        ("load.instants_us=[100]", [[100]]),
        ("load.instants_us=[100,200],[300],[300]", [[100, 200], [300]]),
    ],
)
def test_lists_and_ranges_are_read(text: str, read: list[object]) -> None:
    assert choices(text) == (text.partition("=")[0], read)


@pytest.mark.parametrize("text", ["projector.instances", "projector.instances=", "=2", "x=1"])
def test_a_setting_without_name_or_value_is_refused(text: str) -> None:
    with pytest.raises(CommandError, match=r"expected name=value|unknown parameter"):
        choices(text)


def test_one_value_is_one_value() -> None:
    with pytest.raises(CommandError, match="one value is expected"):
        setting("projector.instances=1,2")


@pytest.mark.parametrize("text", ["", "a", "1..", "8..1", "1..1000000", "1.5", "true"])
def test_seeds_are_whole_numbers(text: str) -> None:
    with pytest.raises(CommandError):
        seeds(text)
