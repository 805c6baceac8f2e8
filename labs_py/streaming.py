"""The same run as `simulation.run`, handed out frame by frame while it is made."""

import gc
from collections.abc import Iterator

from labs_py.kernel import FOREVER_US
from labs_py.measures import measures
from labs_py.observer import Observer
from labs_py.pipeline import Pipeline
from labs_py.scenario import read_scenario
from labs_py.simulation import MOST_STEPS, SCHEMA, prepare, read_json, too_long
from labs_py.tellers import records
from labs_py.trace import Digest, Record, canonical, over_us

AT_MOST = 2_000
"""The most records of a frame: few enough that a page takes one in between two of its frames."""
STEPS_AT_ONCE = 250


def stream_json(text: str) -> Iterator[str]:
    """Yield the run of a scenario as JSON texts: frames of at most 2,000 records, then the rest.

    A frame is a list of records. The last text is the trace without its records. Raises
    ScenarioError as `run_json` does; one for a run that is too long may come after some frames.
    """
    scenario = read_scenario(read_json(text))
    pipeline, seen, told = prepare(scenario), Digest(), list[Record]()
    for frame in frames(pipeline):
        told += frame
        yield seen.add(frame)
    end_us = over_us(told, scenario.interventions)
    yield canonical(
        {
            "schema": SCHEMA,
            "scenario": scenario.as_json(),
            "end_us": end_us,
            "measures": measures(told, scenario.as_json(), end_us),
            "digest": seen.hexdigest(),
        }
    )


def frames(pipeline: Pipeline) -> Iterator[list[Record]]:
    """Run a path that stands at its beginning to its end; yield what is told on the way."""
    observer, facts = Observer(), pipeline.facts
    while pipeline.kernel.agenda or facts:
        _advance(pipeline)
        frame, facts[:AT_MOST] = facts[:AT_MOST], []
        if frame:
            yield records(frame, observer)


def _advance(pipeline: Pipeline) -> None:
    """Make steps until a frame is full or nothing is left; the collector would find no cycles."""
    kernel, facts = pipeline.kernel, pipeline.facts
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        while kernel.agenda and len(facts) < AT_MOST:
            if kernel.steps >= MOST_STEPS:
                raise too_long(pipeline)
            kernel.run(FOREVER_US, min(STEPS_AT_ONCE, MOST_STEPS - kernel.steps))
    finally:
        if was_enabled:
            gc.enable()
