"""`user` and `token`, as an operator types them to end what somebody may do; the service runs on beside."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import USCC_B, Service, build_service
from callers import Caller
from page_readers import PASSWORD, reader
from running_service import ROOT
from sqlalchemy import select

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import NotSignedInError
from workflow_app.models import AuditEntry
from workflow_app.services.access import change_password
from workflow_app.services.audit_verify import verify
from workflow_app.services.lockout import confirm_attempt, reserve_attempt
from workflow_app.services.sessions import sign_in


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    service = build_service(database_url, tmp_path / "data")
    yield service
    service.parts.close()


def run(service: Service, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command beside the service, on the same database."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")}
    settings = service.parts.settings
    ours = {
        "WORKFLOW_APP_ENV": "development",
        "WORKFLOW_APP_DATA_DIR": str(settings.data_dir),
        "WORKFLOW_APP_DATABASE_URL": settings.database_url,
        "WORKFLOW_APP_NOW": "2026-09-29T09:00:00+08:00",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workflow_app.cli", *words],
        env=kept | ours,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def done(service: Service, *words: str) -> dict[str, object]:
    """Run one command that must succeed and return its document."""
    ended = run(service, *words, "--json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def last_event(service: Service, action: str) -> dict[str, object]:
    """Return what the trail says of the last act of a kind; the whole trail must hold."""
    assert not verify(service.tools)
    with service.tools.database.read() as work:
        found = work.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id))
        return found.all()[-1].data


def test_a_disabled_account_is_out_at_once_and_comes_back_empty_handed(service: Service) -> None:
    who, caller = reader(service, "first_reviewer"), Caller(service, service.token("first_reviewer"))
    agent = Caller(service, service.token("applicant_b"))
    (task,) = agent.apply(agent.open_repair())["tasks"]
    caller.post(f"/tasks/{task['id']}/claim", json={})
    assert done(service, "user", "disable", "first_reviewer") == {
        "username": "first_reviewer", "sessions": 1, "tokens": 1, "tasks": 1,
    }  # fmt: skip
    assert who.get("/desk", expect=302).location.startswith("/login")
    caller.get("/tasks", expect=401)
    with pytest.raises(NotSignedInError, match="DISABLED"):
        sign_in(SignIn("first_reviewer", PASSWORD), tools=service.tools)
    Caller(service, service.token("first_reviewer_2")).post(f"/tasks/{task['id']}/claim", json={})
    said = last_event(service, "account/disabled")
    assert said == {"account_id": said["account_id"], "sessions": 1, "tokens": 1}

    assert run(service, "user", "enable", "first_reviewer").stdout == "Account first_reviewer enabled.\n"
    assert last_event(service, "account/enabled") == {"account_id": said["account_id"]}
    assert who.get("/desk", expect=302).location.startswith("/login")
    caller.get("/tasks", expect=401)
    sign_in(SignIn("first_reviewer", PASSWORD), tools=service.tools)


def test_another_password_ends_sessions_and_lifts_a_lock(service: Service) -> None:
    who, caller = reader(service, "decider"), Caller(service, service.token("decider"))
    for _ in range(5):
        with pytest.raises(NotSignedInError, match="WRONG_PASSWORD"):
            sign_in(SignIn("decider", "not the password"), tools=service.tools)
    with pytest.raises(NotSignedInError, match="LOCKED"):
        sign_in(SignIn("decider", PASSWORD), tools=service.tools)
    said = done(service, "user", "password", "decider", "--password", "quite another one")
    assert said == {"username": "decider", "sessions": 1}
    assert who.get("/desk", expect=302).location.startswith("/login")
    with pytest.raises(NotSignedInError, match="WRONG_PASSWORD"):
        sign_in(SignIn("decider", PASSWORD), tools=service.tools)
    sign_in(SignIn("decider", "quite another one"), tools=service.tools)
    caller.get("/tasks")
    assert last_event(service, "account/password")["sessions"] == 1


def test_an_ended_authorisation_shows_nothing_of_the_subject_any_more(service: Service) -> None:
    who, caller = reader(service, "applicant_b"), Caller(service, service.token("applicant_b"))
    case = caller.open_repair()
    assert "中牟宏运渣土清运有限公司" in who.get("/my").text
    done(service, "user", "end-authorisation", "applicant_b", "--subject", USCC_B)
    assert "中牟宏运渣土清运有限公司" not in who.get("/my").text
    assert case["id"] not in caller.get("/cases").get_data(as_text=True)
    assert set(last_event(service, "authorisation/ended")) == {"account_id", "subject_id"}
    again = run(service, "user", "end-authorisation", "applicant_b", "--subject", USCC_B)
    assert (again.returncode, again.stdout) == (3, "")
    assert "AUTHORISATION_UNKNOWN" in again.stderr


def test_one_token_is_listed_without_its_secret_and_revoked(service: Service) -> None:
    secrets = [service.token("auditor"), service.token("auditor", scopes=("read",)), service.token("decider")]
    listed = run(service, "token", "list", "--user", "auditor", "--json").stdout
    assert not any(secret in listed for secret in secrets)
    first, second = json.loads(listed)["items"]
    assert (first["username"], second["scopes"]) == ("auditor", ["read"])
    assert run(service, "token", "list").stdout.count("\n") == 3
    assert done(service, "token", "revoke", first["id"]) == {"revoked": 1}
    Caller(service, secrets[0]).get("/tasks", expect=401)
    Caller(service, secrets[1]).get("/tasks")
    assert last_event(service, "token/revoked")["token_id"] == first["id"]
    again = run(service, "token", "revoke", first["id"])
    assert (again.returncode, again.stdout) == (3, "")
    assert "TOKEN_UNKNOWN" in again.stderr


def test_every_token_of_an_account_is_revoked(service: Service) -> None:
    mine, others = service.token("auditor"), service.token("decider")
    service.token("auditor")
    assert done(service, "token", "revoke", "--user", "auditor") == {"revoked": 2}
    Caller(service, mine).get("/tasks", expect=401)
    Caller(service, others).get("/tasks")
    assert run(service, "token", "list", "--user", "auditor").stdout == "No live tokens.\n"
    assert last_event(service, "token/revoked")["tokens"] == 2


def test_a_sign_in_beside_a_change_of_password_loses(service: Service) -> None:
    change_password("auditor", "the first password", tools=service.tools)
    attempt = reserve_attempt("auditor", tools=service.tools)
    change_password("auditor", "the second password", tools=service.tools)
    with service.tools.database.write() as work, pytest.raises(NotSignedInError, match="WRONG_PASSWORD"):
        confirm_attempt("auditor", attempt, work, tools=service.tools)
