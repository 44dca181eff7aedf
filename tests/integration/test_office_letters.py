"""Letters beside the diagram and at its end: what they say is what the rows say on that day."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from letter_office import decide, grant, propose
from office import PENALTY_OF_B, Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.record_letters import Duty, WriteRecordLetter
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.operations.issue_letter import issue_letter
from workflow_app.services.letters import get_letter
from workflow_app.services.record_letters import FORM, NOTICE, PROOF, letters_of_record, write_record_letter
from workflow_app.services.steps import work_on, write_audit

PAID = Duty("缴纳罚款20,000元", date(2026, 5, 20), "豫财410122-0001")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def issue(office: Office, case_id: str, kind: str) -> Mapping[str, Any]:
    """Have the operation issue a letter of a case as a step of its diagram would, and return what it says."""
    with office.tools.database.write() as unit:
        work = work_on(unit, unit.cases.get(case_id, lock=True), actor=office.people["decider"], tools=office.tools)
        work.tasks = unit.tasks.of_case(case_id)
        issue_letter(work, {"kind": kind})
        write_audit(work)
        unit.commit()
    office.work()
    with office.tools.database.read() as unit:
        letter = unit.letters.of_cases([case_id])[-1]
        assert (letter.kind, letter.status, letter.seal) == (kind, "READY", "SEALED")
        return letter.data


def case_of(office: Office, letter_id: str) -> str:
    case_id = get_letter(letter_id, actor=office.agent(), tools=office.tools).case_id
    assert case_id
    return case_id


def test_the_proof_names_the_decision_and_the_sites(office: Office) -> None:
    letter_id = grant(office, agreed=True, work=False)
    data = issue(office, case_of(office, letter_id), "REPAIR_PROOF")
    number = get_letter(letter_id, actor=office.agent(), tools=office.tools).number
    assert number in data["paragraphs"][0]
    assert number in data["english"]["paragraphs"][0]
    assert PENALTY_OF_B in data["paragraphs"][0]


def test_the_notice_of_completion_tells_when_each_site_was_seen(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    office.pass_time(hours=1)
    data = issue(office, case_of(office, letter_id), "T24_DONE")
    assert len(data["table"]["rows"]) >= 3
    assert all(row[1].startswith("2026年9月29日 ") for row in data["table"]["rows"])
    assert all(row[1].startswith("29 September 2026, ") for row in data["english"]["table"]["rows"])


def test_completion_is_not_told_while_a_site_still_shows_the_record(office: Office) -> None:
    office.sites.stubborn = True
    letter_id = grant(office, agreed=True)
    with pytest.raises(RefusedError, match="NO_SUCH_LETTER_BASIS"):
        issue(office, case_of(office, letter_id), "T24_DONE")


def write(office: Office, kind: str, *duties: Duty, who: str = "data_clerk", record_id: str = "") -> str:
    command = WriteRecordLetter(record_id or office.record_id(), kind, duties)
    letter_id = write_record_letter(command, actor=office.people[who], tools=office.tools)
    office.work()
    return letter_id


def said(office: Office, letter_id: str) -> Mapping[str, Any]:
    with office.tools.database.read() as unit:
        row = unit.letters.find(letter_id)
        assert row is not None
        assert (row.case_id, row.status) == (None, "READY")
        return row.data


def test_the_notice_prints_class_days_and_sites_and_is_the_same_letter_when_printed_again(office: Office) -> None:
    letter_id = write(office, NOTICE)
    data = said(office, letter_id)
    with office.tools.database.read() as unit:
        record = unit.records.get(office.record_id()).record
    text = "".join(data["paragraphs"])
    for day in (record.min_until, record.max_until, record.first_apply_on):
        assert day is not None
        assert f"{day.year}年{day.month}月{day.day}日" in text
    assert "失信信息" in text
    assert "不收取任何费用" in data["remedies"]
    assert data["table"]["rows"]
    assert write(office, NOTICE) == letter_id, "printed again, it has the same number"
    decide(office, propose(office, letter_id, ChangeKind.ANNUL))
    anew = write(office, NOTICE)
    assert anew != letter_id
    views = letters_of_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert [(each.id, each.standing) for each in views] == [(anew, "IN_FORCE"), (letter_id, "ANNULLED")]


@pytest.mark.parametrize("kind", [FORM, PROOF])
def test_a_proof_lists_every_duty_and_who_confirmed_it(office: Office, kind: str) -> None:
    data = said(office, write(office, kind, PAID, Duty("安装密闭装置", date(2026, 5, 25), "")))
    assert data["table"]["rows"] == [
        ["1. 缴纳罚款20,000元", "2026年5月20日", "豫财410122-0001"],
        ["2. 安装密闭装置", "2026年5月25日", "—"],
    ]
    assert "data_clerk" in "".join(data["paragraphs"])
    assert get_letter(write(office, kind, PAID), actor=office.agent(), tools=office.tools).kind == kind


def test_what_nobody_can_confirm_is_refused(office: Office) -> None:
    for duty, field, code in (
        (Duty("", date(2026, 5, 20), ""), "/duty_1", "REQUIRED"),
        (Duty("缴纳罚款", None, ""), "/performed_on_1", "REQUIRED"),
        (Duty("缴纳罚款", date(2099, 1, 1), ""), "/performed_on_1", "DATE_IN_FUTURE"),
        (Duty("缴纳罚款", date(2020, 1, 1), ""), "/performed_on_1", "BEFORE_DECISION"),
        (Duty("长" * 301, date(2026, 5, 20), ""), "/duty_1", "TOO_LONG"),
    ):
        with pytest.raises(InvalidError) as refused:
            write(office, PROOF, duty)
        assert (field, code) in [(each.field, each.code) for each in refused.value.errors]
    with pytest.raises(InvalidError):
        write(office, PROOF)
    for who, error in (
        ("clerk_of_office", ForbiddenError),
        ("decider", ForbiddenError),
        ("system_admin", NotFoundError),
    ):
        with pytest.raises(error):
            write(office, PROOF, PAID, who=who)
    office.agent()
    with pytest.raises(NotFoundError):
        write(office, NOTICE, who="applicant_b")
    with pytest.raises(RefusedError, match="NO_SUCH_LETTER_BASIS"):
        write(office, "T22_GRANT", PAID)
