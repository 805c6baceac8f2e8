"""Labs for distributed patterns: a scenario in, the trace of its run out.

``run(scenario) -> trace`` is the one door to a run; ``challenges()`` and ``grade(challenge,
attempt)`` are the door to what a learner is set; ``check(trace) -> report`` says how we know that a
run is right. ``…_json`` is the same for JSON text, and ``stream_json`` hands a run out frame by
frame while it is made. Pure Python, standard library only.
"""

from labs_py.errors import ScenarioError
from labs_py.grading import challenges, challenges_json, grade, grade_json
from labs_py.oracles import check, check_json
from labs_py.simulation import run, run_json
from labs_py.streaming import stream_json

__version__ = "0.1.0"
__all__ = [
    "ScenarioError",
    "__version__",
    "challenges",
    "challenges_json",
    "check",
    "check_json",
    "grade",
    "grade_json",
    "run",
    "run_json",
    "stream_json",
]
