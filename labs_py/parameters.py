"""Every parameter of a run: one row each, with default, bounds and meaning.

Names are ``part.quantity``; times end in ``_us`` (integer microseconds), shares go from 0 to 1.
"""

from labs_py.errors import ScenarioError
from labs_py.fault_parameters import FAULTS
from labs_py.parameter import Parameter, Value
from labs_py.read_parameters import READ_SIDE
from labs_py.write_parameters import WRITE_SIDE

PARAMETERS: dict[str, Parameter] = WRITE_SIDE | READ_SIDE | FAULTS


def checked(name: str, value: object, key: str) -> Value:
    """Return ``value`` if parameter ``name`` allows it.

    Raises ScenarioError naming ``key``, the place in the scenario.
    """
    parameter = PARAMETERS.get(name)
    if parameter is None:
        raise ScenarioError(key, name, "one of " + ", ".join(PARAMETERS), '"faults.duplicate"')
    if not isinstance(value, int | float | str | list) or not parameter.allows(value):
        raise ScenarioError(key, value, parameter.expected, parameter.example)
    return value
