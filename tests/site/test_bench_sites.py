"""The two sites of the benchmark can be built: a new rule must not break it unseen."""

from pathlib import Path

from mkdocs_course.workshop import assets
from tests.bench import sites


def test_both_sites_of_the_benchmark_build(tmp_path: Path) -> None:
    assets.prepare()
    for config in sites.write(tmp_path, 3):
        sites.build(config, tmp_path / config.stem)
        pages = list((tmp_path / config.stem / "modules").glob("*/index.html"))
        assert len(pages) == 3
