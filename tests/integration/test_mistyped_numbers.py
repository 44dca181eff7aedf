"""A number that may be mistyped: the record is hidden at once, and set aside only when two people agree (rule A16)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from inlet_acts import ask, told
from office import PENALTY_OF_B, B, Office
from rule_office import MILDER
from sqlalchemy import select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.commands.proposals import DecideProposal, ProposeChange
from workflow_app.domain.commands.records import AnswerNumber, ConfirmNumber, ImportRecords
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import AppealResult
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import AuditEntry, Case, GateDoubt, Record, RecordVersion, Removal
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.services.appeals import register_appeal
from workflow_app.services.desk_records import get_desk_record
from workflow_app.services.imports import ImportView, import_records
from workflow_app.services.number_questions import answer_number, confirm_number, list_questions
from workflow_app.services.number_views import QuestionView
from workflow_app.services.opening import open_case
from workflow_app.services.proposals import decide, propose
from workflow_app.services.records import search_public

PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")
E = SUBJECT_BY_KEY["E"]


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def bring_in(office: Office, **cells: object) -> ImportView:
    command = ImportRecords("one.xlsx", io.BytesIO(write_penalties([{**PENALTY, **cells}])))
    done = import_records(command, actor=office.people["data_clerk"], tools=office.tools)
    office.work()
    return done


def question(office: Office, who: str = "data_clerk") -> QuestionView:
    found = list_questions(actor=office.people[who], tools=office.tools)
    (one,) = [each for each in found if each.document_no == PENALTY_OF_B]
    return one


def doubt_the_real_record(office: Office) -> str:
    """Have a row brought in with B's number and another party, and the record of B be called the mistyped one."""
    real = office.record_id()
    assert ask(office, B, "CONSTRUCTION_WASTE").reasons
    bring_in(office, CF_XDR_MC=E.name, CF_XDR_SHXYM=E.uscc)
    answer(office, "TYPING_ERROR", real)
    office.pass_time(hours=3)
    return real


def answer(office: Office, reply: str, mistaken: str | None = None) -> None:
    command = AnswerNumber(question(office).id, reply, mistaken)
    answer_number(command, actor=office.people["data_clerk"], tools=office.tools)


def confirm(office: Office, who: str, *, agree: bool = True) -> None:
    confirm_number(ConfirmNumber(question(office).id, agree=agree), actor=office.people[who], tools=office.tools)
    office.work()


def record_of(office: Office, record_id: str) -> Record:
    with office.tools.database.read() as unit:
        return unit.records.get(record_id).record


def is_on_show(office: Office, record_id: str) -> bool:
    with office.tools.database.read() as unit:
        return any(rows.listing.status in ON_SHOW for rows in unit.listings.list_of_items([record_id]))


def sites_of(office: Office, record_id: str) -> set[str]:
    with office.tools.database.read() as unit:
        return {rows.listing.status for rows in unit.listings.list_of_items([record_id])}


def on_public_page(office: Office) -> list[str]:
    return [each.subject_name for each in search_public(PENALTY_OF_B, tools=office.tools).items]


def test_one_person_hides_a_record_and_cannot_take_it_out_of_force(office: Office) -> None:
    real = doubt_the_real_record(office)
    assert on_public_page(office) == [E.name]
    assert not is_on_show(office, real)
    assert record_of(office, real).status == "ACTIVE"
    found = question(office)
    assert (found.is_waiting, found.may_confirm, found.may_answer) == (True, False, False)
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_NEEDED"):
        confirm(office, "data_clerk")
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        confirm(office, "first_reviewer")
    with pytest.raises(ConflictError, match="QUESTION_ANSWERED"):
        answer(office, "SAME_DECISION")
    waits = {(code, role) for code, role in told(office) if code.startswith("NUMBER_")}
    expected = {("NUMBER_DOUBTED", None), ("NUMBER_TO_CONFIRM", "DATA_CLERK"), ("NUMBER_TO_CONFIRM", "SECTION_HEAD")}
    assert waits == expected
    assert bring_in(office, BZ="隐藏期间更正").changed == 1
    assert not is_on_show(office, real)


def test_a_second_person_sets_the_record_aside_and_both_parties_hear_of_it(office: Office) -> None:
    real = doubt_the_real_record(office)
    confirm(office, "section_head")
    assert record_of(office, real).status == "MISTAKEN"
    assert {("RECORD_SET_ASIDE", None), ("NUMBER_SETTLED", None)} <= told(office)
    with office.tools.database.read() as unit:
        assert {each.reason for each in unit.session.scalars(select(GateDoubt))} == {"RECORD_MISTAKEN"}
        assert {each.reason for each in unit.session.scalars(select(Removal))} == {"MISTAKEN"}
        actions = ("record.number_answered", "record.number_confirmed")
        entries = unit.session.scalars(select(AuditEntry).where(AuditEntry.action.in_(actions))).all()
    assert [each.data["mistaken"] for each in entries] == [real, real]
    found = question(office)
    assert (found.mistaken.name, found.confirmed_by, found.is_waiting) == (PENALTY["CF_XDR_MC"], "section_head", False)
    with pytest.raises(ConflictError, match="NOTHING_TO_CONFIRM"):
        confirm(office, "section_head")


