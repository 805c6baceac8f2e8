"""Labs for distributed patterns: a scenario in, the trace of its run out.

``run(scenario) -> trace`` is the one door; ``run_json`` is the same for JSON text. Pure Python,
standard library only.
"""

from labs_py.errors import ScenarioError
from labs_py.simulation import run, run_json

__version__ = "0.1.0"
__all__ = ["ScenarioError", "__version__", "run", "run_json"]
