"""Facts: what happened, as the path notes it while it runs, in the cheapest form that says it all.

A fact is ``(at_us, kind, *parts)``. The observer turns facts into records once the run is over.
"""

from typing import Any

type Fact = tuple[Any, ...]
