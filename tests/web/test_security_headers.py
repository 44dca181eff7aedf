from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import NOW, Service, serve, settings

from workflow_app.app import create_app
from workflow_app.config import Environment
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount, SignIn
from workflow_app.parts import build
from workflow_app.services.accounts import add_account
from workflow_app.services.passwords import hash_password
from workflow_app.services.sessions import sign_in
from workflow_app.web.auth import SESSION_TOKEN

HTTPS = "https://localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def build_house(folder: Path, template: Path, environment: Environment) -> Service:
    """Return a service without accounts, of one kind of installation."""
    copy = folder / "house.sqlite3"
    copy.write_bytes(template.read_bytes())
    now = None if environment is Environment.PRODUCTION else NOW
    wanted = settings(f"sqlite:///{copy}", folder / "data", now=now)
    parts = build(replace(wanted, environment=environment, metrics_token="figures-please"))
    return serve(parts)


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path) -> Iterator[Service]:
    built = build_house(tmp_path, sqlite_template, Environment.DEMO)
    yield built
    built.parts.close()


@pytest.fixture
def production(tmp_path: Path, sqlite_template: Path) -> Iterator[Service]:
    built = build_house(tmp_path, sqlite_template, Environment.PRODUCTION)
    yield built
    built.parts.close()


@pytest.mark.parametrize("path", ["/login", "/healthz", "/nothing", "/api/v1/openapi.json", "/api/v1/tasks"])
def test_every_answer_carries_the_headers(house: Service, path: str) -> None:
    headers = house.client().get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-ID"]
    assert "Strict-Transport-Security" not in headers


def test_pages_carry_no_inline_script_or_style(house: Service) -> None:
    page = house.client().get("/login").text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert all("src=" in part.split(">")[0] for part in page.split("<script")[1:])


def test_production_asks_for_https_and_closes_its_cookie(production: Service) -> None:
    client = production.client()
    answer = client.get("/login", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]


def test_production_shows_no_demo(production: Service) -> None:
    page = production.client().get("/login").text
    assert "xn-demo" not in page
    assert not [rule for rule in production.app.url_map.iter_rules() if rule.rule.startswith("/demo")]


@pytest.mark.parametrize(("kind", "status"), [("house", 200), ("production", 404)])
def test_the_demonstrations_sheet_is_not_handed_out_in_production(
    request: pytest.FixtureRequest, kind: str, status: int
) -> None:
    service: Service = request.getfixturevalue(kind)
    with service.tools.database.write() as work:
        clerk = CreateAccount("clerk", "clerk", "", roles=[Role.DATA_CLERK])
        add_account(clerk, work=work, tools=service.tools, password_hash=hash_password("long enough"))
        work.commit()
    client = service.client()
    with client.session_transaction(base_url=HTTPS) as session:
        session[SESSION_TOKEN] = sign_in(SignIn("clerk", "long enough"), tools=service.tools).token
    assert client.get("/desk/imports/sample.xlsx", base_url=HTTPS).status_code == status


def test_built_files_are_kept_for_ever_and_plain_ones_for_an_hour(house: Service) -> None:
    page = house.client().get("/login").text
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    with house.client().get("/static/mark.svg") as mark:
        assert mark.headers["Cache-Control"] == "public, max-age=3600"
    with house.client().get(style) as answer:
        if answer.status_code == 200:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_language_is_chosen_by_link_then_cookie_then_browser(house: Service) -> None:
    client = house.client()
    assert '<html lang="zh-Hans"' in client.get("/login").text
    assert '<html lang="en"' in client.get("/login", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="en"' in client.get("/login?lang=en").text
    assert '<html lang="en"' in client.get("/login", headers={"Accept-Language": "zh-CN"}).text
    assert '<html lang="zh-Hans"' in client.get("/login?lang=zh").text
    assert '<html lang="zh-Hans"' in client.get("/login?lang=<script>").text


def test_ready_means_that_the_database_is_up_to_date(house: Service, tmp_path: Path) -> None:
    assert house.client().get("/readyz").status_code == 200
    bare = build(settings(f"sqlite:///{tmp_path / 'bare.sqlite3'}", tmp_path / "data", now=NOW))
    client = create_app(bare).test_client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    bare.close()


def test_figures_are_for_this_machine_or_the_token_only(house: Service) -> None:
    client = house.client()
    assert "xinnuo_requests_total" in client.get("/metrics").text
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", environ_base=elsewhere).status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
    bearer = {"Authorization": "Bearer figures-please"}
    assert client.get("/metrics", environ_base=elsewhere, headers=bearer).status_code == 200


def test_figures_name_routes_and_never_what_was_asked(house: Service) -> None:
    client = house.client()
    client.get("/public/cases/XF-2026-0041?code=SECRET")
    figures = client.get("/metrics").text
    assert "SECRET" not in figures
    assert "XF-2026" not in figures
