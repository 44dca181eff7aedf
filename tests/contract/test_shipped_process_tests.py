"""Every process that we ship brings tests of its main ways, and they are green where it is shipped."""

from collections.abc import Iterator

import pytest
from walkers import tools_of_nowhere

from workflow_app.domain.process_tests import PATH, read_test
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.process_tests import run_tests
from workflow_app.services.tools import Tools

KEYS = sorted(folder.name for folder in find("bpmn").iterdir() if (folder / "process.toml").is_file())
FEWEST = 3


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tools]:
    with tools_of_nowhere(tmp_path_factory.mktemp("nowhere")) as made:
        yield made


@pytest.mark.parametrize("key", KEYS)
def test_a_process_that_we_ship_brings_green_tests_of_several_ends(tools: Tools, key: str) -> None:
    files = bundle_files(find("bpmn") / key)
    paths = [path for path in files if PATH.fullmatch(path)]
    assert len(paths) >= FEWEST
    assert len({read_test(files[path]).expected.state for path in paths}) >= FEWEST
    red = [(each.path, each.differs) for each in run_tests(key, files, tools=tools) if not each.is_green]
    assert not red
