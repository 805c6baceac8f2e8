"""Runs one of the commands of README.md."""

import argparse
import subprocess
import sys
from pathlib import Path

from mkdocs_course.problems import Mistake
from mkdocs_course.workshop.commands import COMMANDS


def _parser() -> argparse.ArgumentParser:
    lines = [
        f"  {name:<11} {str(function.__doc__).splitlines()[0]}"
        for name, function in COMMANDS.items()
    ]
    parser = argparse.ArgumentParser(
        prog="python3 -m mkdocs_course",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="commands:\n" + "\n".join(lines),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="…", help="passed on to the tool it runs"
    )
    return parser


def main() -> int:
    """Run one command; a failing tool has already said why, so only its exit code is passed on."""
    chosen = _parser().parse_args()
    try:
        COMMANDS[chosen.command](chosen.rest)
    except subprocess.CalledProcessError as error:
        print(f"failed: {Path(str(error.cmd[0])).name} {' '.join(error.cmd[1:])}", file=sys.stderr)
        return int(error.returncode) or 1
    except (Mistake, RuntimeError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
