"""A run long enough to tell platforms apart: its scenario, and the digest that all must find.

Short runs match by luck: `log` and `exp` differ between platforms in last bits, and only now and
then does one of them decide. This one makes more than 300,000 draws, by every law there is.
"""

import json
from pathlib import Path
from typing import Any

from labs_py import run_json

FILE = Path(__file__).with_name("long-run.json")
LONG_RUN: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Print digest and measures of the long run as this Python finds them."""
    trace = json.loads(run_json(json.dumps(LONG_RUN["scenario"])))
    print(json.dumps([trace["digest"], trace["measures"]]))  # noqa: T201 - what a test reads


if __name__ == "__main__":
    main()
