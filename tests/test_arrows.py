"""Arrows between modules point one way, and words stay where they belong.

One row per package: its layers from the bottom up. A module imports only from layers below its
own. Another package adds a row; `FOREIGN` says what of ours a package may import from outside.
"""

import ast
from pathlib import Path

import pytest

from labs_py.parameters import PARAMETERS

ROOT = Path(__file__).parents[1]

LAYERS: dict[str, list[set[str]]] = {
    "labs_py": [
        {"errors", "kernel", "laws", "trace", "facts", "lag", "command", "command_api"},
        {"order_statistics", "parameter", "algebras", "schedules", "challenge", "streams"}
        | {"plain", "handler", "idempotency", "first_move", "forms", "crossing", "bucket"},
        {"strokes", "fault_parameters", "read_parameters", "write_parameters", "measures", "event"},
        {"parameters", "faults"},
        {"interventions"},
        {"store", "queue", "outbox", "scenario"},
        {"read_model", "strategy"},
        {"strict_buffer"},
        {"strategies"},
        {"ground_truth", "projector", "delivery_checker"},
        {"query", "observer"},
        {"waiting_reads"},
        {"pipeline", "write_records", "read_records"},
        {"arrivals", "limits", "look", "reading", "timeline", "tellers"},
        {"checkpoint", "view_writer"},
        {"mishaps"},
        {"projection"},
        {"polling"},
        {"relay"},
        {"write_side"},
        {"gate", "commit"},
        {"author"},
        {"load"},
        {"learner"},
        {"simulation", "own_reads", "invalid_orders", "first_gauge"},
        {"trial", "oracles", "streaming"},
        {"grading"},
        {"__init__"},
        {"command_line"},
    ],
}

FOREIGN: dict[str, set[str]] = {"labs_py": set()}

DOMAIN = {
    "command",
    "command_api",
    "handler",
    "event",
    "store",
    "queue",
    "read_model",
    "strategies",
    "strategy",
    "strict_buffer",
    "projector",
}
KERNEL_WORDS = {"kernel", "agenda", "schedule", "heap", "heappush", "priority", "sequence"}
DOMAIN_WORDS = {"command", "order", "customer", "store", "queue", "projector", "view", "message"}
FAULT_WORDS = {name for name in PARAMETERS if name.startswith("faults.")}


def tree(package: str, module: str) -> ast.Module:
    return ast.parse((ROOT / package / f"{module}.py").read_text(encoding="utf-8"))


def imported(package: str, module: str) -> set[str]:
    """Full names of what a module imports; `from a import b` counts as a.b."""
    names: set[str] = set()
    for node in ast.walk(tree(package, module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def words(package: str, module: str) -> set[str]:
    """Every identifier of a module, split at underscores; prose does not count."""
    named: set[str] = set()
    for node in ast.walk(tree(package, module)):
        for field in ("id", "attr", "arg", "name", "module"):
            value = getattr(node, field, None)
            named |= {str(value).lower()} if value else set()
    return named | {part for name in named for part in name.replace(".", "_").split("_")}


def texts(package: str, module: str) -> set[str]:
    constants = (node for node in ast.walk(tree(package, module)) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("package", LAYERS)
def test_every_module_has_its_layer(package: str) -> None:
    modules = [path.stem for path in (ROOT / package).glob("*.py")]
    modules += [path.parent.name for path in (ROOT / package).glob("*/__init__.py")]
    placed = [module for layer in LAYERS[package] for module in layer]
    assert sorted(placed) == sorted(modules)


@pytest.mark.parametrize("package", LAYERS)
def test_arrows_point_downwards(package: str) -> None:
    below: set[str] = set()
    for layer in LAYERS[package]:
        for module in layer:
            for file in files(package, module):
                ours = own(file, package) - {module}
                assert ours <= below, f"{file} imports {sorted(ours - below)}"
        below |= layer


def files(package: str, module: str) -> list[str]:
    """The one file of a module, or all files of one that is a folder."""
    inside = sorted((ROOT / package / module).glob("*.py"))
    return [f"{module}/{path.stem}" for path in inside] or [module]


def own(file: str, package: str) -> set[str]:
    """The modules of its own package that a file imports."""
    names = imported(package, file)
    return {name.split(".")[1] for name in names if name.startswith(f"{package}.")}


def test_the_oracles_share_no_code_with_the_path_that_they_judge() -> None:
    """They know what a record is. The door alone can make a run anew, and write a report."""
    door = {"labs_py.simulation.run", "labs_py.simulation.read_json", "labs_py.trace.canonical"}
    for file in files("labs_py", "oracles"):
        ours = {name for name in imported("labs_py", file) if name.startswith("labs_py.")}
        others = {name for name in ours if not name.startswith("labs_py.oracles")}
        allowed = door if file.endswith("__init__") else {"labs_py.trace.Record"}
        assert others <= allowed, file


@pytest.mark.parametrize("package", FOREIGN)
def test_a_package_knows_no_other_of_ours(package: str) -> None:
    strangers = {"labs_py", "mkdocs_course", "tests"} - FOREIGN[package] - {package}
    for path in (ROOT / package).rglob("*.py"):
        module = path.relative_to(ROOT / package).with_suffix("").as_posix()
        roots = {name.split(".")[0] for name in imported(package, module)}
        assert not roots & strangers, module


def test_the_simulator_needs_the_standard_library_alone() -> None:
    standard = {
        "bisect",
        "collections",
        "contextlib",
        "dataclasses",
        "functools",
        "gc",
        "hashlib",
        "heapq",
    }
    standard |= {"itertools", "json", "math", "pickle", "random", "typing", "zlib", "labs_py"}
    for module in {module for layer in LAYERS["labs_py"] for module in layer} - {"command_line"}:
        for file in files("labs_py", module):
            roots = {name.split(".")[0] for name in imported("labs_py", file)}
            assert roots <= standard, file


def test_the_kernel_has_no_domain_words() -> None:
    assert not words("labs_py", "kernel") & DOMAIN_WORDS


@pytest.mark.parametrize("module", sorted(DOMAIN))
def test_the_domain_has_no_kernel_words(module: str) -> None:
    assert not words("labs_py", module) & KERNEL_WORDS


def test_faults_happen_in_one_place() -> None:
    places = [path.stem for path in (ROOT / "labs_py").glob("*.py")]
    naming = {place for place in places if texts("labs_py", place) & FAULT_WORDS}
    scenarios = {"first_gauge"}  # a run that is asked about: it sets faults, as a learner does
    assert naming - scenarios == {"faults", "fault_parameters"}
