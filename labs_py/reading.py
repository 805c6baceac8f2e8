"""The query side in time: asked, made to wait or not, answered."""

from labs_py.event import Event
from labs_py.pipeline import Known, Pipeline
from labs_py.query import Answer, Request, overlaid
from labs_py.read_model import Row

NOTHING = Known(0, 0, 0)
MOST_OWN_READS = 1_000
"""Of one command, however few commands the reads are shared out over."""


def ask(pipeline: Pipeline, session: str, key: str) -> None:
    """A session asks for one row, with the version token of its own newest change of it."""
    known = pipeline.state.acknowledged.get((session, key), NOTHING)
    ask_for(pipeline, Request(session, key, pipeline.kernel.now_us, *known))


def read_own(pipeline: Pipeline, event: Event) -> None:
    """The author of a background command may want to see it, each time after a time to think.

    Each is a session of its own, so what it has to see is this event and no other.
    """
    state, now_us = pipeline.state, pipeline.kernel.now_us
    for _ in range(_own_reads(pipeline)):
        think_us = state.times.think.draw_us()
        written = (event.version, now_us, event.amount)
        session = event.draft.command.command_id
        pipeline.after(think_us, "ask", Request(session, event.key, now_us + think_us, *written))


def _own_reads(pipeline: Pipeline) -> int:
    """Draw how often: by the share of commands that are read, and the share of reads that do it."""
    streams, p = pipeline.state.streams, pipeline.state.parameters
    many = 0
    if p["load.own_reads"]:
        many += streams.happens("load.own_reads", p["load.own_reads"])
    if p["load.own_read_share"] and p["load.commands_per_s"]:
        each = p["load.reads_per_s"] * p["load.own_read_share"] / p["load.commands_per_s"]
        many += int(min(each, MOST_OWN_READS)) + streams.happens("load.own_read_share", each % 1)
    return many


def ask_for(pipeline: Pipeline, request: Request) -> None:
    """A question is asked; it is answered as the row stands when the query has run."""
    pipeline.after(pipeline.state.parameters["query.cost_us"], "serve", request)


def serve(pipeline: Pipeline, request: Request) -> None:
    """The query reads the row as it stands now, unless it is made to wait for a version."""
    state = pipeline.state
    mode, row = state.parameters["query.consistency"], state.view.rows.get(request.key)
    if mode == "wait_for_version" and _version(row) < request.acked:
        waiting = request._replace(waits_since_us=pipeline.kernel.now_us)
        number = state.waiting_reads.add(waiting)
        pipeline.after(state.parameters["query.timeout_us"], "time_out", number)
    elif mode == "sticky" and _is_sticky(pipeline, request):
        pipeline.tell("query.served", request, Answer(None, request.acked, source="write_model"))
    elif mode == "overlay" and _version(row) < request.acked:
        mine = Answer(overlaid(row, request), request.acked, source="overlay")
        pipeline.tell("query.served", request, mine)
    else:
        _answer(pipeline, request, row)


def _version(row: Row | None) -> int:
    return row.version if row else 0


def _is_sticky(pipeline: Pipeline, request: Request) -> bool:
    since_us = pipeline.kernel.now_us - request.acked_us
    return request.acked > 0 and since_us <= pipeline.state.parameters["query.sticky_us"]


def _answer(pipeline: Pipeline, request: Request, row: Row | None) -> None:
    """By one rule in every mode, a session can expect what it was told of when it asked."""
    mode, now_us = pipeline.state.parameters["query.consistency"], pipeline.kernel.now_us
    since_us, required = request.waits_since_us, None
    if mode == "wait_for_version" or since_us is not None:
        required = request.acked
    wait_us = 0 if since_us is None else now_us - since_us
    pipeline.tell("query.served", request, Answer(row, request.acked, required, wait_us))


def answer_waiting(pipeline: Pipeline, key: str) -> None:
    """A row has changed: whoever waited for its version is answered at once."""
    row = pipeline.state.view.rows[key]
    for request in pipeline.state.waiting_reads.served(key, row.version):
        _answer(pipeline, request, row)


def time_out(pipeline: Pipeline, number: int) -> None:
    """A query has waited long enough and is answered with what there is."""
    request = pipeline.state.waiting_reads.give_up(number)
    if request:
        _answer(pipeline, request, pipeline.state.view.rows.get(request.key))
