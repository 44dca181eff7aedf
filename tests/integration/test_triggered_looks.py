"""A new penalty has the pledges of its party looked at, once and with its number; nothing else is planned by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import B
from pledge_office import TRANSPORT, PledgeOffice
from sqlalchemy import select

from workflow_app.domain.commands.pledges import WithdrawPledge
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Record, Subject
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.pledging import take_back
from workflow_app.services.triggered_looks import of_penalties, open_pledges, plan_looks

NUMBER = "牟城管罚决字〔2026〕第301号"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.agent(B)
    yield made
    made.close()


def penalise(office: PledgeOffice, uscc: str = B, number: str = NUMBER) -> str:
    """Land a new penalty as an import does, and do what it leaves."""
    now = office.clock.now()
    with office.tools.database.write() as unit:
        like = unit.session.scalars(select(Record).where(Record.kind == "PENALTY").limit(1)).one()
        subject = unit.subjects.find_by_uscc(uscc)
        assert subject is not None
        copied = {
            each.name: getattr(like, each.name)
            for each in Record.__table__.columns
            if each.name not in {"id", "document_no", "subject_id", "created_at"}
        }
        record = Record(id=new_id(), document_no=number, subject_id=subject.id, created_at=machine_now(), **copied)
        unit.add(record)
        unit.flush()
        unit.add(*of_penalties(unit, [record], now=now))
        unit.commit()
    office.work()
    return record.id


def test_a_penalty_has_every_open_pledge_looked_at_with_its_number(office: PledgeOffice) -> None:
    pledge = office.published(TRANSPORT, TRANSPORT)
    waiting = office.pledge()
    penalise(office)
    because = [each for each in office.looks(pledge) if each.reason == "PENALTY"]
    assert [each.cause for each in because] == [NUMBER] * 2
    assert {each.due_on.isoformat() for each in because} == {"2026-09-15"}, "ten working days from the first"
    assert not office.looks(waiting), "a pledge that is not public yet is not looked at"


def test_the_same_thing_plans_once_however_often_it_is_done(office: PledgeOffice) -> None:
    pledge = office.published()
    record_id = penalise(office)
    for _ in range(2):
        with office.tools.database.write() as unit:
            record = unit.records.get(record_id).record
            found = open_pledges(unit, record.subject_id)
            assert plan_looks(unit, found, reason="PENALTY", cause=NUMBER, tools=office.tools) == 0
            unit.commit()
    assert len([each for each in office.looks(pledge) if each.reason == "PENALTY"]) == 1


def test_a_second_penalty_is_a_second_reason(office: PledgeOffice) -> None:
    pledge = office.published()
    penalise(office)
    penalise(office, number="牟城管罚决字〔2026〕第302号")
    assert len([each for each in office.looks(pledge) if each.reason == "PENALTY"]) == 2


def test_a_penalty_of_somebody_else_or_of_who_took_the_pledge_back_plans_nothing(office: PledgeOffice) -> None:
    pledge = office.published()
    with office.tools.database.read() as unit:
        other = next(each.uscc for each in unit.session.scalars(select(Subject)) if each.uscc != B and each.uscc)
    penalise(office, uscc=str(other))
    take_back(WithdrawPledge(pledge, "不再从事运输。"), actor=office.people["applicant_b"], tools=office.tools)
    penalise(office, number="牟城管罚决字〔2026〕第303号")
    assert not [each for each in office.looks(pledge) if each.reason == "PENALTY"]


def test_a_penalty_that_was_withdrawn_before_the_work_began_plans_nothing(office: PledgeOffice) -> None:
    pledge = office.published()
    with office.tools.database.write() as unit:
        record = unit.session.scalars(select(Record).where(Record.kind == "PENALTY")).first()
        assert record is not None
        subject = unit.subjects.find_by_uscc(B)
        assert subject is not None
        record.subject_id, record.status = subject.id, "REVOKED"
        unit.add(*of_penalties(unit, [record], now=office.clock.now()))
        unit.commit()
    office.work()
    assert not [each for each in office.looks(pledge) if each.reason == "PENALTY"]
    assert "triggered_look" in KINDS
