"""Who works the points out: this machine's cores, or a Dask cluster."""

import os
import signal
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from labs_py.command_line.mistakes import CommandError
from labs_py.command_line.points import Point, evaluate, model

type Results = Iterator[dict[str, Any]]

FEW = 4
MOST_DEATHS = 3


def add_jobs(parser: ArgumentParser) -> None:
    """Add the option of how many processes work."""
    text = "processes of this machine (default: one for each core)"
    parser.add_argument("--jobs", type=_jobs, default=cores(), metavar="N", help=text)


def _jobs(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise CommandError(f"--jobs {text}: expected a whole number from 1")
    return int(text)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here(points: Sequence[Point], jobs: int) -> Results:
    """Yield results as they come from ``jobs`` processes of this machine.

    A process that dies takes its point with it: the points that are left start again in new ones.
    """
    left, deaths = {each.name: each for each in points}, 0
    if jobs == 1 or len(left) < FEW:
        yield from map(evaluate, left.values())
        return
    while left:
        try:
            for result in _in_processes(list(left.values()), jobs):
                del left[result["id"]]
                yield result
        except BrokenProcessPool:
            deaths += 1
            if deaths == MOST_DEATHS:
                raise CommandError("worker processes keep dying (out of memory?)") from None


def _in_processes(points: Sequence[Point], jobs: int) -> Results:
    with ProcessPoolExecutor(min(jobs, len(points)), get_context("spawn")) as pool:
        with _deaf():
            futures = [pool.submit(evaluate, each) for each in points]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, not even while they start.

    It reaches every process of the terminal, and only the first one is to answer it. What a process
    ignores, the processes that it starts ignore too.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def on_cluster(points: Sequence[Point], address: str) -> Results:
    """Yield results as they come from the Dask cluster whose scheduler is at ``address``.

    The key of a task is the identity of its point and of the model, so the scheduler starts a task
    anew when its worker dies, and no answer can be taken for another's.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra: only this function needs it
        from distributed import as_completed as completed  # noqa: PLC0415
    except ImportError:
        raise CommandError("a cluster needs Dask: pip install 'mkdocs-course[dask]'") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise CommandError(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        tasks = [
            client.submit(evaluate, each, key=f"labs-{model()}-{each.name}") for each in points
        ]
        for task, result in completed(tasks, with_results=True, raise_errors=False):
            if task.status != "finished":
                raise CommandError(f"the cluster gave a point up ({task.status}): {_why(result)}")
            yield _by_our_model(result)
            task.release()  # it is kept here: a worker that dies now need not be made up for


def _why(result: object) -> object:
    return result[1] if isinstance(result, tuple) else result


def _by_our_model(result: dict[str, Any]) -> dict[str, Any]:
    if result["model"] != model():
        raise CommandError(f"a worker runs another version of the simulator ({result['model']})")
    return result
