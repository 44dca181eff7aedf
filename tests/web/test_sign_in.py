import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW, Service, serve, settings
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount, SignIn
from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.time import machine_now
from workflow_app.models import LoginSession
from workflow_app.parts import build
from workflow_app.services import sessions as service
from workflow_app.services.accounts import add_account
from workflow_app.services.passwords import hash_password
from workflow_app.services.sessions import IDLE, LONGEST
from workflow_app.web.context import current_actor

pytestmark = pytest.mark.each_database  # several at once

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give a service with one reviewer."""
    parts = build(settings(database_url, tmp_path / "data", now=NOW))
    with parts.tools.database.write() as work:
        reviewer = CreateAccount("chen_li", "陈立", "", roles=[Role.FIRST_REVIEWER])
        add_account(reviewer, work=work, tools=parts.tools, password_hash=HASH)
        work.commit()
    yield serve(parts)
    parts.close()


def csrf(client: FlaskClient) -> str:
    """Return the token that the sign-in page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/login").get_data(as_text=True))
    assert found
    return found[1]


def sign_in(client: FlaskClient, password: str = PASSWORD, *, name: str = "chen_li", **more: str) -> TestResponse:
    """Send the form of the sign-in page."""
    fields = {"username": name, "password": password, "csrf_token": csrf(client), **more}
    return client.post("/login?lang=en", data=fields)


def token_of(client: FlaskClient) -> str:
    """Return the secret that the browser holds."""
    with client.session_transaction() as session:
        return str(session["token"])


