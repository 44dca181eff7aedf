"""What a reviewer is told of other cases: the same bytes of a file, the same behaviour repaired before."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import USCC_E
from office import PENALTY_OF_B, Office
from publicity_modes import set_parameter
from scenario_steps import agreed, move_to, open_record
from sqlalchemy import select

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.models import Case, Record
from workflow_app.services.case_likenesses import likenesses_of
from workflow_app.services.opening import open_case
from workflow_app.services.reoffence import RepairedBefore
from workflow_app.services.views import CaseView

SECOND = "牟城管罚决字〔2026〕第931号"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def a_second_record_of_b(office: Office, *, behaviour: str | None = None) -> str:
    """Give B a second penalty, for what the first was for unless said otherwise; return its number."""
    with office.tools.database.write() as unit:
        first = unit.records.get(office.record_id()).record
        columns = {each.name: getattr(first, each.name) for each in Record.__table__.columns}
        second = Record(**columns | {"id": new_id(), "document_no": SECOND, "status": "ACTIVE"})
        second.content = {**first.content, "violation_type": behaviour or first.content["violation_type"] + " "}
        unit.add(second)
        unit.commit()
    return SECOND


def repaired(office: Office) -> CaseView:
    """Have B's repair granted today."""
    case = agreed(office, office.apply())
    return office.complete(case, "decider", decision="GRANT")


def count_as_handed_in(office: Office, case: CaseView) -> None:
    """Let a case count as handed in."""
    with office.tools.database.write() as unit:
        row = unit.session.scalars(select(Case).where(Case.id == case.id)).one()
        row.submitted_at, row.number = office.clock.now(), "修复-2026-0999"
        unit.commit()


def test_the_same_file_in_another_case_is_told_once_that_was_handed_in(office: Office) -> None:
    case = office.apply()
    reviewer = office.people["first_reviewer"]
    assert likenesses_of(case.id, actor=reviewer, tools=office.tools).files == ()
    other = open_record(office, a_second_record_of_b(office))
    office.upload(other, "receipt")
    assert likenesses_of(case.id, actor=reviewer, tools=office.tools).files == ()

    count_as_handed_in(office, other)
    (found,) = likenesses_of(case.id, actor=reviewer, tools=office.tools).files
    assert (found.number, found.is_same_subject) == ("修复-2026-0999", True)


def test_of_a_case_that_the_reader_may_not_see_no_number_is_told(office: Office) -> None:
    office.apply()
    stranger = office.agent(USCC_E, "applicant_e")
    with office.tools.database.read() as unit:
        (subject_id,) = stranger.subject_ids
        old_enough = Record.first_apply_on <= office.clock.now().date()
        record = unit.session.scalars(select(Record).where(Record.subject_id == subject_id, old_enough)).first()
        assert record is not None
    command = OpenCase("credit_repair", USCC_E, {"record_id": record.id})
    theirs = open_case(command, actor=stranger, tools=office.tools)
    office.upload(theirs, "receipt", agent=stranger)
    (found, *_others) = likenesses_of(theirs.id, actor=stranger, tools=office.tools).files
    assert (found.number, found.is_same_subject) == (None, False)


def test_the_same_behaviour_repaired_before_is_told_for_a_year(office: Office) -> None:
    move_to(office, 2026, 9, 29, 9, 0)
    repaired(office)
    number = a_second_record_of_b(office)
    case = open_record(office, number)
    actor = office.agent()
    (found,) = likenesses_of(case.id, actor=actor, tools=office.tools).repairs
    assert not found.is_locked, "a second repair is not shut out unless the authority has switched that on"
    expected = RepairedBefore(PENALTY_OF_B, date(2026, 9, 29), date(2027, 9, 29), is_locked=False)
    assert found == expected
    office.clock.instant = office.clock.instant.replace(year=2027, month=9, day=30)
    assert likenesses_of(case.id, actor=actor, tools=office.tools).repairs == ()


def test_another_behaviour_repaired_before_is_no_matter(office: Office) -> None:
    repaired(office)
    case = open_record(office, a_second_record_of_b(office, behaviour="占道经营"))
    found = likenesses_of(case.id, actor=office.agent(), tools=office.tools)
    assert (found.repairs, found.same_number) == ((), 1)


def test_where_the_rule_is_on_the_gate_shuts_a_second_repair_out_until_the_day_after(office: Office) -> None:
    move_to(office, 2026, 9, 29, 9, 0)
    repaired(office)
    number = a_second_record_of_b(office)
    set_parameter(office.tools, "repair.reoffence_lock", value=True)
    with pytest.raises(RefusedError, match="SAME_BEHAVIOUR_REPAIRED") as refused:
        open_record(office, number)
    assert refused.value.values["earliest"] == date(2027, 9, 30)
    office.clock.instant = office.clock.instant.replace(year=2027, month=9, day=30)
    with pytest.raises(RefusedError, match="NOT_DISPLAYED"):
        open_record(office, number)
