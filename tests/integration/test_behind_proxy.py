"""`workflow_app.app:open_app()` in gunicorn, behind one proxy that ends TLS and says who called and by which name."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from running_service import ROOT, START_LIMIT, command, free_port

PASSWORD = "correct horse battery"
PROXIED = {"Host": "10.0.0.7:8000", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "xinnuo.example"}


class Proxy:
    """Asks the service as a proxy does that passes a browser's calls on."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str, *, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """Pass one call on; header names are written with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = PROXIED | {name.replace("_", "-"): value for name, value in headers.items()}
        if form is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form) if form is not None else None, given)
        answer = connection.getresponse()
        try:
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def is_ready(self) -> bool:
        """Tell whether the service answers yet."""
        with suppress(OSError, http.client.HTTPException):
            return self.ask("GET", "/readyz", Host="127.0.0.1")[0] == http.HTTPStatus.OK
        return False


@contextmanager
def gunicorn(data: Path, environment: dict[str, str]) -> Iterator[Proxy]:
    """Run the application under gunicorn until the test is over."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")}
    proxy, log = Proxy(free_port()), data / "gunicorn.log"
    words = ("workflow_app.app:open_app()", "--bind", f"127.0.0.1:{proxy.port}", "--workers", "2")
    with log.open("a") as said:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "gunicorn", *words],
            env=kept | environment,
            cwd=ROOT,
            stdout=said,
            stderr=said,
        )
    try:
        limit = time.monotonic() + START_LIMIT
        while not proxy.is_ready():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < limit, log.read_text()
            time.sleep(0.2)
        yield proxy
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Give the tests an installation in production, whose settings name one proxy."""
    data = tmp_path_factory.mktemp("production")
    environment = {
        "WORKFLOW_APP_ENV": "production",
        "WORKFLOW_APP_DATA_DIR": str(data),
        "WORKFLOW_APP_DATABASE_URL": f"sqlite:///{data / 'production.sqlite3'}",
        "WORKFLOW_APP_SECRET_KEY": "s" * 40,
        "WORKFLOW_APP_DATA_KEYS": "k1:" + "A" * 43 + "=",
        "WORKFLOW_APP_BASE_URL": "https://xinnuo.example",
        "WORKFLOW_APP_TRUSTED_PROXIES": "1",
        "PYTHONUTF8": "1",
    }
    command("init", data=data, environment=environment)
    words = ("user", "create", "auditor", "--role", "AUDITOR", "--password", PASSWORD)
    command(*words, data=data, environment=environment)
    with gunicorn(data, environment) as running:
        yield running


def sign_in(proxy: Proxy, *, referrer: str) -> tuple[int, http.client.HTTPMessage]:
    """Fill in the page to sign in."""
    _, headers, page = proxy.ask("GET", "/login")
    cookie = SimpleCookie(headers["Set-Cookie"])["xinnuo_session"]
    (token,) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[:1]
    form = {"username": "auditor", "password": PASSWORD, "csrf_token": token}
    status, headers, _ = proxy.ask(
        "POST", "/login", form=form, Cookie=f"xinnuo_session={cookie.value}", Referer=referrer
    )
    return status, headers


def test_somebody_signs_in_by_the_name_and_scheme_that_the_proxy_passes_on(proxy: Proxy) -> None:
    status, headers = sign_in(proxy, referrer="https://xinnuo.example/login")
    assert status in {302, 303}
    assert headers["Location"].startswith("/")
    assert "Secure" in headers["Set-Cookie"]
    refused, _ = sign_in(proxy, referrer="https://evil.example/login")
    assert refused == 400


@pytest.mark.parametrize("path", ["/public", "/login", "/api/v1/cases", "/healthz", "/static/dist/none.css"])
def test_a_foreign_name_is_refused_with_400(proxy: Proxy, path: str) -> None:
    for foreign in ("evil.example", "xinnuo.example.evil.example", "xinnuo.example@evil.example"):
        assert proxy.ask("GET", path, X_Forwarded_Host=foreign)[0] == 400


def test_without_a_proxy_only_the_machine_itself_may_ask(proxy: Proxy) -> None:
    assert proxy.ask("GET", "/healthz", Host="127.0.0.1", X_Forwarded_Host="")[0] == 200
    assert proxy.ask("GET", "/healthz", Host="10.0.0.7:8000", X_Forwarded_Host="")[0] == 400


def test_attempts_are_counted_for_whom_the_proxy_names_and_not_for_what_the_caller_claims(proxy: Proxy) -> None:
    def left(forwarded: str) -> int:
        _, headers, _ = proxy.ask("POST", "/login", form={}, X_Forwarded_For=forwarded)
        return int(headers["X-RateLimit-Remaining"])

    first = left("203.0.113.7")
    assert left("203.0.113.7") == first - 1
    assert left("198.51.100.9, 203.0.113.7") == first - 2
    assert left("203.0.113.8") == first
