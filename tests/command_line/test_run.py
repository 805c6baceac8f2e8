"""`lab run`: a scenario file in, its measures out."""

import json
from pathlib import Path

from labs_py import run
from tests.command_line.shell import FIRST, lab, told


def test_as_json_it_prints_what_the_door_returns() -> None:
    found = json.loads(told("run", FIRST, "--json"))
    trace = run(json.loads(FIRST.read_text(encoding="utf-8")))
    assert found["digest"] == trace["digest"]
    assert found["measures"]["reads.stale_own"] == trace["measures"]["reads"]["stale_own"]
    assert found["measures"]["visible_after_us.p95"] == trace["measures"]["visible_after_us"]["p95"]


def test_as_a_table_times_are_milliseconds_and_the_digest_is_told() -> None:
    done = lab("run", FIRST, "--measure", "visible_after_us", "--measure", "reads.served")
    trace = run(json.loads(FIRST.read_text(encoding="utf-8")))
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines()[1:])
    p95 = trace["measures"]["visible_after_us"]["p95"]
    assert lines["visible_after_us.p95"].strip() == f"{p95 / 1000:,.1f} ms"
    assert lines["reads.served"].strip() == "2"
    assert not any(name.startswith("commands") for name in lines)
    assert trace["digest"] in done.stderr


def test_settings_a_seed_and_the_whole_trace(tmp_path: Path) -> None:
    out = tmp_path / "trace.json"
    told("run", FIRST, "--set", "bus.partitions=1", "--seed", 9, "--trace", out)
    trace = json.loads(out.read_text(encoding="utf-8"))
    assert trace["scenario"]["parameters"]["bus.partitions"] == 1
    assert trace["scenario"]["seed"] == 9
    assert trace["digest"] == run(trace["scenario"])["digest"]