def test_a_second_person_who_disagrees_has_it_shown_again_and_the_question_is_open(office: Office) -> None:
    real = doubt_the_real_record(office)
    confirm(office, "section_head", agree=False)
    assert (is_on_show(office, real), question(office).answer) == (True, None)
    assert ("RECORD_SHOWN_AGAIN", None) in told(office)
    answer(office, "SAME_DECISION")
    assert (question(office).answer, question(office).is_waiting) == ("SAME_DECISION", False)


def test_what_every_site_has_taken_down_is_shown_again_by_every_site(office: Office) -> None:
    real = doubt_the_real_record(office)
    office.pass_time(hours=3)
    assert sites_of(office, real) == {"REMOVED"}
    confirm(office, "section_head", agree=False)
    assert sites_of(office, real) == {"SHOWN"}


def test_a_row_that_meets_a_record_set_aside_comes_back_with_the_reason(office: Office) -> None:
    doubt_the_real_record(office)
    confirm(office, "section_head")
    for cells in ({}, {"BZ": "更正后重报"}):
        done = bring_in(office, **cells)
        assert (done.status, done.rejected, done.changed, done.unchanged) == ("PARTIAL", 1, 0, 0)
        assert [each.code for each in done.findings] == ["NUMBER_SET_ASIDE"]
    assert bring_in(office, CF_WSH="牟城管罚决字〔2026〕第945号").added == 1


def test_two_people_bring_back_a_record_that_was_set_aside_wrongly(office: Office) -> None:
    real = doubt_the_real_record(office)
    confirm(office, "section_head")
    assert question(office).may_take_back
    answer(office, "SAME_DECISION")
    assert (record_of(office, real).status, question(office).is_waiting) == ("MISTAKEN", True)
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_NEEDED"):
        confirm(office, "data_clerk")
    confirm(office, "section_head")
    assert (record_of(office, real).status, is_on_show(office, real)) == ("ACTIVE", True)
    assert bring_in(office, BZ="更正后重报").changed == 1


def test_a_record_that_was_brought_back_counts_by_the_rules_that_began_meanwhile(office: Office) -> None:
    bring_in(office, CF_CFLB="罚款;暂扣许可证件", CF_NR_ZKDX="许可证 第1号")
    real = doubt_the_real_record(office)
    confirm(office, "section_head")
    assert record_of(office, real).severity == "SERIOUS"
    proposer, approver = (
        office.hire_everywhere(name, role)
        for name, role in (("rules_proposer", Role.SYSTEM_ADMIN), ("rules_approver", Role.SECURITY_ADMIN))
    )
    asked = propose(ProposeChange("CLASS_RULE", MILDER, None), actor=proposer, tools=office.tools)
    office.work()
    decide(DecideProposal(asked, approve=True, note=""), actor=approver, tools=office.tools)
    office.work()
    answer(office, "SAME_DECISION")
    confirm(office, "section_head")
    assert (record_of(office, real).severity, is_on_show(office, real)) == ("GENERAL", True)
    assert ("RECORD_SHOWN_AGAIN", None) in told(office)


def test_a_record_that_was_revoked_meanwhile_is_not_brought_back(office: Office) -> None:
    real = doubt_the_real_record(office)
    confirm(office, "section_head")
    revoke(office, real)
    answer(office, "SAME_DECISION")
    confirm(office, "section_head")
    assert (record_of(office, real).status, is_on_show(office, real)) == ("REVOKED", False)
    assert (question(office).answer, question(office).is_waiting) == ("SAME_DECISION", False)


@pytest.mark.parametrize("agree", [True, False])
def test_a_record_that_was_revoked_while_it_was_hidden_holds_no_answer_up(office: Office, agree: bool) -> None:  # noqa: FBT001 - both ways
    real = doubt_the_real_record(office)
    revoke(office, real)
    confirm(office, "section_head", agree=agree)
    assert (record_of(office, real).status, record_of(office, real).hidden_at) == ("REVOKED", None)
    assert not question(office).is_waiting
    assert not is_on_show(office, real)