def test_the_right_password_opens_the_desk_and_the_cookie_is_closed_to_scripts(house: Service) -> None:
    answer = sign_in(house.client())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk")
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith("xinnuo_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_session_changes_at_sign_in_and_ends_at_sign_out(house: Service) -> None:
    client = house.client()
    before = csrf(client)
    sign_in(client)
    first = token_of(client)
    assert client.post("/notices/read", data={"csrf_token": before}).status_code == 400
    client.post("/logout", data={"csrf_token": re_csrf(client)})
    assert client.get("/api/v1/tasks").status_code == 401
    with client.session_transaction() as session:
        session["token"] = first
    assert client.get("/api/v1/tasks").status_code == 401


def re_csrf(client: FlaskClient) -> str:
    """Return the token of a page of somebody signed in."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/public").get_data(as_text=True))
    assert found
    return found[1]


def test_a_wrong_password_says_how_many_attempts_are_left(house: Service) -> None:
    answer = sign_in(house.client(), "wrong password")
    assert answer.status_code == 401
    assert "4 attempts left" in answer.get_data(as_text=True)
    assert PASSWORD not in answer.get_data(as_text=True)


def test_an_unknown_name_is_answered_like_a_known_one(house: Service) -> None:
    known, unknown = (sign_in(house.client(), "wrong password", name=name) for name in ("chen_li", "nobody"))
    assert known.status_code == unknown.status_code
    assert "4 attempts left" in unknown.get_data(as_text=True)
    for _ in range(4):
        sign_in(house.client(), "wrong password", name="nobody")
    assert sign_in(house.client(), "wrong password", name="nobody").status_code == 403


def test_five_wrong_passwords_lock_the_account_and_a_restart_does_not_help(house: Service) -> None:
    for _ in range(5):
        assert sign_in(house.client(), "wrong password").status_code == 401
    with closing(build(house.parts.settings)) as parts:
        answer = sign_in(serve(parts).client())
    assert answer.status_code == 403
    assert "15 minutes" in answer.get_data(as_text=True)


def test_the_lock_ends_by_itself(house: Service) -> None:
    for _ in range(5):
        sign_in(house.client(), "wrong password")
    with house.tools.database.write() as work:
        account = work.accounts.find_by_username("chen_li")
        assert account is not None
        account.locked_until = machine_now() - timedelta(seconds=1)
        work.commit()
    assert sign_in(house.client()).status_code == 303


def test_a_success_forgets_the_failures_before(house: Service) -> None:
    for _ in range(4):
        sign_in(house.client(), "wrong password")
    assert sign_in(house.client()).status_code == 303
    assert "4 attempts left" in sign_in(house.client(), "wrong password").get_data(as_text=True)


def test_many_attempts_from_one_address_have_to_wait_even_without_csrf_token(house: Service) -> None:
    client = house.client()
    answers = [client.post("/login", data={}).status_code for _ in range(31)]
    assert set(answers[:30]) == {400}
    assert answers[30] == 429


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("/desk/cases?q=1", "/desk/cases?q=1"),
        ("https://evil.example/", "/desk"),
        ("//evil.example/", "/desk"),
        ("/\\evil.example", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("/login", "/desk"),
        ("/a\r\nSet-Cookie: x=1", "/desk"),
    ],
)
def test_after_sign_in_nobody_is_sent_elsewhere(house: Service, wanted: str, place: str) -> None:
    assert sign_in(house.client(), next=wanted).headers["Location"] == place


def test_a_page_asks_to_sign_in_and_leads_back(house: Service) -> None:
    answer = house.client().get("/desk?scope=mine")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/login?next=/desk?scope%3Dmine"


def move_session(house: Service, *, seen: timedelta, created: timedelta) -> None:
    """Make the only session older."""
    with house.tools.database.write() as work:
        session = work.session.query(LoginSession).one()
        now = machine_now()
        session.seen_at, session.created_at = now - seen, now - created
        session.expires_at = min(session.seen_at + IDLE, session.created_at + LONGEST)
        work.commit()


def test_a_session_ends_after_eight_idle_hours_and_says_so(house: Service) -> None:
    client = house.client()
    sign_in(client)
    move_session(house, seen=timedelta(hours=7, minutes=59), created=timedelta(hours=8))
    assert client.get("/api/v1/tasks").status_code == 200
    move_session(house, seen=timedelta(hours=8, minutes=1), created=timedelta(hours=9))
    assert client.get("/api/v1/tasks").status_code == 401
    assert "nothing happened for a while" in client.get("/login?lang=en").get_data(as_text=True)


def test_a_session_ends_twelve_hours_after_sign_in_however_busy(house: Service) -> None:
    client = house.client()
    sign_in(client)
    move_session(house, seen=timedelta(minutes=10), created=timedelta(hours=11, minutes=59))
    assert client.get("/api/v1/tasks").status_code == 200
    with house.tools.database.read() as work:
        session = work.session.query(LoginSession).one()
        assert session.expires_at == session.created_at + LONGEST
    move_session(house, seen=timedelta(minutes=1), created=timedelta(hours=12, minutes=1))
    assert client.get("/api/v1/tasks").status_code == 401


def test_a_closed_account_is_out_at_once(house: Service) -> None:
    client = house.client()
    sign_in(client)
    token = house.token("chen_li")
    with house.tools.database.write() as work:
        account = work.accounts.find_by_username("chen_li")
        assert account is not None
        account.disabled = True
        work.commit()
    assert client.get("/api/v1/tasks").status_code == 401
    assert house.client().get("/api/v1/tasks", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert sign_in(house.client()).status_code == 403


def test_secrets_are_stored_only_as_digests(house: Service) -> None:
    client = house.client()
    sign_in(client)
    with house.tools.database.read() as work:
        assert work.session.query(LoginSession).one().token_hash != token_of(client)
        account = work.accounts.find_by_username("chen_li")
        assert account is not None
        assert account.password_hash.startswith("$argon2id$")


def test_finding_out_who_asks_takes_one_statement(house: Service) -> None:
    seen: list[str] = []
    headers = {"Authorization": f"Bearer {house.token('chen_li')}"}
    event.listen(house.tools.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    with house.app.test_request_context("/api/v1/tasks", headers=headers):
        assert current_actor().name == "陈立"
        assert current_actor().has(Role.FIRST_REVIEWER)
    assert len([each for each in seen if each.startswith("SELECT")]) == 1


def test_the_interface_takes_a_session_with_its_csrf_token_and_not_without(house: Service) -> None:
    client = house.client()
    sign_in(client)
    url = "/api/v1/tasks/01890000-0000-7000-8000-000000000000/claim"
    bare = client.post(url, json={})
    assert (bare.status_code, bare.mimetype) == (400, "application/problem+json")
    assert client.post(url, json={}, headers={"X-CSRFToken": re_csrf(client)}).status_code == 404
    assert house.client().post(url, json={}).status_code == 401


@pytest.mark.parametrize("name", ["chen_li", "nobody"])
def test_many_attempts_at_once_are_five_as_well(house: Service, name: str) -> None:
    def attempt(_number: int) -> str:
        try:
            service.sign_in(SignIn(name, "wrong password"), tools=house.tools)
        except NotSignedInError as error:
            return error.code
        return "IN"

    with ThreadPoolExecutor(8) as pool:
        told = Counter(pool.map(attempt, range(12)))
    assert told == {"WRONG_PASSWORD": 5, "LOCKED": 7}
