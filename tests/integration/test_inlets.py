"""What happens outside changes what is true here: records, cases, listings, and the answers that rested on them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from inlet_acts import appeal, ask, at, change, enter, know, told
from office import PENALTY_OF_B, START, Office
from sqlalchemy import select

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.errors import ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.inlets import AppealResult, BreachKind, EntryKind, SubjectStatus
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import AuditEntry, Letter, Removal
from workflow_app.services.appeals import list_appeals, register_appeal
from workflow_app.services.cases import get_case
from workflow_app.services.gate import ask_again, list_doubted
from workflow_app.services.records import get_record
from workflow_app.services.subject_file import get_subject_file

A, B, E, F = (SUBJECT_BY_KEY[key].uscc for key in "ABEF")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    yield made
    made.close()


def test_s32_a_penalty_revoked_on_appeal_ends_its_case_as_moot_and_goes_down_within_three_working_days(
    office: Office,
) -> None:
    at(office, 2026, 8, 10, 9, 0)
    office.import_sample()
    case = office.apply()
    answer = ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance")
    at(office, 2026, 8, 18, 10, 0)
    done = appeal(office, AppealResult.REVOKED)

    assert (done.withdraw_by, done.record_status) == (date(2026, 8, 21), "REVOKED")
    office.work()
    office.pass_time(minutes=2)
    view = get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools)
    assert (view.state, view.status) == ("MOOT", "ENDED")
    with office.tools.database.read() as unit:
        rows = unit.listings.list_of_items([office.record_id()])
        ids = [each.listing.id for each in rows]
        removals = unit.session.scalars(select(Removal).where(Removal.listing_id.in_(ids))).all()
        status = unit.records.get(office.record_id()).record.status
        noted = unit.session.scalars(select(AuditEntry.action)).all()
    assert {each.listing.status for each in rows} == {"REMOVED"}
    assert {(each.reason, each.due_on, each.case_id) for each in removals} == {
        ("RECORD_REVOKED", date(2026, 8, 21), None)
    }
    assert status == "REVOKED", "corrected, not repaired"
    assert "record.appeal_registered" in noted
    assert {("RECORD_REVOKED", None), ("CASE_RECORD_REVOKED", "FIRST_REVIEWER")} <= told(office)
    assert {("RECORD_REVOKED_OFFICE", "DATA_CLERK"), ("FINE_TO_REFUND", "SECTION_HEAD")} <= told(office)

    (doubted,) = [each for each in list_doubted(actor=office.people["credit_office"], tools=office.tools)
                  if each.id == answer.id]  # fmt: skip
    assert [each.reason for each in doubted.doubts] == ["RECORD_REVOKED"]
    assert ask_again(answer.id, actor=office.people["credit_office"], tools=office.tools).outcome == "ALLOW"
    left = list_doubted(actor=office.people["credit_office"], tools=office.tools)
    assert answer.id not in {each.id for each in left}


def test_a_varied_decision_or_an_entry_with_numbers_of_persons_is_refused(office: Office) -> None:
    with pytest.raises(InvalidError) as refused:
        enter(
            office,
            know(office, "E"),
            EntryKind.SEVERE_ENTRY,
            facts="账号6222020200012345678",
            basis="４１０１０１１９８００１０１００１１",
        )
    assert {(each.field, each.code) for each in refused.value.errors} == {
        ("/facts", "PERSONAL_DATA"),
        ("/basis", "PERSONAL_DATA"),
    }
    office.import_sample()
    with pytest.raises(InvalidError) as refused:
        appeal(office, AppealResult.VARIED, decision="罚款1万元，联系电话138 0000 1111")
    assert [(each.field, each.code) for each in refused.value.errors] == [("/decision", "PERSONAL_DATA")]


def test_the_same_result_twice_is_one_and_a_third_one_is_refused(office: Office) -> None:
    office.import_sample()
    first = appeal(office, AppealResult.REVOKED)
    assert appeal(office, AppealResult.REVOKED).id == first.id
    with pytest.raises(RefusedError, match="RECORD_REVOKED_BEFORE"):
        appeal(office, AppealResult.UPHELD, document_no="其他")
    shown = list_appeals(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert [each.id for each in shown] == [first.id]


def test_what_happened_earlier_and_is_noted_later_changes_no_status(office: Office) -> None:
    know(office, "E")
    change(office, E, SubjectStatus.DEREGISTERED, on=date(2026, 8, 15), document_no="x1")
    assert change(office, E, SubjectStatus.REVOKED, on=date(2026, 5, 1), document_no="x2").status == "DEREGISTERED"
    assert change(office, E, SubjectStatus.ACTIVE, on=date(2026, 4, 1), document_no="x3").status == "DEREGISTERED"
    assert "2026-08-15" in str(ask(office, E, "EIA_APPROVAL").reasons[0].values)
    change(office, E, SubjectStatus.RENAMED, on=date(2026, 8, 1), document_no="x4", name="新名称有限公司")
    renamed = change(office, E, SubjectStatus.RENAMED, on=date(2026, 7, 1), document_no="x5", name="旧名称有限公司")
    assert (renamed.name, "旧名称有限公司" in renamed.other_names) == ("新名称有限公司", True)
    with office.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(E)
        assert subject is not None
    file = get_subject_file(subject.id, actor=office.people["data_clerk"], tools=office.tools)
    assert {each.document_no for each in file.events if each.is_late} == {"x2", "x3", "x5"}
    again = change(office, E, SubjectStatus.ACTIVE, on=date(2026, 8, 15), document_no="x6")
    assert again.status == "ACTIVE", "of one day, what was noted last"


def renamings(office: Office, uscc: str) -> list[tuple[str, str]]:
    """Return from what to what a subject was renamed, what happened last first."""
    with office.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(uscc)
        assert subject is not None
    file = get_subject_file(subject.id, actor=office.people["data_clerk"], tools=office.tools)
    return [(each.name_before, each.name_after) for each in file.events]


def test_a_renaming_that_is_noted_late_tells_the_name_of_its_own_day(office: Office) -> None:
    know(office, "E")
    first = SUBJECT_BY_KEY["E"].name
    change(office, E, SubjectStatus.RENAMED, on=date(2026, 8, 1), document_no="y3", name="丙公司")
    change(office, E, SubjectStatus.RENAMED, on=date(2026, 6, 1), document_no="y1", name="甲公司")
    assert renamings(office, E) == [("甲公司", "丙公司"), (first, "甲公司")]
    now = change(office, E, SubjectStatus.RENAMED, on=date(2026, 7, 1), document_no="y2", name="乙公司")
    assert renamings(office, E) == [("乙公司", "丙公司"), ("甲公司", "乙公司"), (first, "甲公司")]
    assert (now.name, set(now.other_names)) == ("丙公司", {first, "甲公司", "乙公司"})
    change(office, E, SubjectStatus.REVOKED, on=date(2026, 7, 15), document_no="y4")
    assert ("乙公司", "乙公司") in renamings(office, E), "what became of it then became of it under that name"
    with pytest.raises(InvalidError) as refused:
        change(office, E, SubjectStatus.RENAMED, on=date(2026, 6, 15), document_no="y5", name="甲公司")
    assert [each.code for each in refused.value.errors] == ["NAME_AS_BEFORE"]


def test_a_renaming_of_which_only_the_outcome_was_known_says_no_wrong_name(office: Office) -> None:
    know(office, "E")
    known = SUBJECT_BY_KEY["E"].name
    change(office, E, SubjectStatus.RENAMED, on=date(2026, 8, 1), document_no="z2", name="丙公司")
    change(office, E, SubjectStatus.RENAMED, on=date(2026, 6, 1), document_no="z1", name=known)
    assert renamings(office, E) == [(known, "丙公司"), (known, known)]


def test_s34_while_an_appeal_is_pending_one_may_apply_and_a_person_looks(office: Office) -> None:
    office.import_sample()
    appeal(office, AppealResult.PENDING)
    (reason,) = ask(office, B, "credit_repair", record_id=office.record_id()).reasons
    assert (reason.code, reason.outcome) == ("APPEAL_PENDING", "MANUAL")
    case = office.apply()
    case = office.complete(case, "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.complete(case, "decider", decision="GRANT")
    office.work()
    whole = get_case(case.id, actor=office.people["decider"], tools=office.tools)
    with office.tools.database.read() as unit:
        text = str(unit.session.get_one(Letter, whole.letters[0].id).data)
    assert not any(word in text for word in ("承认", "认可违法", "对处罚无异议", "admit"))
    appeal(office, AppealResult.REVOKED, document_no="牟行初字〔2026〕第2号")
    office.pass_time(minutes=2)
    assert get_case(case.id, actor=office.people["decider"], tools=office.tools).state == "MOOT"


def test_a_varied_penalty_is_a_new_version_with_periods_of_its_own(office: Office) -> None:
    office.import_sample()
    case = office.apply()
    before = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    with pytest.raises(InvalidError):
        appeal(office, AppealResult.VARIED)
    assert orders_rectification(office) is True
    appeal(office, AppealResult.VARIED, fine=Decimal(1000), decision="罚款壹仟元")
    after = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert (after.version, after.fine, after.decision) == (before.version + 1, Decimal(1000), "罚款壹仟元")
    assert orders_rectification(office) is False, "what is varied orders payment only"
    assert ("CASE_RECORD_VARIED", "FIRST_REVIEWER") in told(office)
    assert get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools).status == "RUNNING"
    office.import_sample()
    again = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert (again.version, again.fine) == (after.version, after.fine), "the old file does not undo the decision"


def orders_rectification(office: Office) -> object:
    with office.tools.database.read() as unit:
        return unit.records.get(office.record_id()).record.content["orders_rectification"]


def test_only_the_clerk_of_the_authority_registers_an_appeal_and_never_without_a_document(office: Office) -> None:
    office.import_sample()
    command = RegisterAppeal(office.record_id(), AppealResult.UPHELD, date(2026, 9, 1), "x")
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        register_appeal(command, actor=office.people["first_reviewer"], tools=office.tools)
    clerk = office.people["data_clerk"]
    interested = Actor(clerk.id, clerk.name, clerk.grants, office.agent().subject_ids)
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        register_appeal(command, actor=interested, tools=office.tools)
    with pytest.raises(InvalidError) as refused:
        appeal(office, AppealResult.UPHELD, document_no=" ", decided_on=None)
    assert [each.field for each in refused.value.errors] == ["/document_no", "/decided_on"]
    for wrong in (date(2026, 9, 30), date(2026, 1, 1)):
        with pytest.raises(InvalidError):
            appeal(office, AppealResult.UPHELD, decided_on=wrong)


def test_s35_a_deregistered_enterprise_ends_its_case_and_its_successor_may_go_on(office: Office) -> None:
    at(office, 2026, 8, 10, 9, 0)
    office.import_sample()
    case = office.apply()
    at(office, 2026, 8, 15, 9, 0)
    change(office, B, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=2)
    assert get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools).state == "TERMINATED"
    record = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert (record.status, record.subject.name) == ("ACTIVE", "中牟宏运渣土清运有限公司")
    assert {each.status for each in record.listings} == {"SHOWN"}, "shown to its last day under the old name"
    assert [each.code for each in ask(office, B, "credit_repair").reasons] == ["SUBJECT_GONE"]
    with pytest.raises(RefusedError, match="SUBJECT_GONE"):
        office.open()

    change(office, B, SubjectStatus.MERGED, successor_uscc=F, document_no="合并协议〔2026〕第1号")
    agent = office.agent(F, "applicant_f")
    with office.tools.database.read() as unit:
        follower = unit.accounts.find_actor(agent.id, today=START.date())
    assert follower is not None
    assert follower.subject_ids > agent.subject_ids
    view = ask(office, B, "credit_repair", record_id=office.record_id())
    assert [(each.code, each.outcome) for each in view.reasons] == [("SUBJECT_SUCCEEDED", "MANUAL")]


def test_a_renamed_enterprise_keeps_every_name_and_says_which_name_it_has(office: Office) -> None:
    office.import_sample()
    case = office.apply()
    view = change(office, B, SubjectStatus.RENAMED, name="中牟宏运环保科技有限公司")
    assert (view.name, view.other_names, view.status) == (
        "中牟宏运环保科技有限公司",
        ("中牟宏运渣土清运有限公司",),
        "ACTIVE",
    )
    assert change(office, B, SubjectStatus.RENAMED, name="中牟宏运环保科技有限公司") == view
    with pytest.raises(InvalidError):
        change(office, B, SubjectStatus.RENAMED, name="中牟宏运环保科技有限公司", document_no="另一号")
    with pytest.raises(InvalidError):
        change(office, B, SubjectStatus.SPLIT)
    assert get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools).status == "RUNNING"
    assert ("SUBJECT_RENAMED", None) in told(office)
    office.work()
    assert {code for code, _ in told(office)} >= {"CASE_SUBJECT_CHANGED", "SUBJECT_RENAMED"}


def test_an_entry_that_rests_on_a_revoked_penalty_is_flagged_to_the_credit_office(office: Office) -> None:
    office.import_sample()
    subject_id = next(iter(office.agent().subject_ids))
    enter(office, subject_id, EntryKind.BREACH, breach_kind=BreachKind.NON_PERFORMANCE, based_on=office.record_id())
    assert ask(office, B, "credit_repair", record_id=office.record_id(PENALTY_OF_B)).outcome == "ALLOW"
    appeal(office, AppealResult.REVOKED)
    assert ("ENTRY_LOST_ITS_BASIS", "CREDIT_OFFICE") in told(office)
