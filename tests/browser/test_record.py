"""The record's pure core, as it ships, run in the browser.

Merging has the properties that let tabs and devices agree in any order, and validation agrees with
an independent reader of the published schema.
"""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page

from mkdocs_course.workshop import bundle
from mkdocs_course.workshop.paths import OVERRIDES

SCHEMA = json.loads((OVERRIDES / "schemas" / "learner-record.v1.json").read_text(encoding="utf-8"))
AT = "2026-11-23T10:00:00.000Z"
PROBE = """
import {{ changed, mergeEntries, revise }} from "{lib}/record";
import {{ readRecord }} from "{lib}/validate";
Object.assign(globalThis, {{ changed, mergeEntries, revise, readRecord }});
"""

texts = st.sampled_from(["", "a", "ab", "abc", "b", "bc", "other"])
moments = st.integers(0, 5).map(lambda second: f"2026-11-23T10:00:0{second}.000Z")
versions = st.lists(st.fixed_dictionaries({"at": moments, "text": texts}), max_size=3)
sures = st.sampled_from(["knew", "partly", "not-yet"])
entry = st.one_of(
    st.fixed_dictionaries({"at": moments, "text": texts}),
    st.fixed_dictionaries({"at": moments, "ticked": st.booleans(), "evidence": texts}),
    st.fixed_dictionaries({"at": moments, "opened": st.booleans()}, optional={"sure": sures}),
    st.fixed_dictionaries({"at": moments, "runs": st.integers(0, 12), "digest": texts}),
    st.fixed_dictionaries({"at": moments, "met": st.booleans(), "tries": st.integers(0, 9)}),
)
keys = st.sampled_from(["m/part/one", "m/criterion/two", "m/check/three"])
records = st.dictionaries(keys, entry)
several = settings(max_examples=60, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def probe(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a page that has the shipped functions as globals."""
    folder = tmp_path_factory.mktemp("probe")
    entry_point = folder / "probe.ts"
    entry_point.write_text(PROBE.format(lib=(OVERRIDES / "browser" / "lib").as_posix()))
    script = bundle.script(str(entry_point), folder / "probe.js")
    page = browser.new_page()
    page.add_script_tag(path=script)
    yield page
    page.close()


def merge(probe: Page, *copies: Any) -> Any:
    """Merge copies from left to right."""
    return probe.evaluate("copies => copies.reduce((a, b) => mergeEntries(a, b))", list(copies))


@given(a=records, b=records)
@several
def test_merge_is_commutative(probe: Page, a: Any, b: Any) -> None:
    assert merge(probe, a, b) == merge(probe, b, a)


@given(a=records, b=records, c=records)
@several
def test_merge_is_associative(probe: Page, a: Any, b: Any, c: Any) -> None:
    assert merge(probe, merge(probe, a, b), c) == merge(probe, a, merge(probe, b, c))


@given(a=records, b=records)
@several
def test_merge_is_idempotent(probe: Page, a: Any, b: Any) -> None:
    assert merge(probe, a, a) == a
    once = merge(probe, a, b)
    assert merge(probe, once, b) == merge(probe, once, once) == once


@given(a=records, b=records)
@example(
    a={"m/part/one": {"at": AT, "text": "abc"}},
    b={"m/part/one": {"at": AT, "ticked": False, "evidence": "bc"}},
)
@several
def test_merge_keeps_the_newest_and_loses_no_text(probe: Page, a: Any, b: Any) -> None:
    merged = merge(probe, a, b)
    assert merged.keys() == a.keys() | b.keys()
    for key, found in merged.items():
        copies = [copy[key] for copy in (a, b) if key in copy]
        weightiest = [copy for copy in copies if weight(copy) == max(map(weight, copies))]
        assert found["at"] == max(copy["at"] for copy in weightiest)
        assert weight(found) == weight(weightiest[0])
        kept = [text_of(found), *(version["text"] for version in found.get("earlier", []))]
        for copy in copies:
            assert any(text_of(copy) in text for text in kept)
        for newer, older in itertools.combinations(kept, 2):
            assert older not in newer, "kept twice"


def weight(found: Any) -> int:
    return 1 if "sure" in found or found.get("met") else int(found.get("runs", 0))


@pytest.mark.parametrize(
    ("mine", "newer", "kept"),
    [
        ({"opened": True, "sure": "knew"}, {"opened": True}, "mine"),
        ({"opened": True, "sure": "knew"}, {"opened": True, "sure": "not-yet"}, "newer"),
        ({"runs": 9, "digest": "aa"}, {"runs": 1, "digest": "bb"}, "mine"),
        ({"met": True, "tries": 1}, {"met": False, "tries": 4}, "mine"),
        ({"ticked": True}, {"ticked": False}, "newer"),
    ],
)
def test_a_merge_takes_no_judgement_and_no_run_away(
    probe: Page, mine: Any, newer: Any, kept: str
) -> None:
    old = {"at": "2026-11-01T10:00:00.000Z", **mine}
    new = {"at": "2026-11-02T10:00:00.000Z", **newer}
    assert merge(probe, {"m/x/y": old}, {"m/x/y": new}) == {
        "m/x/y": {"mine": old, "newer": new}[kept]
    }


def text_of(found: Any) -> str:
    return str(found.get("text", found.get("evidence", "")))


@given(kept=texts, typed=texts, at=moments)
@several
def test_a_revision_loses_no_text_that_came_from_elsewhere(
    probe: Page, kept: str, typed: str, at: str
) -> None:
    old = {"at": "2026-11-23T10:00:02.500Z", "text": kept}
    start = {"from": "what the learner saw", "at": at}
    revised = probe.evaluate(
        "([old, text, start]) => revise(old, { text }, start)", [old, typed, start]
    )
    assert revised["text"] == (typed if at > old["at"] else kept)
    every = [revised["text"], *(version["text"] for version in revised.get("earlier", []))]
    assert all(any(text in one for one in every) for text in (kept, typed))


def test_a_device_with_a_clock_ahead_does_not_stop_a_revision(probe: Page) -> None:
    old = {"at": "2090-01-01T00:00:00.000Z", "text": "seen"}
    revised = probe.evaluate(
        "old => revise(old, { text: 'typed' }, { from: 'seen', at: '2026-11-23T10:00:00.000Z' })",
        old,
    )
    assert revised == {"at": "2090-01-01T00:00:00.001Z", "text": "typed"}


LAST = "9999-12-31T23:59:59.999Z"
clocks = st.sampled_from(
    ["-000004-01-01", "0099-01-01", "1969-12-31", "1999-06-01", "2100-01-01", "+012026-01-01"]
)


@given(clock=clocks, last=st.sampled_from(["0000-01-01T00:00:00.000Z", AT, LAST]))
@several
def test_what_a_device_with_any_clock_writes_can_be_read(
    probe: Page, clock: str, last: str
) -> None:
    at = probe.evaluate(
        """([clock, at]) => {
        const now = Date.now;
        Date.now = () => Date.parse(clock);
        try { return changed({ at }, { text: "new" }).at } finally { Date.now = now }
        }""",
        [clock, last],
    )
    document = {"schema": 1, "course": "c", "entries": {"m/part/x": {"at": at, "text": "new"}}}
    assert probe.evaluate("text => readRecord(text).rejected", json.dumps(document)) == []
    assert at > last or last == LAST


odd: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.text(max_size=3), st.just([])
)
moment = st.sampled_from(
    ["2026-11-23T10:00:00.000Z", "1999-01-01T00:00:00.000Z", "2026-13-23T10:00:00.000Z", "", 5]
)
anything = st.fixed_dictionaries(
    {},
    optional={
        "at": moment,
        "state": st.sampled_from(["started", "complete", "gone", 1]),
        "opened": odd,
        "sure": st.sampled_from(["knew", "partly", "not-yet", "maybe", None]),
        "ticked": odd,
        "evidence": odd,
        "text": odd,
        "id": odd,
        "runs": st.sampled_from([0, 3, 2.5, -1, "2"]),
        "digest": odd,
        "met": odd,
        "tries": st.sampled_from([0, 3, 2.5, "2"]),
        "fingerprint": st.sampled_from(["1f2e3d4c", "1F2E3D4C", "xyz", 3]),
        "earlier": st.one_of(odd, versions, st.just([{"at": 1, "text": "a"}])),
        "unknown": odd,
    },
)
any_key = st.sampled_from(
    [
        *(f"m/{kind}/x" for kind in ("module", "place", "check", "criterion", "lab", "later")),
        "m/reflection/x",
        "m/part/x",
        "m/guess/lab--x",
        "m/challenge/lab--x",
        "m/check/",
        "check/x",
        "M/check/x",
        "__proto__",
        "constructor",
    ]
)
validator = Draft202012Validator(SCHEMA)


@given(key=any_key, value=st.one_of(anything, anything, odd))
@settings(several, max_examples=250)
def test_validation_agrees_with_the_published_schema(probe: Page, key: str, value: Any) -> None:
    document = {"schema": 1, "course": "c", "entries": {key: value}}
    reading = probe.evaluate("text => readRecord(text)", json.dumps(document))
    assert (reading["rejected"] == []) is validator.is_valid(document)


def test_the_schema_is_a_schema_and_says_so_of_the_contract() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    at = AT
    document = {
        "schema": 1,
        "course": "digital-cloud-scale",
        "entries": {
            "m/module/m": {"at": at, "state": "complete", "fingerprint": "1f2e3d4c"},
            "m/check/why": {"at": at, "opened": True, "sure": "not-yet", "fingerprint": "1f2e3d4c"},
            "m/criterion/one": {"at": at, "ticked": True, "evidence": "a line"},
            "m/reflection/r": {"at": at, "text": "t", "earlier": [{"at": at, "text": "s"}]},
            "m/part/events": {"at": at, "text": "t"},
            "m/lab/first-order": {"at": at, "runs": 3, "digest": "3f9c"},
            "m/place/m": {"at": at, "id": "why"},
        },
    }
    validator.validate(document)