def test_a_record_that_is_not_reported_is_not_shown_by_bringing_it_back(office: Office) -> None:
    real = doubt_the_real_record(office)
    with office.tools.database.write() as unit:
        record = unit.records.lock(real)
        record.status, record.version = "NOT_REPORTED", 2
        said = {**record.content, "not_reported_up_to": "50"}
        unit.add(RecordVersion(id=new_id(), record_id=real, version=2, content=said, created_at=office.clock.now()))
        unit.commit()
    confirm(office, "section_head")
    assert record_of(office, real).status == "MISTAKEN"
    answer(office, "SAME_DECISION")
    confirm(office, "section_head")
    assert (record_of(office, real).status, is_on_show(office, real)) == ("NOT_REPORTED", False)


def test_a_repair_under_way_hears_that_the_number_is_doubted_and_ends_when_it_was_mistyped(office: Office) -> None:
    case = office.apply()
    doubt_the_real_record(office)
    assert "CASE_NUMBER_DOUBTED" in {code for code, _ in told(office)}
    assert case_of(office, case.id).status == "RUNNING"
    confirm(office, "section_head")
    office.pass_time(minutes=2)
    assert (case_of(office, case.id).state, case_of(office, case.id).status) == ("MOOT", "ENDED")
    assert "CASE_RECORD_SET_ASIDE" in {code for code, _ in told(office)}


def test_a_repair_that_was_opened_while_the_record_was_hidden_goes_on_when_the_number_was_right(office: Office) -> None:
    real = doubt_the_real_record(office)
    opened = open_case(OpenCase("credit_repair", B, {"record_id": real}), actor=office.agent(), tools=office.tools)
    case = office.complete(opened, "applicant_b", **office.application(opened))
    confirm(office, "section_head", agree=False)
    office.pass_time(minutes=2)
    assert (case_of(office, case.id).status, is_on_show(office, real)) == ("RUNNING", True)


def test_a_question_about_a_record_that_another_question_set_aside_needs_no_answer(office: Office) -> None:
    third = SUBJECT_BY_KEY["C"]
    bring_in(office, CF_XDR_MC=third.name, CF_XDR_SHXYM=third.uscc)
    bring_in(office, CF_XDR_MC=E.name, CF_XDR_SHXYM=E.uscc)
    real, clerk = office_record(office), office.people["data_clerk"]
    asked = [each for each in list_questions(actor=clerk, tools=office.tools) if real in ids_of(each)]
    first, other = asked
    answer_number(AnswerNumber(first.id, "TYPING_ERROR", real), actor=clerk, tools=office.tools)
    confirm_number(ConfirmNumber(first.id, agree=True), actor=office.people["section_head"], tools=office.tools)
    left = list_questions(actor=clerk, tools=office.tools, open_only=True)
    assert other.id not in {each.id for each in left}
    (moot,) = [each for each in list_questions(actor=clerk, tools=office.tools) if each.id == other.id]
    assert (moot.is_moot, moot.may_answer) == (True, False)
    with pytest.raises(ConflictError, match="RECORD_NOT_IN_FORCE"):
        answer_number(AnswerNumber(other.id, "SAME_DECISION"), actor=clerk, tools=office.tools)


def ids_of(view: QuestionView) -> set[str]:
    return {view.first.record_id, view.other.record_id}


def office_record(office: Office) -> str:
    """Return the record of B, whose number others carry as well."""
    with office.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(B)
        assert subject is not None
        (record,) = unit.records.list_in_force(subject.id, ["PENALTY"])
        return record.id


def revoke(office: Office, record_id: str) -> None:
    today, number = office.clock.now().date(), "牟政复决字〔2026〕第9号"
    command = RegisterAppeal(record_id, AppealResult.REVOKED, decided_on=today, document_no=number)
    register_appeal(command, actor=office.people["data_clerk"], tools=office.tools)
    office.work()


def case_of(office: Office, case_id: str) -> Case:
    with office.tools.database.read() as unit:
        return unit.cases.get(case_id).case


def test_nobody_answers_or_confirms_about_a_party_they_act_for(office: Office) -> None:
    real = doubt_the_real_record(office)
    interested = replace(office.people["section_head"], subject_ids=frozenset({record_of(office, real).subject_id}))
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        confirm_number(ConfirmNumber(question(office).id, agree=True), actor=interested, tools=office.tools)
    confirm(office, "section_head", agree=False)
    for actor, error in (
        (replace(office.people["data_clerk"], subject_ids=interested.subject_ids), ForbiddenError),
        (office.agent(), NotFoundError),
    ):
        with pytest.raises(error):
            answer_number(AnswerNumber(question(office).id, "TYPING_ERROR", real), actor=actor, tools=office.tools)
    with pytest.raises(InvalidError):
        answer(office, "TYPING_ERROR", question(office).id)


def test_the_desk_reads_on_the_record_that_it_is_hidden_and_who_must_confirm(office: Office) -> None:
    real = doubt_the_real_record(office)
    found = get_desk_record(real, actor=office.people["section_head"], tools=office.tools)
    assert (found.is_hidden, [each.may_confirm for each in found.questions]) == (True, [True])
