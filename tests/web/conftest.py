"""Fixtures of tests that speak HTTP: a whole service, and callers who say which answer they expect."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batch_pages import shown  # noqa: F401 - a fixture
from builders import URBAN, Service, build_service, hire
from callers import Caller
from page_readers import Reader, reader
from taking_turns import has_its_turn

from workflow_app.domain.actors import Role

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the tests below this folder take turns with the databases: what stands under a page is tested on both."""
    if config.getoption("--each-database"):
        return
    left = [item for item in items if item.path.is_relative_to(HERE) and not has_its_turn(item)]
    config.hook.pytest_deselected(items=left)
    gone = set(left)
    items[:] = [item for item in items if item not in gone]


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give one test a service of its own, on each kind of database."""
    built = build_service(database_url, tmp_path / "data")
    yield built
    built.parts.close()


@pytest.fixture
def caller(service: Service) -> Callable[[str | None], Caller]:
    """Return a function from account names to callers; None is a stranger."""

    def of(username: str | None) -> Caller:
        return Caller(service, service.token(username) if username else None)

    return of


@pytest.fixture(scope="module")
def module_service(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give the tests of one module a service that they share, on each kind of database."""
    built = build_service(module_database_url, tmp_path_factory.mktemp("data"))
    yield built
    built.parts.close()


@pytest.fixture
def studio(service: Service) -> Service:
    """Give the service two process administrators and somebody of the credit office."""
    people = {"author": Role.PROCESS_ADMIN, "second": Role.PROCESS_ADMIN, "clerk": Role.CREDIT_OFFICE}
    for name, role in people.items():
        hire(service, name, role, authority=URBAN)
    return service


@pytest.fixture
def author(studio: Service) -> Reader:
    """Return a process administrator before a browser."""
    return reader(studio, "author")
