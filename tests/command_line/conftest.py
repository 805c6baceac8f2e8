"""What the tests of the command line share."""

import pytest

from tests.command_line.shell import BUSY, MANY, told, write


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a sweep that nobody disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    told("sweep", write(folder, BUSY), *MANY, "--out", folder / "sweep.json")
    return (folder / "sweep.json").read_bytes()
