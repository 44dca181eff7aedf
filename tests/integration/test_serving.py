"""Serving letters: electronically where the applicant agreed, by hand where not, and never before it happened."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from office import PDF, Office
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.serving import Proof, RecordAttempt
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.serving import Result, ServiceStatus, Way
from workflow_app.models import LetterService, Notice
from workflow_app.services.serving import get_serving, list_serving, record_attempt
from workflow_app.services.serving_views import ServiceView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    yield made
    made.close()


def turn_away(office: Office, *, agreed: bool) -> str:
    """Have an application not accepted and return the id of the one letter that says so."""
    case = office.submit(electronic_service_consent=agreed)
    office.complete(case, "intake", acceptance="REJECT", acceptance_reason="不属于本机关认定的失信信息。")
    office.work()
    with office.tools.database.read() as unit:
        return unit.session.scalars(select(LetterService)).one().letter_id


def attempt(office: Office, letter_id: str, way: Way, *, who: str = "clerk_of_office", **more: object) -> ServiceView:
    values = {"result": Result.SERVED, "made_on": office.clock.now().date(), "receiver": "王建军", **more}
    command = RecordAttempt(letter_id, way, **values)  # type: ignore[arg-type] # as the test says
    return record_attempt(command, actor=office.people[who], tools=office.tools)


def fail(office: Office, letter_id: str, way: Way = Way.POST) -> ServiceView:
    """Fail on a day of its own."""
    office.pass_time(days=1)
    return attempt(office, letter_id, way, result=Result.FAILED, receiver="", note="查无此人，退回")


def announce(office: Office, letter_id: str) -> ServiceView:
    proof = Proof("公告照片.pdf", "application/pdf", io.BytesIO(PDF))
    return attempt(office, letter_id, Way.ANNOUNCED, receiver="", address="本机关公告栏", proof=proof)


def notices(office: Office, code: str) -> list[str | None]:
    with office.tools.database.read() as unit:
        return sorted(each.role or "" for each in unit.session.scalars(select(Notice).where(Notice.code == code)))


def test_who_agreed_is_served_when_the_letter_can_be_read(office: Office) -> None:
    letter_id = turn_away(office, agreed=True)
    view = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools)
    assert (view.status, view.way, view.served_on) == (
        ServiceStatus.SERVED, Way.ELECTRONIC, office.clock.now().date(),
    )  # fmt: skip
    assert notices(office, "LETTER_ARRIVED") == [""], "its subject is told"
    assert list_serving(actor=office.people["clerk_of_office"], tools=office.tools)[1] == 0
    with pytest.raises(ConflictError, match="LETTER_SERVED"):
        attempt(office, letter_id, Way.POST)


def test_who_did_not_agree_waits_on_the_clerks_list_until_the_slip_is_recorded(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    clerk = office.people["clerk_of_office"]
    page, count = list_serving(actor=clerk, tools=office.tools)
    assert (count, [each.letter_id for each in page.items], page.items[0].status) == (1, [letter_id], "PENDING")
    proof = Proof("回证.pdf", "application/pdf", io.BytesIO(PDF))
    view = attempt(office, letter_id, Way.DIRECT, address="县政务大厅二楼", proof=proof, version=page.items[0].version)
    assert (view.status, view.way) == (ServiceStatus.SERVED, Way.DIRECT)
    assert [(each.receiver, each.address, bool(each.proof_id)) for each in view.attempts] == [
        ("王建军", "县政务大厅二楼", True)
    ]
    assert list_serving(actor=clerk, tools=office.tools)[1] == 0


def test_three_failed_attempts_open_the_last_resorts_and_are_told(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    with pytest.raises(InvalidError) as refused:
        attempt(office, letter_id, Way.ANNOUNCED)
    assert ("/way", "WAY_NOT_OPEN") in [(each.field, each.code) for each in refused.value.errors]
    for _ in range(2):
        fail(office, letter_id)
    assert notices(office, "LETTER_NOT_SERVED") == []
    view = fail(office, letter_id, Way.DIRECT)
    assert (view.failed, set(view.ways)) == (3, {Way.DIRECT, Way.POST, Way.LEFT, Way.ANNOUNCED})
    assert notices(office, "LETTER_NOT_SERVED") == ["CLERK_OF_OFFICE", "SECTION_HEAD"]
    with pytest.raises(InvalidError) as refused:
        attempt(office, letter_id, Way.LEFT, receiver="")
    last = [("/address", "REQUIRED"), ("/proof", "REQUIRED")]
    assert [(each.field, each.code) for each in refused.value.errors] == last
    with pytest.raises(InvalidError) as refused:
        attempt(office, letter_id, Way.ANNOUNCED, receiver="")
    assert [(each.field, each.code) for each in refused.value.errors] == last


def test_attempts_of_one_day_count_as_one(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    today = {"result": Result.FAILED, "receiver": "", "note": "无人"}
    for _ in range(3):
        view = attempt(office, letter_id, Way.DIRECT, **today)
    assert (view.failed, len(view.attempts), set(view.ways)) == (1, 3, {Way.DIRECT, Way.POST})
    assert notices(office, "LETTER_NOT_SERVED") == []
    fail(office, letter_id)
    assert Way.ANNOUNCED in fail(office, letter_id).ways


def test_an_announced_letter_is_served_thirty_days_later_and_not_a_day_before(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    for _ in range(3):
        fail(office, letter_id)
    began = office.clock.now().date()
    view = announce(office, letter_id)
    assert view.status is ServiceStatus.ANNOUNCED
    assert view.served_on is not None
    assert (view.served_on - began).days == 30
    clerk = office.people["clerk_of_office"]
    office.pass_time(days=29)
    assert get_serving(letter_id, actor=clerk, tools=office.tools).status is ServiceStatus.ANNOUNCED
    office.pass_time(days=1)
    served = get_serving(letter_id, actor=clerk, tools=office.tools)
    assert (served.status, served.served_on) == (ServiceStatus.SERVED, view.served_on)


def test_a_letter_that_is_announced_may_still_be_handed_over(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    for _ in range(3):
        fail(office, letter_id)
    announce(office, letter_id)
    today = office.clock.now().date()
    assert attempt(office, letter_id, Way.DIRECT).served_on == today
    office.pass_time(days=31)
    served = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools)
    assert (served.status, served.served_on) == (ServiceStatus.SERVED, today)


def test_an_announcement_is_undone_by_no_failed_attempt_and_not_made_twice(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    for _ in range(3):
        fail(office, letter_id)
    announce(office, letter_id)
    office.pass_time(days=10)
    again = fail(office, letter_id)
    assert (again.way, set(again.ways)) == (Way.ANNOUNCED, {Way.DIRECT, Way.POST, Way.LEFT})
    with pytest.raises(InvalidError) as refused:
        announce(office, letter_id)
    assert [(each.field, each.code) for each in refused.value.errors] == [("/way", "ANNOUNCED_ALREADY")]
    office.pass_time(days=19)
    clerk = office.people["clerk_of_office"]
    served = get_serving(letter_id, actor=clerk, tools=office.tools)
    assert (served.status, served.served_on) == (ServiceStatus.SERVED, again.served_on)


def test_what_cannot_be_is_refused_and_nothing_is_kept(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    for values, field, code in (
        ({"made_on": None}, "/made_on", "REQUIRED"),
        ({"made_on": date(2099, 1, 1)}, "/made_on", "DATE_IN_FUTURE"),
        ({"made_on": date(2026, 1, 1)}, "/made_on", "BEFORE_ISSUE"),
        ({"receiver": " "}, "/receiver", "REQUIRED"),
        ({"result": Result.FAILED, "note": ""}, "/note", "REQUIRED"),
        ({"proof": Proof("x.exe", "application/pdf", io.BytesIO(b"MZ\x00"))}, "/proof", "FILE_TYPE"),
    ):
        with pytest.raises(InvalidError) as refused:
            attempt(office, letter_id, Way.POST, **values)
        assert [(each.field, each.code) for each in refused.value.errors] == [(field, code)]
    seen = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools)
    assert (seen.version, seen.attempts) == (1, ())
    fail(office, letter_id)
    with pytest.raises(ConflictError, match="STALE"):
        attempt(office, letter_id, Way.POST, version=seen.version)


def test_only_those_who_serve_letters_there_may_and_not_for_their_own_enterprise(office: Office) -> None:
    letter_id = turn_away(office, agreed=False)
    for who in ("first_reviewer", "applicant_b", "system_admin"):
        with pytest.raises(NotFoundError, match="LETTER_UNKNOWN"):
            attempt(office, letter_id, Way.DIRECT, who=who)
    assert list_serving(actor=office.people["first_reviewer"], tools=office.tools)[0].items == []
    own = office.agent()
    office.people["own"] = own
    grants = office.people["clerk_of_office"].grants
    office.people["own"] = type(own)(own.id, own.name, own.grants | grants, own.subject_ids)
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        attempt(office, letter_id, Way.DIRECT, who="own")
