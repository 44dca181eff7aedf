"""A forgotten password: by a code to the number one logs in with, and nothing learnt by anybody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from entering import MOBILE, NEW_PASSWORD, OTHER_MOBILE, confirm_number, newest_code, registered, with_outbox
from page_readers import reader

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import NotSignedInError
from workflow_app.services.access import disable_account
from workflow_app.services.sessions import sign_in

HERE, ANOTHER = "/forgotten", "another four words long"


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def test_a_code_sets_another_password_ends_sessions_and_lifts_the_lock(shown: Service) -> None:
    owner, who = registered(shown), reader(shown)
    for _ in range(5):
        with pytest.raises(NotSignedInError):
            sign_in(SignIn(MOBILE, "wrong wrong wrong"), tools=shown.tools)
    with pytest.raises(NotSignedInError, match="LOCKED"):
        sign_in(SignIn(MOBILE, NEW_PASSWORD), tools=shown.tools)
    page = confirm_number(shown, who, HERE)
    assert "at least 10" in who.submit(page, "password-form", {"password": "short"}, expect=422).text.lower()
    assert who.submit(page, "password-form", {"password": ANOTHER}).location == "/login"
    assert "The new password is set" in who.get("/login").text
    owner.get("/my", expect=302)
    with pytest.raises(NotSignedInError):
        sign_in(SignIn(MOBILE, NEW_PASSWORD), tools=shown.tools)
    assert sign_in(SignIn(MOBILE, ANOTHER), tools=shown.tools)
    assert "out of date" not in who.submit(page, "password-form", {"password": NEW_PASSWORD}, expect=409).text
    assert sign_in(SignIn(MOBILE, ANOTHER), tools=shown.tools)


def test_a_number_without_account_reads_the_same_until_it_is_confirmed(shown: Service) -> None:
    registered(shown)
    seen = []
    for mobile in (MOBILE, OTHER_MOBILE):
        stranger = reader(shown)
        stranger.submit(stranger.get(HERE), "mobile-form", {"mobile": mobile}, at=HERE)
        seen.append(stranger.get(HERE).text.replace(mobile[-4:], "····"))
    assert seen[0] == seen[1]
    owner = reader(shown)
    page = confirm_number(shown, owner, HERE, OTHER_MOBILE)
    assert "No account has the number 139****4444" in page.text
    owner.post(HERE, {"act": "password", "password": ANOTHER}, expect=409)


def test_a_code_to_register_sets_no_password_and_a_closed_account_stays_closed(shown: Service) -> None:
    registered(shown)
    who = reader(shown)
    confirm_number(shown, who, "/register")
    who.get(HERE)
    who.post(HERE, {"act": "password", "password": ANOTHER}, expect=409)
    with shown.tools.database.read() as unit:
        found = unit.entering.find_by_mobile(shown.tools.cipher.lookup(MOBILE))
        assert found is not None
    disable_account(found.username, tools=shown.tools)
    who.submit(who.get(HERE), "mobile-form", {"mobile": MOBILE}, at=HERE)
    who.submit(who.get(HERE), "code-form", {"code": newest_code(shown)}, at=HERE)
    assert "No account that is open" in who.post(HERE, {"act": "password", "password": ANOTHER}, expect=409).text


def test_an_applicant_who_confirms_a_number_may_log_in_with_it(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    who.submit(who.get("/account/contact"), "address-form-sms", {"address": MOBILE})
    who.submit(who.get("/account/contact"), "code-form-sms", {"code": newest_code(shown)})
    page = confirm_number(shown, reader(shown), HERE)
    assert "is confirmed" in page.text
