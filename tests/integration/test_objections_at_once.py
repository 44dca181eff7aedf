"""Objections under odd circumstances: two at once, files nobody handed in, names that are nobody's to read."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from objections import clock, judge, now, object_to, on_display, open_office
from office import PDF, START, B, Office
from sqlalchemy import func, select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import KeepEvidence, Verdict
from workflow_app.domain.errors import ConflictError, DomainError, LimitedError
from workflow_app.domain.time import machine_now
from workflow_app.models import Letter, Objection, ObjectionFile, Subject
from workflow_app.services.intended_repairs import get_repair, search_repairs
from workflow_app.services.objecting import MADE_IN_AN_HOUR
from workflow_app.services.proof_files import keep_evidence, known_evidence


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def test_of_two_handlers_who_judge_at_once_one_is_heard_and_the_other_told(office: Office) -> None:
    office.hire("handler_2", Role.COMPLAINT_HANDLER)
    case = on_display(office)
    receipt = object_to(office, case)

    def say(who: str) -> str:
        try:
            return judge(office, receipt.id, who=who)
        except ConflictError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(say, ["handler", "handler_2"]))
    assert answers == ["ACCEPTED", "OBJECTION_JUDGED"]
    office.work()
    assert now(office, case).state == "OBJECTION_SUSPENDED"


def test_two_of_one_ground_accepted_at_once_suspend_once(office: Office) -> None:
    case = on_display(office)
    receipts = [object_to(office, case), object_to(office, case, name="王强")]
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(lambda each: judge(office, each.id), receipts))
    assert answers == ["ACCEPTED", "ATTACHED"]


def test_objections_that_come_at_once_get_numbers_one_after_the_other(office: Office) -> None:
    case = on_display(office)
    with ThreadPoolExecutor(4) as pool:
        numbers = [each.number for each in pool.map(lambda _each: object_to(office, case), range(4))]
    assert sorted(numbers) == [f"异议-2026-{each:04d}" for each in range(1, 5)]


def test_from_one_network_only_so_many_come_in_an_hour(office: Office) -> None:
    case = on_display(office)
    for _each in range(MADE_IN_AN_HOUR):
        object_to(office, case)
    with pytest.raises(LimitedError):
        object_to(office, case)
    assert object_to(office, case, caller="198.51.100.4")


def test_a_file_that_nobody_handed_in_is_forgotten_after_a_day_and_others_stay(office: Office) -> None:
    case = on_display(office)
    kept, left = (
        keep_evidence(KeepEvidence(case.id, f"{name}.pdf", "application/pdf", io.BytesIO(PDF)), tools=office.tools)
        for name in ("kept", "left")
    )
    object_to(office, case, files=(kept.token,))
    with office.tools.database.write() as unit:
        unit.session.execute(update(ObjectionFile).values(stored_at=machine_now() - timedelta(days=2)))
        unit.commit()
    office.clock.instant = START + timedelta(days=1)  # the first sweep is due when the first day of all is over
    office.work()
    with office.tools.database.read() as unit:
        names = unit.session.scalars(select(ObjectionFile.filename)).all()
    assert names == ["kept.pdf"]
    assert known_evidence(case.id, (left.token,), tools=office.tools) == ()


def test_an_objection_that_cannot_be_kept_whole_leaves_nothing(office: Office) -> None:
    case = on_display(office)
    with pytest.raises(DomainError):
        object_to(office, case, files=("a token of nobody",))
    with office.tools.database.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(Objection)) == 0
    assert object_to(office, case).number.endswith("0001"), "a number that was not used is not lost"


def test_the_name_of_a_person_in_a_business_is_masked_on_the_page_and_in_the_notice(office: Office) -> None:
    with office.tools.database.write() as unit:
        changed = {"name": "张三渣土清运部", "legal_representative": "张三", "kind": "INDIVIDUAL_BUSINESS"}
        unit.session.execute(update(Subject).where(Subject.uscc == B).values(**changed))
        unit.commit()
    case = on_display(office)
    assert get_repair(case.id, tools=office.tools).repair.subject_name == "张*渣土清运部"
    assert search_repairs("张三", tools=office.tools).items == []
    assert len(search_repairs("张*渣土清运部", tools=office.tools).items) == 1
    with office.tools.database.read() as unit:
        data = unit.session.scalars(select(Letter.data).where(Letter.kind == "T21_INTENT")).one()
    assert "张三" not in str(data)


def test_the_page_counts_the_days_of_the_publicity_and_those_that_are_left(office: Office) -> None:
    case = on_display(office)
    seen = get_repair(case.id, tools=office.tools)
    assert (seen.day, seen.days, seen.first_on.isoformat()) == (0, 3, "2026-08-11")
    office.pass_time(days=2)
    assert get_repair(case.id, tools=office.tools).day == 2
    judge(office, object_to(office, case).id)
    office.pass_time(days=1)
    suspended = get_repair(case.id, tools=office.tools)
    assert (suspended.repair.until, suspended.day, suspended.left) == (None, 1, 2)
    assert [each.kind for each in suspended.events][-1] == "SUSPENDED"
    assert judge(office, object_to(office, case).id, Verdict.NOT_ACCEPT, reason="与前一异议重复。") == "NOT_ACCEPTED"
    assert clock(office, case).status == "PAUSED"
