"""Accounts and external identities: connecting and disconnecting, the second step, acting for enterprises."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from authenticators import STEP, code_of, enrolled, time_passes
from builders import USCC_B, USCC_E, Service, build_service, hire
from identity_providers import IdentityHouse, running_identity_house
from outside_logins import CITY, OWN, STAFF, connect, connected, connected_to, go, lead
from page_readers import Page, Reader, reader
from sqlalchemy import select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Account, Authorisation, ExternalIdentity, Subject

ADMIN = "/admin/identities"
HEAD, AGENT = "applicant_e", "applicant_b"


@pytest.fixture
def house() -> Iterator[IdentityHouse]:
    with running_identity_house() as running:
        yield running


@pytest.fixture
def service(database_url: str, tmp_path: Path, house: IdentityHouse) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    both = house.settings() | house.settings("staff", "staff", SECOND_STEP="mfa") | {"OIDC": "city,staff"}
    yield connected_to(built, both)
    built.parts.close()


def expected(service: Service, username: str, subject: str, *, expect: int = 303) -> Page:
    who = reader(service, "security_admin")
    fields = {"username": username, "provider": "staff", "subject": subject}
    return who.submit(who.get(ADMIN), "expect-form", fields, expect=expect)


def acting(service: Service, username: str, uscc: str) -> Authorisation | None:
    with service.tools.database.read() as unit:
        statement = (
            select(Authorisation)
            .join(Account, Account.id == Authorisation.account_id)
            .join(Subject, Subject.id == Authorisation.subject_id)
        )
        return unit.session.scalar(statement.where(Account.username == username, Subject.uscc == uscc))


def claims(uscc: str, role: str = "handler") -> dict[str, object]:
    return {"uscc": uscc, "role": role}


def test_an_administrator_says_who_a_colleague_is_and_their_first_login_connects_it(
    service: Service, house: IdentityHouse
) -> None:
    house.who = "staff-17"
    assert "No account here" in go(reader(service), house, STAFF, expect=403).text
    expected(service, "decider", " staff-17 ")
    assert "expected" in reader(service, "security_admin").get(ADMIN).text
    who = reader(service)
    assert go(who, house, STAFF).location.startswith("/desk")
    page = reader(service, "security_admin").get(ADMIN)
    assert page.all("//td[contains(., 'connected')]")
    assert "staff-17" not in page.text
    assert "An external login of your account was changed" in who.get("/notices").text


def test_an_administrator_enters_no_identity_for_administrators_or_enterprises(service: Service) -> None:
    for username in ("auditor", AGENT):
        assert "ordinary staff only" in expected(service, username, "x", expect=422).text
    assert "error-username" in str(expected(service, "nobody", "x", expect=422).answer.data)
    assert "error-subject" in str(expected(service, "decider", " ", expect=422).answer.data)
    assert "at most 255" in expected(service, "decider", "x" * 300, expect=422).text
    looks = reader(service, "auditor")
    looks.get(ADMIN)
    looks.post(ADMIN, {"username": "decider"}, expect=403)
    reader(service, "decider").get(ADMIN, expect=403)


def test_an_identity_belongs_to_one_account_and_an_account_has_one(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    other = reader(service, HEAD)
    assert "connected with another account" in connect(other, house, expect=409).text
    expected(service, "decider", "one")
    assert "another account" in expected(service, "first_reviewer", "one", expect=422).text
    assert "another identity of this provider" in expected(service, "decider", "two", expect=422).text


def test_who_disconnects_comes_in_by_it_no_more_and_other_windows_end(service: Service, house: IdentityHouse) -> None:
    owner = connected(service, house, AGENT)
    other = reader(service)
    go(other, house)
    other.get("/my")
    stranger = reader(service, HEAD)
    target = owner.get(OWN).form("//form[contains(@action, '/disconnect')]")[0]
    stranger.get(OWN)
    stranger.post(str(target), {})
    assert "not connected any more" in stranger.get(OWN).text
    owner.press(owner.get(OWN), "/disconnect")
    owner.get("/my")
    other.get("/my", expect=302)
    assert "No account here" in go(reader(service), house, expect=403).text
    assert connect(owner, house).location == OWN


def test_an_administrator_disconnects_a_colleague(service: Service, house: IdentityHouse) -> None:
    house.who = "staff-17"
    expected(service, "decider", "staff-17")
    who = reader(service)
    go(who, house, STAFF)
    admin = reader(service, "security_admin")
    admin.press(admin.get(ADMIN), "/remove")
    who.get("/desk", expect=302)
    assert "No account here" in go(reader(service), house, STAFF, expect=403).text


def test_an_answer_connects_only_the_account_that_asked(service: Service, house: IdentityHouse) -> None:
    who = reader(service, AGENT)
    going = who.submit(who.get(OWN), "connect-city", {"proof": "Reader-2026-pass"}, expect=200)
    back = house.visit(lead(going))
    who.post("/logout", {})
    assert "begin again" in who.get(back, expect=401).text
    with service.tools.database.read() as unit:
        assert not unit.session.scalars(select(ExternalIdentity)).all()


def test_our_second_step_is_asked_for_unless_the_provider_had_one_that_counts(
    service: Service, house: IdentityHouse
) -> None:
    _, secret, _ = enrolled(service, "decider")
    time_passes(service, "decider")
    house.who = "staff-17"
    expected(service, "decider", "staff-17")
    for amr in (None, ["pwd"], ["otp"]):
        house.more = {"amr": amr}
        who = reader(service)
        back = house.visit(who.get(f"{STAFF}?next=/notices", expect=303).location)
        assert who.get(back, expect=303).location == STEP
        who.get("/desk", expect=302)
    assert who.submit(who.get(STEP), "code-form", {"code": code_of(secret)}).location == "/notices"
    house.more = {"amr": ["pwd", "mfa"]}
    assert go(reader(service), house, STAFF).location.startswith("/desk")


def test_claims_bind_a_handler_for_a_year_whom_the_legal_representative_sees(
    service: Service, house: IdentityHouse
) -> None:
    house.more = claims(USCC_E)
    who = connected(service, house, AGENT)
    found = acting(service, AGENT, USCC_E)
    assert found is not None
    assert (found.kind, found.scope, found.way) == ("AGENT", "FILE", "IDENTITY")
    assert (found.valid_from, found.valid_to) == (date(2026, 9, 29), date(2027, 9, 28))
    assert "External identity" in who.get("/my/enterprises").text


def test_claims_of_the_legal_representative_bind_without_end_but_no_second_one(
    service: Service, house: IdentityHouse
) -> None:
    house.more = claims(USCC_B, "legal_representative")
    connected(service, house, HEAD)
    found = acting(service, HEAD, USCC_B)
    assert found is not None
    assert (found.kind, found.valid_to) == ("LEGAL_REPRESENTATIVE", None)
    house.who = "person-2"
    who = connected(service, house, AGENT)
    assert "has its legal representative here already" in who.get(OWN).text
    still = acting(service, AGENT, USCC_B)
    assert still is not None
    assert still.kind == "AGENT"


def test_what_the_legal_representative_ended_no_login_gives_anew(service: Service, house: IdentityHouse) -> None:
    house.more = claims(USCC_E, "legal_representative")
    head = connected(service, house, "applicant_b")
    house.who, house.more = "person-2", claims(USCC_B)
    house.more = claims(USCC_E)
    agent = _registered_agent(service)
    connect(agent, house)
    given = acting(service, "clerk", USCC_E)
    assert given is not None
    head.post(f"/my/enterprises/{given.subject_id}/end", {"account_id": given.account_id}, expect=303)
    ended = acting(service, "clerk", USCC_E)
    assert ended is not None
    assert ended.valid_to == date(2026, 9, 28)
    go(reader(service), house)
    who = reader(service, "clerk")
    going = who.press(who.get("/my/enterprises/add"), "/add/identity/city", expect=200)
    assert who.get(house.visit(lead(going)), expect=303).location == "/my/enterprises"
    assert "has ended your right" in who.get("/my/enterprises").text
    again = acting(service, "clerk", USCC_E)
    assert again is not None
    assert again.valid_to == date(2026, 9, 28)


def test_what_one_gave_up_oneself_comes_back_only_when_asked_for(service: Service, house: IdentityHouse) -> None:
    house.more = claims(USCC_E)
    agent = _registered_agent(service)
    connect(agent, house)
    given = acting(service, "clerk", USCC_E)
    assert given is not None
    agent.post(f"/my/enterprises/{given.subject_id}/end", {"account_id": given.account_id}, expect=303)
    who = reader(service)
    go(who, house)
    ended = acting(service, "clerk", USCC_E)
    assert ended is not None
    assert ended.valid_to == date(2026, 9, 28)
    going = who.press(who.get("/my/enterprises/add"), "/add/identity/city", expect=200)
    who.get(house.visit(lead(going)), expect=303)
    back = acting(service, "clerk", USCC_E)
    assert back is not None
    assert back.valid_to == date(2027, 9, 28)


def test_claims_of_an_unknown_enterprise_or_of_no_role_bind_nobody(service: Service, house: IdentityHouse) -> None:
    house.more = claims(SUBJECT_BY_KEY["C"].uscc)
    who = connected(service, house, AGENT)
    assert "nothing is on record here" in who.get(OWN).text
    for more in (claims("no code"), claims(USCC_E, "employee"), {"uscc": USCC_E}):
        house.more = more
        go(reader(service), house)
    assert acting(service, AGENT, USCC_E) is None


def test_who_is_not_connected_is_told_to_do_that_first(service: Service, house: IdentityHouse) -> None:
    who = reader(service, AGENT)
    assert who.press(who.get("/my/enterprises/add"), "/add/identity/city").location == OWN
    assert "Connect your account" in who.get(OWN).text
    assert not house.asked


def test_a_provider_that_is_set_up_no_more_is_named_and_lets_nobody_in(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    later = connected_to(service, {})
    reader(later).get(CITY, expect=404)
    who = reader(later, AGENT)
    assert "not offered any more" in who.get(OWN).text
    who.press(who.get(OWN), "/disconnect")
    assert not reader(later).get("/login").all("//a[contains(@href, '/login/with')]")
    assert "No provider is set up" in reader(later, "security_admin").get(ADMIN).text


def _registered_agent(service: Service) -> Reader:
    """Return somebody who may act for nobody yet."""
    hire(service, "clerk", Role.APPLICANT)
    return reader(service, "clerk")


def test_an_account_taken_for_another_kind_of_work_is_not_entered_by_the_old_way(
    service: Service, house: IdentityHouse
) -> None:
    house.who = "staff-17"
    expected(service, "decider", "staff-17")
    with service.tools.database.write() as unit:
        unit.session.execute(update(ExternalIdentity).values(provider="city"))
        unit.commit()
    assert "No account here" in go(reader(service), house, STAFF, expect=403).text
