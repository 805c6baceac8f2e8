"""The query side in time: asked, answered."""

from labs_py.pipeline import Pipeline
from labs_py.query import Request


def ask(pipeline: Pipeline, session: str, key: str) -> None:
    """A session asks for one row; the answer is read when the query is served."""
    request = Request(session, key, pipeline.kernel.now_us)
    pipeline.after(pipeline.state.parameters["query.cost_us"], "serve", request)


def serve(pipeline: Pipeline, request: Request) -> None:
    """The query reads the row as it stands now: it waits for nothing."""
    state = pipeline.state
    acked = state.acknowledged.get((request.session, request.key), 0)
    pipeline.tell("query.served", request, state.view.rows.get(request.key), acked)
