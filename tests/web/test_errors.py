import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import NOW, Service, settings
from flask import Flask
from flask.testing import FlaskClient

from workflow_app.app import create_app
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    BusyError,
    ConflictError,
    DomainError,
    FieldError,
    ForbiddenError,
    InvalidError,
    LimitedError,
    NotFoundError,
    NotSignedInError,
    RefusedError,
)
from workflow_app.parts import build
from workflow_app.services.accounts import add_account
from workflow_app.web.sentences import SENTENCES, sentence

ERRORS = {
    "stale": (ConflictError("STALE"), 409),
    "early": (RefusedError("REPAIR_TOO_EARLY", earliest=date(2026, 11, 21)), 422),
    "missing": (NotFoundError("CASE_UNKNOWN"), 404),
    "forbidden": (ForbiddenError("SOD_VIOLATION"), 403),
    "stranger": (NotSignedInError("NOT_SIGNED_IN"), 401),
    "busy": (BusyError("BUSY", retry_after=7), 503),
    "limited": (LimitedError("LIMITED", retry_after=30), 429),
    "large": (InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": 1}), code="FILE_TOO_LARGE"), 413),
    "wrong": (InvalidError(FieldError("/values/paid_on", "TOO_EARLY", {"minimum": "2026-05-08"})), 422),
    "letter": (RefusedError("LETTER_FONT", detail="𠮷"), 500),
    "fault": (KeyError("secret detail"), 500),
    "replayed": (AlreadyAnsweredError({"id": "1"}, 201), 201),
}


@pytest.fixture
def house(tmp_path: Path, sqlite_template: Path) -> Iterator[Service]:
    """Give a service with one address for each kind of failure, below the interface and as a page."""
    copy = tmp_path / "house.sqlite3"
    copy.write_bytes(sqlite_template.read_bytes())
    parts = build(settings(f"sqlite:///{copy}", tmp_path / "data", now=NOW))
    with parts.tools.database.write() as work:
        account = CreateAccount("chen_li", "陈立", "", roles=[Role.FIRST_REVIEWER])
        add_account(account, work=work, tools=parts.tools, password_hash="!")
        work.commit()
    app = create_app(parts)
    for name, (error, _status) in ERRORS.items():
        _add_failing(app, name, error)
    yield Service(app, parts)
    parts.close()


def _add_failing(app: Flask, name: str, error: Exception) -> None:
    def fail() -> str:
        raise error

    for prefix in ("/api/trial", "/trial"):
        app.add_url_rule(f"{prefix}/{name}", f"{prefix}{name}", fail, methods=["GET", "POST"])


@pytest.fixture
def client(house: Service) -> FlaskClient:
    return house.client()


@pytest.mark.parametrize("name", [name for name in ERRORS if name != "replayed"])
def test_each_failure_is_a_problem_with_code_and_sentence(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/trial/{name}?lang=en")
    error, status = ERRORS[name]
    code = error.code if isinstance(error, DomainError) else "INTERNAL"
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    document = json.loads(answer.data)
    assert {"type", "title", "status", "detail", "code", "instance"} <= document.keys()
    assert (document["status"], document["code"]) == (status, code)
    assert document["instance"] == f"urn:uuid:{answer.headers['X-Request-ID']}"
    assert "secret detail" not in answer.text
    assert code not in document["detail"]


@pytest.mark.parametrize("name", [name for name in ERRORS if name not in {"replayed", "stranger"}])
def test_people_get_a_page_with_the_same_status(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/trial/{name}")
    assert answer.status_code == ERRORS[name][1]
    assert answer.mimetype == "text/html"
    assert "xn-error-page" in answer.text
    assert "secret detail" not in answer.text


def test_a_field_error_names_field_code_and_what_to_do(client: FlaskClient) -> None:
    document = json.loads(client.get("/api/trial/wrong?lang=en").data)
    assert document["errors"] == [
        {
            "field": "/values/paid_on",
            "code": "TOO_EARLY",
            "detail": "The date must not be earlier than 2026-05-08",
        }
    ]


def test_values_of_a_refusal_are_there_for_programs(client: FlaskClient) -> None:
    document = json.loads(client.get("/api/trial/early?lang=en").data)
    assert document["values"] == {"earliest": "2026-11-21"}
    assert "21 Nov 2026" in document["detail"]


def test_a_repeated_request_gets_the_stored_answer(client: FlaskClient) -> None:
    answer = client.get("/api/trial/replayed")
    assert (answer.status_code, answer.json) == (201, {"id": "1"})
    assert answer.headers["Idempotency-Replayed"] == "true"


def test_who_came_too_often_is_told_when_to_come_again(client: FlaskClient) -> None:
    assert client.get("/api/trial/busy").headers["Retry-After"] == "7"
    assert client.get("/trial/limited").headers["Retry-After"] == "30"


def test_a_wrong_method_keeps_the_list_of_right_ones(house: Service) -> None:
    headers = {"Authorization": f"Bearer {house.token('chen_li')}"}
    answer = house.client().delete("/api/v1/tasks", headers=headers)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.json is not None
    assert answer.json["code"] == "METHOD_NOT_ALLOWED"


def test_what_is_not_there_is_a_problem_or_a_page(client: FlaskClient) -> None:
    assert client.get("/api/v1/nothing").mimetype == "application/problem+json"
    page = client.get("/nothing?lang=en")
    assert page.status_code == 404
    assert "This page does not exist" in page.text


def test_a_missing_csrf_token_is_a_problem_with_status_400(house: Service) -> None:
    client = house.client()
    with client.session_transaction() as session:
        session["token"] = "anything"
    answer = client.post("/api/trial/stale")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["code"] == "CSRF"


def test_a_bearer_token_needs_no_csrf_token(house: Service) -> None:
    headers = {"Authorization": f"Bearer {house.token('chen_li')}"}
    assert house.client().post("/api/trial/stale", headers=headers).status_code == 409


def test_a_token_reads_and_writes_only_what_its_scope_says(house: Service) -> None:
    headers = {"Authorization": f"Bearer {house.token('chen_li', scopes=('read',))}"}
    assert house.client().get("/api/v1/tasks", headers=headers).status_code == 200
    url = "/api/v1/tasks/01890000-0000-7000-8000-000000000000/claim"
    answer = house.client().post(url, headers=headers, json={})
    assert answer.status_code == 403
    assert answer.json is not None
    assert answer.json["code"] == "TOKEN_SCOPE"


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer ", "bearer a b c"])
def test_a_bad_token_is_refused_and_never_falls_back_on_a_cookie(house: Service, given: str) -> None:
    answer = house.client().get("/api/v1/tasks", headers={"Authorization": given})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_sentences_are_in_the_language_of_the_reader(house: Service) -> None:
    with house.app.test_request_context("/?lang=en"):
        assert sentence("REQUIRED") == "Fill this in"
        assert sentence("NEVER_HEARD_OF") == "A rule of the service stands against this (NEVER_HEARD_OF)."
        assert "%(" not in "".join(sentence(code) for code in SENTENCES)


def test_a_token_means_nothing_to_pages(house: Service) -> None:
    for token in (house.token("chen_li"), "wrong"):
        answer = house.client().get("/desk", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login")
