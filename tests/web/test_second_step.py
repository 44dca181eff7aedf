"""Logging in with a code besides the password: what lets in, what is refused, and what is counted."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from authenticators import (
    LOGIN,
    STEP,
    code_of,
    code_used_last,
    codes_on,
    enrolled,
    password_typed,
    require_of,
    secret_on,
    time_passes,
    type_code,
    wrong,
)
from builders import Service, build_service, hire
from page_readers import PASSWORD, reader
from sqlalchemy import func, select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import NotSignedInError, SecondStepError
from workflow_app.domain.time import machine_now
from workflow_app.models import AuditEntry, LoginSession, LoginStep
from workflow_app.services.access import change_password
from workflow_app.services.lockout import ATTEMPTS
from workflow_app.services.second_steps import finish_login
from workflow_app.services.sessions import sign_in

pytestmark = pytest.mark.each_database  # several at once

WHO = "decider"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    yield built
    built.parts.close()


def waiting(service: Service) -> str:
    """Type the password and return the secret of the login that waits."""
    with pytest.raises(SecondStepError) as raised:
        sign_in(SignIn(WHO, PASSWORD), tools=service.tools)
    return raised.value.token


def sessions(service: Service) -> int:
    with service.tools.database.read() as unit:
        return unit.session.scalar(select(func.count()).select_from(LoginSession)) or 0


def test_the_password_alone_begins_no_session_and_the_code_leads_where_one_wanted_to(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    before = sessions(office)
    time_passes(office, WHO)
    who = password_typed(office, WHO, "/notices")
    assert sessions(office) == before
    who.get("/desk", expect=302)
    assert WHO in who.get(STEP).text
    assert type_code(who, code_of(secret)).location == "/notices"
    who.get("/desk")
    assert who.get(STEP, expect=303).location.startswith("/desk")
    assert who.post(STEP, {"code": code_of(secret)}).location.startswith("/desk")


def test_a_code_works_once_also_in_another_window_and_one_before_it_not_at_all(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    used, following = code_used_last(office, secret), code_of(secret, later=1)
    assert "was used already" in type_code(password_typed(office, WHO), used, expect=401).text
    assert type_code(password_typed(office, WHO), following).location
    assert code_used_last(office, secret) == following
    assert "was used already" in type_code(password_typed(office, WHO), following, expect=401).text
    assert "was used already" in type_code(password_typed(office, WHO), used, expect=401).text


def test_one_code_typed_twice_at_once_begins_one_session(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    time_passes(office, WHO)
    token, code, before = waiting(office), code_of(secret), sessions(office)

    def attempt(_: int) -> bool:
        try:
            return bool(finish_login(token, code, tools=office.tools))
        except NotSignedInError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
    assert sessions(office) == before + 1


def test_wrong_codes_lock_the_account_and_a_right_password_between_them_does_not_help(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    time_passes(office, WHO)
    for left in range(ATTEMPTS - 1, 0, -1):
        page = type_code(password_typed(office, WHO), wrong(secret), expect=401)
        assert f"attempts left: {left}" in page.text
    last = password_typed(office, WHO)
    assert type_code(last, wrong(secret)).location == LOGIN
    assert "Too many wrong codes" in last.get(LOGIN).text
    with pytest.raises(NotSignedInError, match="LOCKED"):
        sign_in(SignIn(WHO, PASSWORD), tools=office.tools)
    with office.tools.database.read() as unit:
        actions = unit.session.scalars(select(AuditEntry.action)).all()
    assert "account/locked" in actions


def test_a_login_that_waits_is_locked_out_by_wrong_passwords_too(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    time_passes(office, WHO)
    who = password_typed(office, WHO)
    for _ in range(ATTEMPTS):
        with pytest.raises(NotSignedInError, match="WRONG_PASSWORD"):
            sign_in(SignIn(WHO, "something else entirely"), tools=office.tools)
    assert "locked" in type_code(who, code_of(secret), expect=403).text


def test_a_whole_login_counts_anew(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    time_passes(office, WHO)
    who = password_typed(office, WHO)
    type_code(who, wrong(secret), expect=401)
    type_code(who, code_of(secret))
    page = type_code(password_typed(office, WHO), wrong(secret), expect=401)
    assert f"attempts left: {ATTEMPTS - 1}" in page.text


def test_a_recovery_code_lets_in_once_and_its_owner_is_told(office: Service) -> None:
    owner, _, codes = enrolled(office, WHO)
    assert len(set(codes)) == 10
    type_code(password_typed(office, WHO), f" {codes[0].lower().replace('-', ' ')} ")
    assert "was used already" in type_code(password_typed(office, WHO), codes[0], expect=401).text
    assert "A recovery code was used" in owner.get("/notices").text
    type_code(password_typed(office, WHO), codes[1].replace("-", ""))


def test_a_role_that_needs_it_sets_it_up_before_anything_else(office: Service) -> None:
    reader(office, "system_admin")
    require_of(office, "SYSTEM_ADMIN", "AUDITOR")
    who, before = password_typed(office, "system_admin"), sessions(office)
    who.get("/admin", expect=302)
    page = who.get(STEP)
    secret = secret_on(page)
    assert page.all("//div[@role='img']/*[local-name()='svg'][@viewbox or @viewBox]")
    assert secret_on(who.get(STEP)) == secret
    assert "not right" in who.submit(page, "code-form", {"code": wrong(secret)}, expect=401).text
    assert "attempts left" not in who.submit(page, "code-form", {"code": " "}, expect=422).text
    assert sessions(office) == before
    shown = who.submit(page, "code-form", {"code": code_of(secret)}, expect=200)
    assert len(codes_on(shown)) == 10
    assert who.get("/admin")
    later = password_typed(office, "system_admin")
    assert not later.get(STEP).all("//ol//details")
    with office.tools.database.read() as unit:
        assert "second_step/on" in unit.session.scalars(select(AuditEntry.action)).all()
    assert sign_in(SignIn("decider", PASSWORD), tools=office.tools) if reader(office, "decider") else None


def test_a_secret_that_one_login_showed_is_never_that_of_another(office: Service) -> None:
    reader(office, "system_admin")
    require_of(office, "SYSTEM_ADMIN")
    first = password_typed(office, "system_admin")
    secret = secret_on(first.get(STEP))
    second = password_typed(office, "system_admin")
    assert secret_on(second.get(STEP)) != secret
    assert first.get(STEP, expect=303).location == LOGIN
    assert first.post(STEP, {"code": code_of(secret)}).location == LOGIN
    second.get("/admin", expect=302)


def test_a_login_does_not_wait_for_long_nor_beyond_another_password(office: Service) -> None:
    _, secret, _ = enrolled(office, WHO)
    time_passes(office, WHO)
    who = password_typed(office, WHO)
    who.get(STEP)
    with office.tools.database.write() as unit:
        unit.session.execute(update(LoginStep).values(expires_at=machine_now() - timedelta(seconds=1)))
        unit.commit()
    assert who.post(STEP, {"code": code_of(secret)}).location == LOGIN
    assert "log in once more" in who.get(LOGIN).text
    token = waiting(office)
    change_password(WHO, "another four words long", tools=office.tools)
    with pytest.raises(NotSignedInError, match="STEP_OVER"):
        finish_login(token, code_of(secret), tools=office.tools)
    reader(office).get(STEP, expect=303)
