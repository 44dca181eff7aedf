"""A letter that was served and is corrected afterwards is served once more, and no clock begins again (A1, A15)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from letter_office import attempt, decide, grant, notices, propose
from office import Office
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.models import CaseClock, DueWork, Letter
from workflow_app.services.serving import get_serving, list_serving
from workflow_app.services.serving_views import ServiceView

WRONG = [("准予信用修复。", "准予信用修复！")]


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def served(office: Office, letter_id: str) -> ServiceView:
    return get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools)


def correct(office: Office, letter_id: str) -> None:
    decide(office, propose(office, letter_id, ChangeKind.CORRECT, pairs=WRONG))
    office.work()


def test_who_reads_letters_here_gets_the_corrected_one_at_once_and_is_told(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    first = served(office, letter_id).served_on
    office.pass_time(days=2)
    arrived = len(notices(office, "LETTER_ARRIVED"))
    correct(office, letter_id)
    again = served(office, letter_id)
    assert (again.status, again.way) == (ServiceStatus.SERVED, Way.ELECTRONIC)
    assert first is not None
    assert again.served_on == first + timedelta(days=2)
    assert [(each.edition, each.way, each.served_on) for each in again.earlier] == [(1, Way.ELECTRONIC, first)]
    assert len(notices(office, "LETTER_ARRIVED")) == arrived + 1


def test_what_was_handed_over_stands_in_the_list_again_with_its_way_and_its_attempts(office: Office) -> None:
    letter_id = grant(office, agreed=False)
    attempt(office, letter_id, Way.POST, failed=True)
    attempt(office, letter_id, Way.DIRECT)
    clerk = office.people["clerk_of_office"]
    before, count = served(office, letter_id), list_serving(actor=clerk, tools=office.tools)[1]
    correct(office, letter_id)
    again = served(office, letter_id)
    assert (again.status, again.way, again.failed, len(again.attempts)) == (ServiceStatus.PENDING, Way.DIRECT, 0, 2)
    assert list_serving(actor=clerk, tools=office.tools)[1] == count + 1
    office.pass_time(days=1)
    done = attempt(office, letter_id, Way.DIRECT)
    assert (done.status, done.attempts[-1].number) == (ServiceStatus.SERVED, 3)
    assert [each.served_on for each in served(office, letter_id).earlier] == [before.served_on]


def test_a_corrected_notice_of_missing_items_begins_no_clock_again(office: Office) -> None:
    case = office.submit(electronic_service_consent=True)
    office.complete(case, "intake", acceptance="CORRECT", gaps=["RECEIPT"], gap_receipt="请补交缴款凭证。")
    office.work()
    with office.tools.database.read() as unit:
        letter = unit.session.scalars(select(Letter).where(Letter.kind == "T08_CORRECT")).one()
    assert served(office, letter.id).status == ServiceStatus.SERVED
    before = clocks(office)
    office.pass_time(days=2)
    decide(office, propose(office, letter.id, ChangeKind.CORRECT, pairs=[("请补交缴款凭证。", "请补交罚款缴款凭证。")]))
    office.work()
    assert served(office, letter.id).status == ServiceStatus.SERVED
    assert clocks(office) == before, "they run from the first service"
    with office.tools.database.read() as unit:
        told = unit.session.scalars(select(DueWork).where(DueWork.kind == "tell_case")).all()
    assert len(told) == 1, "the case hears of the service once"


def clocks(office: Office) -> list[tuple[str, object, str]]:
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(CaseClock).order_by(CaseClock.key, CaseClock.id))
        return [(row.key, row.due_on, row.status) for row in rows]
