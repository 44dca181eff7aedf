"""Fixtures that every test may ask for: fresh databases of both kinds, migrated once per run and copied."""

import gc
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from trial_postgres import TrialPostgres, new_run_folder, one_at_a_time

from workflow_app.repositories.engine import migrate

RUN_FOLDER = pytest.StashKey[Path]()
DATABASES = ("sqlite", "postgresql")

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder; the workers of a parallel run are told the controller's."""
    gc.set_threshold(50_000, 20, 50)
    worker = getattr(config, "workerinput", None)
    config.stash[RUN_FOLDER] = Path(worker["run_folder"]) if worker else new_run_folder()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:  # noqa: ANN001 - a class of xdist that it does not export
    """Tell a worker of a parallel run where the shared folder is."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server and throw everything away, once all workers are gone."""
    if not hasattr(config, "workerinput"):
        TrialPostgres(config.stash[RUN_FOLDER]).stop()
        shutil.rmtree(config.stash[RUN_FOLDER], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let tests of pages and interfaces, which otherwise take turns, run on each kind of database."""
    parser.addoption("--each-database", action="store_true", help="run the tests of tests/web on both databases")


def pytest_collection_finish() -> None:
    """Take what the start left behind out of the rounds of the garbage collector, as the service does: a fifth less."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """Return a folder that all processes of this run share; lock with `one_at_a_time`."""
    return pytestconfig.stash[RUN_FOLDER]


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> TrialPostgres:
    """Return the run's PostgreSQL server."""
    return TrialPostgres(run_folder).start()


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path) -> Path:
    """Return a migrated SQLite file to copy."""
    template = run_folder / "template.sqlite3"
    with one_at_a_time(run_folder):
        if not template.exists():
            draft = run_folder / "draft.sqlite3"
            migrate(f"sqlite:///{draft}")
            draft.rename(template)
    return template


@pytest.fixture(scope="session")
def postgres_template(postgres: TrialPostgres, run_folder: Path) -> str:
    """Return the name of a migrated PostgreSQL database to copy."""
    noted = run_folder / "template.name"
    with one_at_a_time(run_folder):
        if not noted.exists():
            name = postgres.create_database()
            migrate(postgres.url(name))
            noted.write_text(name)
    return noted.read_text()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give one test a migrated database of its own, once for each kind."""
    with _migrated_database(request, tmp_path) as url:
        yield url


@pytest.fixture(params=DATABASES, scope="module")
def module_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the tests of one module a migrated database that they share, once for each kind."""
    with _migrated_database(request, tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give one test a database without tables, once for each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    with _postgres_database(request, template="template1") as url:
        yield url


@contextmanager
def _migrated_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Copy the template of the wanted kind; the other kind's is not touched."""
    if request.param == "sqlite":
        copy = folder / f"{uuid.uuid4().hex}.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
        return
    with _postgres_database(request, template=request.getfixturevalue("postgres_template")) as url:
        yield url


@contextmanager
def _postgres_database(request: pytest.FixtureRequest, *, template: str) -> Iterator[str]:
    server: TrialPostgres = request.getfixturevalue("postgres")
    name = server.create_database(template=template)
    try:
        yield server.url(name)
    finally:
        server.drop_database(name)
