"""Fixtures of tests that speak HTTP: a whole service, and callers who say which answer they expect."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders import Service, build_service
from werkzeug.test import TestResponse

API = "/api/v1"


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give one test a service of its own, on each kind of database."""
    built = build_service(database_url, tmp_path / "data")
    yield built
    built.parts.close()


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with a token."""

    service: Service
    token: str | None

    def get(self, path: str, *, expect: int = 200, **options: Any) -> TestResponse:  # noqa: ANN401 - of the test client
        """Ask, and insist on a status."""
        return self._send("GET", path, expect, options)

    def post(self, path: str, *, expect: int = 200, **options: Any) -> TestResponse:  # noqa: ANN401 - of the test client
        """Tell, and insist on a status."""
        return self._send("POST", path, expect, options)

    def _send(self, method: str, path: str, expect: int, options: dict[str, Any]) -> TestResponse:
        headers = {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **options.pop("headers", {})}
        answer = self.service.client().open(API + path, method=method, headers=headers, **options)
        assert answer.status_code == expect, f"{answer.status_code}: {answer.get_data(as_text=True)[:2000]}"
        return answer


@pytest.fixture
def caller(service: Service) -> Callable[[str | None], Caller]:
    """Return a function from account names to callers; None is a stranger."""

    def of(username: str | None) -> Caller:
        return Caller(service, service.token(username) if username else None)

    return of
