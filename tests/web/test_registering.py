"""Registering with a mobile number: the whole way, and every way in which somebody tries what they should not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from entering import (
    MOBILE,
    NAME,
    NEW_PASSWORD,
    OTHER_MOBILE,
    confirm_number,
    messages,
    newest_code,
    registered,
    with_outbox,
    wrong,
)
from page_readers import reader
from sqlalchemy import select, update

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.commands.entering import AskForCode, Purpose, Register
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, AuditEntry, ContactPoint, DueWork, PhoneProof
from workflow_app.services.phone_proofs import ask_for_code, confirm_phone
from workflow_app.services.registering import register
from workflow_app.services.sessions import sign_in

HERE = "/register"
DETAILS = {"name": NAME, "password": NEW_PASSWORD, "agreed": "yes"}


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def test_somebody_registers_and_logs_in_with_the_number_however_it_is_written(shown: Service) -> None:
    who = reader(shown)
    page = confirm_number(shown, who, mobile="+86 139 1111 2222")
    assert "139****2222 is confirmed" in page.text
    assert who.submit(page, "details-form", DETAILS).location == "/my/enterprises/add"
    for written in (MOBILE, "139-1111-2222", "０１３９"[1:].replace("１３９", MOBILE[:3]) + MOBILE[3:]):
        assert sign_in(SignIn(written, NEW_PASSWORD), tools=shown.tools).actor.name == NAME
    assert who.get(HERE, expect=303).location == "/my"


def test_who_registers_sees_nothing_that_is_not_public(shown: Service) -> None:
    case = registered(shown)
    for path in ("/desk", "/admin", "/studio", "/desk/subjects", "/desk/records"):
        case.get(path, expect=403)
    assert "No adverse record" not in case.get("/my").text
    with shown.tools.database.read() as unit:
        record = unit.session.scalar(select(ContactPoint.id))
    case.get(f"/my/records/{record}", expect=404)
    actor = sign_in(SignIn(MOBILE, NEW_PASSWORD), tools=shown.tools).actor
    assert not actor.subject_ids
    assert case.get("/api/v1/cases").answer.get_json()["items"] == []
    case.get("/api/v1/subjects/91410122MA3X0B0119/records", expect=404)


def test_a_wrong_code_counts_an_old_one_is_void_and_five_are_enough(shown: Service) -> None:
    who = reader(shown)
    who.submit(who.get(HERE), "mobile-form", {"mobile": MOBILE}, at=HERE)
    first = newest_code(shown)
    page = who.submit(who.get(HERE), "code-form", {"code": wrong(first)}, expect=422)
    assert "attempts left: 4" in page.text
    who.post(HERE, {"act": "again"})
    second = newest_code(shown)
    assert "not the code" in who.submit(who.get(HERE), "code-form", {"code": wrong(second)}, expect=422).text
    for _ in range(4):
        who.submit(who.get(HERE), "code-form", {"code": wrong(second)}, expect=422)
    assert "too many wrong attempts" in who.submit(who.get(HERE), "code-form", {"code": second}, expect=409).text


def test_a_code_that_is_too_old_is_refused_and_says_what_to_do(shown: Service) -> None:
    who = reader(shown)
    who.submit(who.get(HERE), "mobile-form", {"mobile": MOBILE}, at=HERE)
    code = newest_code(shown)
    with shown.tools.database.write() as unit:
        unit.session.execute(update(PhoneProof).values(code_expires_at=machine_now()))
        unit.commit()
    page = who.submit(who.get(HERE), "code-form", {"code": code}, expect=409)
    assert "have another one sent" in page.text
    assert page.all("//form//input[@value='again']")


def test_a_code_of_somebody_else_and_one_for_another_purpose_open_nothing(shown: Service) -> None:
    victim, thief = reader(shown), reader(shown)
    victim.submit(victim.get(HERE), "mobile-form", {"mobile": MOBILE}, at=HERE)
    code = newest_code(shown)
    thief.submit(thief.get(HERE), "mobile-form", {"mobile": OTHER_MOBILE}, at=HERE)
    other = newest_code(shown)
    if other != code:
        thief.submit(thief.get(HERE), "code-form", {"code": code}, expect=422)
    thief.post(HERE, {"act": "details", **DETAILS}, expect=409)
    stranger = reader(shown)
    stranger.get(HERE)
    assert "No code waits" in stranger.post(HERE, {"act": "code", "code": code}, expect=409).text


def test_a_double_click_opens_one_account_and_a_used_code_no_second(shown: Service) -> None:
    who = reader(shown)
    page = confirm_number(shown, who)
    who.submit(page, "details-form", DETAILS)
    assert who.submit(page, "details-form", DETAILS).location == "/my/enterprises/add"
    with shown.tools.database.read() as unit:
        assert len(unit.session.scalars(select(Account).where(Account.name == NAME)).all()) == 1


def test_a_confirmed_number_is_used_once(shown: Service) -> None:
    asked = AskForCode(Purpose.REGISTER, MOBILE, caller="10.0.0.1", language="en")
    secret = ask_for_code(asked, tools=shown.tools)
    confirm_phone(secret, newest_code(shown), Purpose.REGISTER, tools=shown.tools)
    command = Register(secret, NAME, NEW_PASSWORD, agreed=True, language="en")
    register(command, tools=shown.tools)
    with pytest.raises(ConflictError, match="PHONE_NOT_CONFIRMED"):
        register(command, tools=shown.tools)
    with pytest.raises(ConflictError, match="NO_CODE"):
        confirm_phone(secret, "123456", Purpose.REGISTER, tools=shown.tools)


def test_nobody_learns_whether_a_number_has_an_account_but_its_owner(shown: Service) -> None:
    registered(shown)
    seen = []
    for mobile in (MOBILE, OTHER_MOBILE):
        stranger = reader(shown)
        stranger.submit(stranger.get(HERE), "mobile-form", {"mobile": mobile}, at=HERE)
        seen.append(stranger.get(HERE).text.replace(mobile[-4:], "····"))
        assert "has the number" not in seen[-1]
    assert seen[0] == seen[1]
    owner = reader(shown)
    page = confirm_number(shown, owner)
    assert "An account has the number 139****2222 already" in page.text
    owner.post(HERE, {"act": "details", **DETAILS}, expect=409)


def test_attempts_to_log_in_are_counted_alike_for_numbers_with_and_without_account(shown: Service) -> None:
    registered(shown)
    told = []
    for mobile in (MOBILE, OTHER_MOBILE):
        who = reader(shown)
        told.append([])
        for written in (mobile, f"+86{mobile}", f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"):
            who.get("/login")
            page = who.post("/login", {"username": written, "password": "wrong wrong wrong"}, expect=401)
            told[-1].append(next(each for each in page.text.split(". ") if "attempt" in each))
    assert told[0] == told[1]


def test_what_is_wrong_is_said_at_each_field_and_what_was_typed_stays(shown: Service) -> None:
    who = reader(shown)
    assert "out of date" in who.post(HERE, {"act": "mobile", "mobile": MOBILE}, expect=400).text
    assert "Enter a mobile number" in who.post(HERE, {"act": "mobile", "mobile": "1390000"}, expect=422).text
    page = confirm_number(shown, who)
    page = who.submit(page, "details-form", {"name": "a1", "password": ""}, expect=422)
    assert {each.get("href") for each in page.all("//div[@id='error-summary']//a")} == {"#name", "#password", "#agreed"}
    page = who.submit(page, "details-form", {"name": NAME, "password": "short"}, expect=422)
    assert {each.get("href") for each in page.all("//div[@id='error-summary']//a")} == {"#password", "#agreed"}
    assert "at least 10 characters" in page.text.lower()
    assert page.all("//input[@id='name']/@value") == [NAME]
    assert not page.all("//input[@id='password']/@value")


def test_a_telephone_that_is_called_too_often_gets_no_more_codes_whoever_asks(shown: Service) -> None:
    for _ in range(5):
        who = reader(shown)
        who.submit(who.get(HERE), "mobile-form", {"mobile": MOBILE}, at=HERE)
    page = who.post(HERE, {"act": "again"}, expect=429)
    assert "Please wait" in page.text


def test_the_number_and_the_code_stand_nowhere_in_the_clear(shown: Service) -> None:
    registered(shown)
    assert MOBILE not in messages(shown)
    with shown.tools.database.read() as unit:
        kept = [str(each.payload) for each in unit.session.scalars(select(DueWork))]
        kept += [str(each.data) for each in unit.session.scalars(select(AuditEntry))]
        kept += [str(vars(each)) for each in unit.session.scalars(select(Account))]
        codes = [each.payload["code"] for each in unit.session.scalars(select(DueWork)) if each.kind == "phone_code"]
    assert not [each for each in kept if MOBILE in each]
    assert codes == [""]


def test_without_a_gateway_the_page_says_how_else_and_takes_nothing(service: Service) -> None:
    who = reader(service)
    page = who.get(HERE)
    assert "sends no SMS" in page.text
    assert not page.all("//form[@id='mobile-form']")
    assert "cannot send that way" in who.post(HERE, {"act": "mobile", "mobile": MOBILE}, expect=409).text
    assert not who.get("/login").all("//a[@href='/register']")
