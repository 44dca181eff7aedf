"""Fixtures of tests that speak HTTP: a whole service, and callers who say which answer they expect."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batch_pages import shown  # noqa: F401 - a fixture
from builders import URBAN, Service, build_service, hire
from callers import Caller
from page_readers import Reader, reader

from workflow_app.domain.actors import Role


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
