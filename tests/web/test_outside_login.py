"""Logging in by an external provider: what lets in, and what does not."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from builders import Service, build_service
from identity_providers import IdentityHouse, running_identity_house
from joserfc.jwk import RSAKey
from outside_logins import CITY, OWN, STAFF, connect, connected, connected_to, go
from page_readers import PASSWORD, reader
from sqlalchemy import func, select, update

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, AuditEntry, ExternalIdentity, IdentityLogin, LoginSession
from workflow_app.services.lockout import ATTEMPTS
from workflow_app.services.sessions import sign_in

AGENT = "applicant_b"


@pytest.fixture
def house() -> Iterator[IdentityHouse]:
    with running_identity_house() as running:
        yield running


@pytest.fixture
def service(database_url: str, tmp_path: Path, house: IdentityHouse) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield connected_to(built, house.settings())
    built.parts.close()


def count(service: Service, table: type) -> int:
    with service.tools.database.read() as unit:
        return unit.session.scalar(select(func.count()).select_from(table)) or 0


def test_who_connected_their_account_logs_in_with_one_click_and_is_led_on(
    service: Service, house: IdentityHouse
) -> None:
    owner = connected(service, house, AGENT)
    assert "person-1" in owner.get(OWN).text
    who = reader(service)
    page = who.get("/login?next=/notices")
    assert "Login of the city" in page.text
    back = house.visit(who.get(page.link("Login of the city"), expect=303).location)
    assert who.get(back, expect=303).location == "/notices"
    assert who.get("/my")
    assert "An external login of your account was changed" in who.get("/notices").text


def test_an_identity_that_nobody_connected_lets_nobody_in_whatever_its_mail_or_name(
    service: Service, house: IdentityHouse
) -> None:
    with service.tools.database.read() as unit:
        account = unit.session.scalars(select(Account).where(Account.username == AGENT)).one()
    house.more = {"email": "b@example.gov", "email_verified": True, "name": account.name, "preferred_username": AGENT}
    who = reader(service)
    page = go(who, house, expect=403)
    assert "No account here is connected" in page.text
    assert "person-1" in page.text
    who.get("/my", expect=302)


def test_the_same_subject_of_another_issuer_is_somebody_else(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    with running_identity_house() as other:
        also = connected_to(service, other.settings())
        assert "No account here is connected" in go(reader(also), other, expect=403).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"aud": "somebody else"},
        {"iss": "http://127.0.0.1:9"},
        {"exp": int(time.time()) - 90},
        {"sub": None},
    ],
)
def test_a_token_that_says_something_wrong_lets_nobody_in(
    service: Service, house: IdentityHouse, wrong: dict[str, object]
) -> None:
    connected(service, house, AGENT)
    house.wrong, before = wrong, count(service, LoginSession)
    assert "could not be confirmed" in go(reader(service), house, expect=401).text
    assert count(service, LoginSession) == before


def test_clocks_may_differ_by_half_a_minute(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    now = int(time.time())
    house.wrong = {"iat": now + 30, "nbf": now + 30, "exp": now + 60}
    assert go(reader(service), house).location == "/my"
    house.wrong = {"iat": now - 60, "exp": now - 30}
    assert go(reader(service), house).location == "/my"


def test_a_token_without_signature_or_by_another_key_or_by_a_shared_secret_lets_nobody_in(
    service: Service, house: IdentityHouse
) -> None:
    connected(service, house, AGENT)
    house.unsigned = True
    assert "could not be confirmed" in go(reader(service), house, expect=401).text
    house.unsigned, house.signs_with = False, RSAKey.generate_key(2048, {"kid": house.key.kid})
    assert "could not be confirmed" in go(reader(service), house, expect=401).text


def test_a_new_key_of_the_provider_is_fetched_when_the_ones_known_do_not_fit(
    service: Service, house: IdentityHouse
) -> None:
    connected(service, house, AGENT)
    house.key = RSAKey.generate_key(2048, {"kid": "second"})
    assert go(reader(service), house).location == "/my"
    house.moods.add("NO_KID")
    assert go(reader(service), house).location == "/my"
    assert house.asked.count("/.well-known/openid-configuration") == 1
    assert house.asked.count("/keys") == 2


def test_an_answer_counts_once_and_in_the_browser_that_asked_only(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    who = reader(service)
    back = house.visit(who.get(CITY, expect=303).location)
    thief = reader(service)
    thief.get(CITY, expect=303)
    assert "begun in another browser" in thief.get(back, expect=401).text
    assert who.get(back, expect=303).location == "/my"
    who.get("/my")
    assert "was used already" in reader(service).get(back, expect=401).text
    assert "was used already" in who.get(back, expect=401).text


def test_nobody_is_logged_in_by_an_address_that_somebody_else_made_for_them(
    service: Service, house: IdentityHouse
) -> None:
    connected(service, house, AGENT)
    back = house.visit(reader(service).get(CITY, expect=303).location)
    victim = reader(service)
    victim.get(back, expect=401)
    victim.get("/my", expect=302)


def test_a_code_that_the_provider_took_already_lets_nobody_in(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    who = reader(service)
    back = house.visit(who.get(CITY, expect=303).location)
    house.codes.clear()
    assert "could not be confirmed" in who.get(back, expect=401).text


def test_a_login_takes_ten_minutes_at_most(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    who = reader(service)
    back = house.visit(who.get(CITY, expect=303).location)
    with service.tools.database.write() as unit:
        unit.session.execute(update(IdentityLogin).values(expires_at=machine_now()))
        unit.commit()
    assert "begin again" in who.get(back, expect=401).text
    reader(service).get(CITY, expect=303)
    assert count(service, IdentityLogin) == 1


def test_an_answer_that_names_another_issuer_or_says_no_is_not_taken(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    who = reader(service)
    back = house.visit(who.get(CITY, expect=303).location)
    assert "could not be confirmed" in who.get(f"{back}&iss=https://evil.example", expect=401).text
    state = dict(parse_qsl(urlsplit(house.visit(who.get(CITY, expect=303).location)).query))["state"]
    page = who.get(f"{CITY}/back?error=access_denied&error_description=<b>x</b>&state={state}", expect=401)
    assert "broken off" in page.text
    assert not page.all("//b[text()='x']")


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "/login", "javascript:1"]
)
def test_nobody_is_led_elsewhere(service: Service, house: IdentityHouse, onward: str) -> None:
    connected(service, house, AGENT)
    assert go(reader(service), house, f"{CITY}?next={onward}").location == "/my"


def test_a_provider_that_is_away_leaves_the_password(service: Service, house: IdentityHouse) -> None:
    house.moods.add("AWAY")
    who = reader(service)
    page = who.get(CITY, expect=503)
    assert "Your account name and password work here as ever" in page.text
    assert who.get(page.link("Log in with the password"))
    reader(service, AGENT).get("/my")
    house.moods.clear()
    who.get(CITY, expect=303)
    gone = connected_to(service, house.settings() | {"OIDC_CITY_ISSUER": "http://127.0.0.1:9"})
    assert "cannot be reached" in reader(gone).get(CITY, expect=503).text


def test_a_provider_that_was_away_is_left_alone_for_a_moment(service: Service, house: IdentityHouse) -> None:
    patient = connected_to(service, house.settings(), rests=60.0)
    house.moods.add("AWAY")
    reader(patient).get(CITY, expect=503)
    asked = len(house.asked)
    house.moods.clear()
    assert "cannot be reached" in reader(patient).get(CITY, expect=503).text
    assert len(house.asked) == asked


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://another.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_says_strange_things_of_itself_is_not_gone_to(
    service: Service, house: IdentityHouse, lie: dict[str, object]
) -> None:
    house.wrong = {"discovery": lie}
    assert "does not answer as it should" in reader(service).get(CITY, expect=503).text


def test_a_provider_that_takes_the_secret_in_the_form_only_gets_it_there(
    service: Service, house: IdentityHouse
) -> None:
    house.moods.add("LEAN")
    connected(service, house, AGENT)
    assert go(reader(service), house).location == "/my"


def test_a_locked_and_a_closed_account_stay_out(service: Service, house: IdentityHouse) -> None:
    connected(service, house, AGENT)
    for _ in range(ATTEMPTS):
        with pytest.raises(NotSignedInError):
            sign_in(SignIn(AGENT, "something else entirely"), tools=service.tools)
    assert "locked" in go(reader(service), house, expect=403).text
    with service.tools.database.write() as unit:
        unit.session.execute(update(Account).where(Account.username == AGENT).values(locked_until=None, disabled=True))
        unit.commit()
    assert "closed" in go(reader(service), house, expect=403).text


def test_a_provider_for_enterprises_is_no_way_in_for_the_staff(service: Service, house: IdentityHouse) -> None:
    assert not reader(service, "decider").get(OWN).all("//form[@id='connect-city']")
    connected(service, house, AGENT)
    with service.tools.database.write() as unit:
        decider = unit.session.scalar(select(Account.id).where(Account.username == "decider"))
        unit.session.execute(update(ExternalIdentity).values(account_id=decider))
        unit.commit()
    before = count(service, LoginSession)
    assert "not meant for your kind of account" in go(reader(service), house, expect=403).text
    assert count(service, LoginSession) == before


def test_logging_out_here_offers_to_log_out_there(service: Service, house: IdentityHouse) -> None:
    house.moods.add("LOGOUT")
    connected(service, house, AGENT)
    who = reader(service)
    go(who, house)
    who.get("/my")
    left = who.post("/logout", {}).location
    page = who.get(left)
    out = who.get(page.link("Log out there too"), expect=303).location
    assert out.startswith(f"{house.issuer}/out?client_id=xinnuo&post_logout_redirect_uri=")
    who.get("/my", expect=302)


def test_a_way_that_is_not_set_up_is_not_found(service: Service) -> None:
    reader(service).get(STAFF, expect=404)
    reader(service).get(f"{STAFF}/back", expect=404)


def test_no_audit_entry_says_who_somebody_is_elsewhere(service: Service, house: IdentityHouse) -> None:
    house.who = "a-very-own-identifier"
    connected(service, house, AGENT)
    go(reader(service), house)
    with service.tools.database.read() as unit:
        entries = unit.session.scalars(select(AuditEntry)).all()
    assert "identity/connected" in {each.action for each in entries}
    assert house.who not in str([each.data for each in entries])
    assert {"provider": "city"} in [each.data for each in entries if each.action == "session/begun"]


def test_connecting_asks_for_the_password(service: Service, house: IdentityHouse) -> None:
    who = reader(service, AGENT)
    page = who.get(OWN)
    assert who.submit(page, "connect-city", {"proof": ""}, expect=422).all("//p[@id='error-proof-city']")
    assert "not your password" in who.submit(page, "connect-city", {"proof": "wrong"}, expect=422).text
    assert not house.asked
    assert connect(who, house).location == OWN
    assert sign_in(SignIn(AGENT, PASSWORD), tools=service.tools)
