"""Going back and forth in a run: step, run until, seek.

A snapshot is the pickled bytes of everything that changes, taken every so many steps. To go back
is to take up the nearest snapshot before and to run on from there: the same steps happen again,
because the streams of chance are part of the snapshot. Facts are told once and cut off, never
pickled, so that a snapshot stays small.
"""

import pickle
from bisect import bisect_right
from typing import NamedTuple

from labs_py.kernel import FOREVER_US
from labs_py.pipeline import Pipeline

EVERY_STEPS = 2_000


class Snapshot(NamedTuple):
    """The bytes of a state and of the kernel, and how many facts had been told by then."""

    steps: int
    facts: int
    kept: bytes


class Timeline:
    """A run that can be taken to any step it has reached or may still reach."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Stand where the path stands; its first snapshot is taken at once."""
        self.pipeline = pipeline
        self.snapshots = [self._snapshot()]

    def step(self) -> bool:
        """Make one step forward; False when nothing is left to happen."""
        before = self.pipeline.kernel.steps
        return self.seek(before + 1) > before

    def run_until(self, until_us: int) -> None:
        """Go forward through everything up to and including ``until_us``."""
        kernel = self.pipeline.kernel
        while kernel.agenda and kernel.agenda[0][0] <= until_us:
            kernel.run(until_us, self._to_next_snapshot())
            self._keep()
        kernel.run_until(until_us)

    def seek(self, steps: int) -> int:
        """Go to the instant just after step number ``steps``; return the step reached."""
        kernel = self.pipeline.kernel
        if steps < kernel.steps:
            reached = [snapshot.steps for snapshot in self.snapshots]
            self._take_up(self.snapshots[bisect_right(reached, steps) - 1])
        while kernel.steps < steps and kernel.agenda:
            kernel.run(FOREVER_US, min(steps - kernel.steps, self._to_next_snapshot()))
            self._keep()
        return kernel.steps

    def _to_next_snapshot(self) -> int:
        return EVERY_STEPS - self.pipeline.kernel.steps % EVERY_STEPS

    def _keep(self) -> None:
        steps = self.pipeline.kernel.steps
        if steps % EVERY_STEPS == 0 and steps > self.snapshots[-1].steps:
            self.snapshots.append(self._snapshot())

    def _snapshot(self) -> Snapshot:
        pipeline = self.pipeline
        # One pickle for both, so that what state and agenda share stays shared.
        kept = pickle.dumps((pipeline.state, pipeline.kernel.frozen()))
        return Snapshot(pipeline.kernel.steps, len(pipeline.facts), kept)

    def _take_up(self, snapshot: Snapshot) -> None:
        pipeline = self.pipeline
        # Our own bytes, which never leave this object.
        pipeline.state, frozen = pickle.loads(snapshot.kept)  # noqa: S301
        pipeline.kernel.thaw(frozen)
        del pipeline.facts[snapshot.facts :]
