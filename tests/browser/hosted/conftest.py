"""The site as it is published, on a host that does what `_headers` says."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_course.workshop import publish
from tests.browser.hosted.host import Host


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course as `python3 -m mkdocs_course site` does."""
    return publish.publish(site=tmp_path_factory.mktemp("published") / "site")


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    """Give a copy of the published site that a test may change."""
    return Path(shutil.copytree(published, tmp_path / "site"))


@pytest.fixture(scope="module")
def host(published: Path) -> Iterator[Host]:
    with Host(published) as host:
        yield host
