"""`problems, course ← blocks ← extension ← plugin`; and only the plugin's side knows MkDocs."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mkdocs_course"

LAYERS = [
    {"problems", "options", "messages", "schema", "course", "author_files", "policy"},
    {
        "spec",
        "source",
        "hiding",
        "documents",
        "glossary",
        "glossary_file",
        "glossary_rules",
        "ids_file",
        "lab_states",
    },
    {"scan", "rules", "page", "foreign", "search_view", "course_file", "shipping", "module_ids"},
    {"ledger", "folding", "leftovers", "terms", "kept"},
    {"raw_html", "outline"},
    {"references", "uses", "manifest", "navigation"},
    {"reading"},
    {"blocks"},
    {"trees", "state", "ids", "scaffold", "problem_list"},
    {"processors"},
    {"extension"},
    {"configuration", "site_pages"},
    {"plugin"},
]
KNOWS_MKDOCS = {"configuration", "site_pages", "plugin"}
OTHERS = {"__init__", "__main__", "recorded_run", "recorded_picture", "recorded_tree"}
OTHERS |= {"recorded_scale"}


def imports(module: str) -> set[str]:
    """Return the names that a module, or a folder of them, imports; `from a import b` is a.b."""
    path = PACKAGE / module
    names: set[str] = set()
    for file in path.glob("*.py") if path.is_dir() else [path.with_suffix(".py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_has_its_layer() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} | {"blocks"}
    assert modules - OTHERS == set().union(*LAYERS)


@pytest.mark.parametrize("number", range(len(LAYERS)))
def test_arrows_point_downwards(number: int) -> None:
    below = set().union(*LAYERS[: number + 1])
    for module in LAYERS[number]:
        ours = {name.split(".")[1] for name in imports(module) if name.startswith("mkdocs_course.")}
        assert ours - {"recorded_run"} <= below, module


def test_only_the_plugin_knows_mkdocs() -> None:
    knowing = {
        module
        for layer in LAYERS
        for module in layer
        if any(name.split(".")[0] in {"mkdocs", "jinja2"} for name in imports(module))
    }
    assert knowing == KNOWS_MKDOCS


def test_the_package_itself_imports_nothing() -> None:
    assert imports("__init__") == set()


def test_only_the_lab_block_knows_the_simulator() -> None:
    assert knowing("labs_py") == {"blocks/lab"}


def test_nothing_knows_the_workshop() -> None:
    outside = {file for file in knowing("mkdocs_course.workshop") if "workshop/" not in file}
    assert outside == set()


def knowing(name: str) -> set[str]:
    """Return the files of the package that import a module of that name, or from it."""
    files = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return {
        file.as_posix()
        for file in files
        if any(f"{imported}.".startswith(f"{name}.") for imported in imports(file.as_posix()))
    }
