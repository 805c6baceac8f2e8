"""`lab calibrate`: every setting of a grid on the hidden seeds, the reference on others."""

from pathlib import Path

from tests.command_line.shell import lab, refused


def test_only_what_checks_the_contract_at_the_door_passes(tmp_path: Path) -> None:
    kept = tmp_path / "kept.journal"
    done = lab("calibrate", "invalid-orders", "--seeds", "1000..1002", "--journal", kept)
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()[1:]
    assert len(rows) > 20
    passing = [row for row in rows if " 5/5 " in row]
    assert passing[0].startswith("api.validation=on ")
    assert all("api.validation=on" in row and "in_flight=1 " not in row for row in passing)
    assert "the reference fails on 0 of 3 other seeds" in done.stderr
    # Nothing is worked out again: the second time reads what was kept.
    before = kept.read_bytes()
    again = lab("calibrate", "invalid-orders", "--seeds", "1000..1002", "--journal", kept)
    assert again.stdout == done.stdout
    assert kept.read_bytes() == before


def test_a_challenge_that_there_is_not() -> None:
    said = refused("calibrate", "invalid-order")
    assert said == "unknown challenge invalid-order: did you mean invalid-orders?"
