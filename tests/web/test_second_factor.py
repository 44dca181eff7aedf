"""One's own authenticator: set up, moved, renewed, switched off; and reset for somebody who lost it."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from authenticators import (
    OWN,
    code_of,
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
from sqlalchemy import select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import ConflictError, NotSignedInError
from workflow_app.domain.second_factor import REQUIRED_OF
from workflow_app.domain.time import machine_now
from workflow_app.models import AuditEntry, RecoveryCode, SecondFactor
from workflow_app.services.lockout import ATTEMPTS
from workflow_app.services.second_factors import reset_factor
from workflow_app.services.sessions import sign_in

WHO = "first_reviewer"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    yield built
    built.parts.close()


def audited(service: Service) -> list[str]:
    with service.tools.database.read() as unit:
        found = unit.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    return [each for each in found if each.startswith("second_step/")]


def test_setting_it_up_asks_for_the_password_and_holds_from_the_first_right_code_on(office: Service) -> None:
    who, elsewhere = reader(office, WHO), reader(office, WHO)
    page = who.get(OWN)
    assert "not your password" in who.submit(page, "offer-form", {"proof": "not mine at all"}, expect=422).text
    assert not who.get(OWN).all("//form[@id='confirm-form']")
    who.submit(page, "offer-form", {"proof": PASSWORD})
    page = who.get(OWN)
    secret = secret_on(page)
    assert "not right" in who.submit(page, "confirm-form", {"code": wrong(secret)}, expect=422).text
    assert sign_in(SignIn(WHO, PASSWORD), tools=office.tools)
    shown = who.submit(page, "confirm-form", {"code": code_of(secret)}, expect=200)
    assert len(codes_on(shown)) == 10
    elsewhere.get("/desk", expect=302)
    page = who.get(OWN)
    assert not codes_on(page)
    assert "switched on" in page.text
    assert audited(office) == ["second_step/on"]
    assert "It was switched on" in who.get("/notices").text
    assert who.submit(page, "codes-form", {"proof": ""}, expect=422)


def test_wrong_passwords_here_lock_as_at_the_login(office: Service) -> None:
    who = reader(office, WHO)
    page = who.get(OWN)
    for _ in range(ATTEMPTS):
        who.submit(page, "offer-form", {"proof": "not mine at all"}, expect=422)
    assert "locked" in who.submit(page, "offer-form", {"proof": PASSWORD}, expect=403).text
    with pytest.raises(NotSignedInError, match="LOCKED"):
        sign_in(SignIn(WHO, PASSWORD), tools=office.tools)


def test_wrong_codes_here_lock_as_at_the_login(office: Service) -> None:
    who, secret, codes = enrolled(office, WHO)
    page = who.get(OWN)
    for act in ("codes", "offer", "off", "codes", "off"):
        who.submit(page, f"{act}-form", {"proof": wrong(secret)}, expect=422)
    assert "locked" in who.submit(page, "off-form", {"proof": codes[0]}, expect=403).text
    assert who.get(OWN).all("//form[@id='off-form']")


def test_a_secret_that_nobody_confirmed_in_time_is_of_no_use(office: Service) -> None:
    who = reader(office, WHO)
    who.submit(who.get(OWN), "offer-form", {"proof": PASSWORD})
    page = who.get(OWN)
    with office.tools.database.write() as unit:
        unit.session.execute(update(SecondFactor).values(pending_until=machine_now() - timedelta(seconds=1)))
        unit.commit()
    who.submit(page, "confirm-form", {"code": code_of(secret_on(page))})
    assert who.get(OWN).all("//form[@id='offer-form']")
    assert sign_in(SignIn(WHO, PASSWORD), tools=office.tools)


def test_another_telephone_takes_over_with_its_first_code_and_not_before(office: Service) -> None:
    who, old, codes = enrolled(office, WHO)
    who.submit(who.get(OWN), "offer-form", {"proof": codes[0]})
    page = who.get(OWN)
    new = secret_on(page)
    assert new != old
    time_passes(office, WHO)
    type_code(password_typed(office, WHO), code_of(old))
    shown = who.submit(page, "confirm-form", {"code": code_of(new)}, expect=200)
    assert not set(codes_on(shown)) & set(codes)
    time_passes(office, WHO)
    later = password_typed(office, WHO)
    type_code(later, code_of(old), expect=401)
    type_code(later, codes[1], expect=401)
    type_code(later, code_of(new))
    assert audited(office) == ["second_step/on", "second_step/recovery", "second_step/changed"]


def test_new_recovery_codes_end_the_old_ones(office: Service) -> None:
    who, _, codes = enrolled(office, WHO)
    shown = who.submit(who.get(OWN), "codes-form", {"proof": codes[0]}, expect=200)
    fresh = codes_on(shown)
    assert len(fresh) == 10
    type_code(password_typed(office, WHO), codes[1], expect=401)
    type_code(password_typed(office, WHO), fresh[0])


def test_it_is_switched_off_with_a_code_unless_the_role_needs_it(office: Service) -> None:
    who, secret, codes = enrolled(office, WHO)
    page = who.get(OWN)
    require_of(office, "FIRST_REVIEWER")
    who.submit(page, "off-form", {"proof": codes[0]})
    needed = who.get(OWN)
    assert "cannot be switched off" in needed.text
    assert not needed.all("//form[@id='off-form']")
    require_of(office)
    time_passes(office, WHO)
    who.submit(page, "off-form", {"proof": code_of(secret)})
    assert "password alone" in who.get(OWN).text
    assert sign_in(SignIn(WHO, PASSWORD), tools=office.tools)
    with office.tools.database.read() as unit:
        assert not unit.session.scalars(select(RecoveryCode)).all()
    assert audited(office)[-1] == "second_step/off"


def test_an_administrator_resets_it_for_the_staff_and_only_the_operator_for_those_who_administer(
    office: Service,
) -> None:
    who, _, _ = enrolled(office, WHO)
    enrolled(office, "system_admin")
    admin = reader(office, "security_admin")
    page = admin.get("/admin/accounts")
    assert [each.get("action") for each in page.all("//form[contains(@action, '/second-step')]")] == [
        f"/admin/accounts/{WHO}/second-step"
    ]
    admin.press(page, f"/{WHO}/second-step")
    assert "is reset" in admin.get("/admin/accounts").text
    who.get("/desk", expect=302)
    assert "reset by an administrator" in reader(office, WHO).get("/notices").text
    admin.post("/admin/accounts/system_admin/second-step", {})
    assert "the operator does it" in admin.get("/admin/accounts").text
    admin.post(f"/admin/accounts/{WHO}/second-step", {})
    assert "password only" in admin.get("/admin/accounts").text
    other = reader(office, "decider")
    other.get("/notices")
    other.post("/admin/accounts/system_admin/second-step", {}, expect=403)
    reset_factor("system_admin", by=None, tools=office.tools)
    assert audited(office) == [*["second_step/on"] * 2, *["second_step/reset"] * 2]
    with pytest.raises(ConflictError, match="NO_SECOND_STEP"):
        reset_factor("system_admin", by=None, tools=office.tools)


def test_neither_secret_nor_codes_stand_anywhere_in_the_clear(office: Service) -> None:
    _, secret, codes = enrolled(office, WHO)
    with office.tools.database.read() as unit:
        kept = [str(vars(each)) for row in (SecondFactor, RecoveryCode) for each in unit.session.scalars(select(row))]
        kept += [json.dumps(each.data) for each in unit.session.scalars(select(AuditEntry))]
    plain = [secret, *codes, *(each.replace("-", "") for each in codes)]
    assert not [each for each in kept for word in plain if word in each]


def test_who_does_not_work_here_has_no_second_step(office: Service) -> None:
    reader(office, "applicant_b").get(OWN, expect=403)
    require_of(office, "APPLICANT")
    assert sign_in(SignIn("applicant_b", PASSWORD), tools=office.tools)
    reader(office).get(OWN, expect=302)


def test_the_rules_take_roles_of_the_staff_and_nothing_else_and_say_them_in_words(office: Service) -> None:
    asks = reader(office, "system_admin")
    here = f"/admin/parameters/{REQUIRED_OF}"
    typed = {"valid_from": "2026-10-10", "origin": "局务会议纪要〔2026〕9号", "reason": "管理人员两步验证"}
    page = asks.get(here)
    assert "DECIDER (Decider)" in page.text
    for wrong_value in ("EVERYBODY", "APPLICANT", "DECIDER,", "DECIDER;AUDITOR"):
        asks.submit(page, "proposal", {**typed, "value": wrong_value}, expect=422)
    sent = asks.submit(page, "proposal", {**typed, "value": "DECIDER,AUDITOR"})
    assert "Decider, Auditor" in asks.get(sent.location).text
