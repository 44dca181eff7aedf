"""Links for one use: the first administrator, and staff who forgot their password."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import Service, build_service, hire
from page_readers import reader
from sqlalchemy import select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import AuditEntry, OneTimeLink
from workflow_app.services.access import disable_account
from workflow_app.services.one_time_links import make_link, set_by_link
from workflow_app.services.sessions import sign_in

PASSWORD, ANOTHER = "four words long enough", "another four words long"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    yield built
    built.parts.close()


def path(service: Service, username: str = "first_reviewer") -> str:
    """Return where the link of the operator leads."""
    url = make_link(username, by=None, tools=service.tools).url
    return url.removeprefix(service.tools.base_url)


def test_a_link_sets_the_password_once_and_says_whose(office: Service) -> None:
    here, who = path(office), reader(office)
    page = who.get(here)
    assert "first_reviewer" in page.text
    assert "at least 10" in who.submit(page, "password-form", {"password": "short"}, expect=422).text.lower()
    assert who.submit(page, "password-form", {"password": PASSWORD}).location == "/login"
    assert sign_in(SignIn("first_reviewer", PASSWORD), tools=office.tools)
    assert "used already" in who.submit(page, "password-form", {"password": ANOTHER}, expect=404).text
    assert "used already" in who.get(here, expect=404).text
    assert sign_in(SignIn("first_reviewer", PASSWORD), tools=office.tools)


def test_a_link_that_is_too_old_replaced_or_invented_sets_nothing(office: Service) -> None:
    first, who = path(office), reader(office)
    second = path(office)
    assert "used already" in who.get(first, expect=404).text
    who.get(second)
    with office.tools.database.write() as unit:
        unit.session.execute(update(OneTimeLink).values(expires_at=machine_now() - timedelta(seconds=1)))
        unit.commit()
    who.get(second, expect=404)
    who.get("/setup/invented", expect=404)
    with pytest.raises(NotFoundError):
        set_by_link(second.rpartition("/")[2], PASSWORD, tools=office.tools)
    disabled = path(office)
    disable_account("first_reviewer", tools=office.tools)
    who.get(disabled, expect=404)
    with pytest.raises(ConflictError, match="ACCOUNT_CLOSED"):
        path(office)


def test_the_security_administrator_makes_links_for_the_staff_and_not_for_those_who_administer(office: Service) -> None:
    admin = reader(office, "security_admin")
    page = admin.get("/admin/accounts?show=everybody")
    guarded = {each.get("action").split("/")[3] for each in page.all("//form[contains(@action, '/link')]")}
    assert "first_reviewer" in guarded
    assert not guarded & {"applicant_b", "system_admin", "security_admin", "auditor", "process_admin"}
    made = admin.press(page, "/first_reviewer/link", expect=200)
    (url,) = made.all("//main//code")
    here = url.text_content().removeprefix(office.tools.base_url)
    assert "first_reviewer" in reader(office).get(here).text
    for username in ("system_admin", "auditor", "security_admin", "applicant_b"):
        admin.post(f"/admin/accounts/{username}/link", {})
        assert "the operator does it" in admin.get("/admin/accounts").text
    for username in ("system_admin", "first_reviewer"):
        other = reader(office, username)
        other.get("/notices")
        other.post("/admin/accounts/first_reviewer/link", {}, expect=403)


def test_every_session_ends_and_neither_link_nor_password_is_kept(office: Service) -> None:
    here, at_work = path(office), reader(office, "first_reviewer")
    at_work.get("/desk")
    who = reader(office)
    who.submit(who.get(here), "password-form", {"password": PASSWORD})
    at_work.get("/desk", expect=302)
    token = here.rpartition("/")[2]
    with office.tools.database.read() as unit:
        kept = [str(vars(each)) for each in unit.session.scalars(select(OneTimeLink))]
        kept += [json.dumps(each.data) for each in unit.session.scalars(select(AuditEntry))]
    assert not [each for each in kept if token in each or PASSWORD in each]
