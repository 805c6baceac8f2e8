"""``python -m labs_py.command_line``: reads the command, and tells a mistake in one line."""

import sys
from argparse import ArgumentParser
from typing import Any

from labs_py.command_line.mistakes import CommandError
from labs_py.errors import ScenarioError


def _commands() -> dict[str, Any]:
    try:
        from labs_py.command_line import calibrate, compare, plot, run, sweep  # noqa: PLC0415
    except ModuleNotFoundError as error:
        needed = f"this needs {error.name}: pip install 'mkdocs-course[lab]'"
        raise CommandError(needed) from None
    named = {"run": run, "compare": compare, "sweep": sweep, "plot": plot}
    return named | {"calibrate": calibrate}


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="lab", description="The simulator at the shell.")
    kinds = parser.add_subparsers(required=True, metavar="command")
    for name, module in _commands().items():
        kind = kinds.add_parser(name, help=module.__doc__, description=module.__doc__)
        module.options(kind)
        kind.set_defaults(command=module.command)
    return parser


def main() -> int:
    """Run one command; 0 when it did what it says, 1 with a line on standard error when not."""
    try:
        given = _parser().parse_args()
        given.command(given)
    except (CommandError, ScenarioError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
