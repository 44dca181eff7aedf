"""Every path of the credit repair to its end, on both databases, the diagram compiled afresh between steps."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from office import PENALTY_OF_B, Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.incidents import list_incidents, retry_incident
from workflow_app.services.letters import open_letter_pdf, verify_letter
from workflow_app.services.notices import list_notices
from workflow_app.services.records import get_record
from workflow_app.services.withdrawals import withdraw_case

AGREE_FIRST = {"duties": ["FINE_PAID", "RECTIFIED"], "first_opinion": "AGREE"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


def test_a_granted_repair_goes_from_every_site_and_closes(office: Office) -> None:
    case = office.apply()
    assert (case.status, case.state, case.number) == ("RUNNING", "FIRST_REVIEW", "修复-2026-0001")
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    assert case.state == "DECISION"
    case = office.complete(case, "decider", decision="GRANT")
    assert (case.status, case.state, case.tasks) == ("RUNNING", "SYNCING", ())

    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)

    whole = get_case(case.id, actor=office.agent(), tools=office.tools)
    assert (whole.status, whole.state) == ("ENDED", "CLOSED")
    assert {site.site: site.status for site in whole.removals} == {
        "OWN": "VERIFIED", "CREDIT_ZZ": "VERIFIED", "NECIPS": "VERIFIED",
    }  # fmt: skip
    assert set(whole.done_elements) >= {"register_application", "route_chosen", "issue_grant", "closed"}
    assert {step.element: step.status for step in whole.steps} == dict.fromkeys(
        ["apply_for_repair", "check_materials", "review_first", "review_second", "decide_repair", "await_removals"],
        "done",
    )
    (letter,) = [each for each in whole.letters if each.kind == "T22_GRANT"]
    _, pdf = open_letter_pdf(letter.id, actor=office.agent(), tools=office.tools)
    with pdf:
        assert pdf.read(5) == b"%PDF-"
    assert verify_letter(letter.code, tools=office.tools).number == letter.number
    assert verify(office.tools) == ()


def test_a_record_shown_only_on_our_own_site_closes_as_well(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    with office.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            site.active = site.connector == "OWN"
        unit.commit()
    office.import_sample()
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    case = office.complete(case, "decider", decision="GRANT")
    office.work()
    assert get_case(case.id, actor=office.agent(), tools=office.tools).state == "CLOSED"
    office.close()


def test_the_result_is_due_ten_working_days_after_submission(office: Office) -> None:
    case = office.apply()
    (clock,) = [each for each in case.clocks if each.key == "repair.result"]
    assert (clock.key, clock.due_on) == ("repair.result", date(2026, 10, 19))
    assert {"date": "2026-10-01", "why": "HOLIDAY:national_day"} in clock.explanation["skipped"]
    assert case.tasks[0].due_on == date(2026, 10, 8)


def test_a_refused_repair_keeps_the_record_shown(office: Office) -> None:
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    case = office.complete(case, "decider", decision="REFUSE", decision_reason="缴款凭证与处罚决定不符。")
    office.work()
    whole = get_case(case.id, actor=office.agent(), tools=office.tools)
    assert (whole.status, whole.state, whole.removals) == ("ENDED", "REFUSED", ())
    assert [letter.kind for letter in whole.letters] == ["T20_ACCEPT", "T22_REFUSE"]
    office.pass_time(days=1)
    assert office.open().status == "DRAFT"


def test_the_second_reviewer_returns_once_and_then_it_goes_to_the_decider(office: Office) -> None:
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="RETURN", second_reason="凭证属于另一处罚。")
    assert case.state == "RETURNED_TO_FIRST"
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="RETURN", second_reason="仍不一致。")
    assert case.state == "DECISION"


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4])
def test_a_case_can_be_withdrawn_up_to_the_decision(office: Office, steps: int) -> None:
    case = office.open()
    acts = [
        ("applicant_b", office.application(case)),
        ("intake", {"acceptance": "ACCEPT"}),
        ("first_reviewer", AGREE_FIRST),
        ("second_reviewer", {"second_opinion": "AGREE"}),
    ]
    for who, values in acts[:steps]:
        case = office.complete(case, who, **values)
    office.forget_compiled()
    case = withdraw_case(WithdrawCase(case.id, "不再需要"), actor=office.agent(), tools=office.tools)
    assert (case.status, case.state, case.tasks) == ("ENDED", "WITHDRAWN", ())


def test_a_granted_case_cannot_be_withdrawn_any_more(office: Office) -> None:
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    case = office.complete(case, "decider", decision="GRANT")
    with pytest.raises(ForbiddenError, match="TOO_LATE_TO_WITHDRAW"):
        withdraw_case(WithdrawCase(case.id, "不再需要"), actor=office.agent(), tools=office.tools)


def test_s21_a_day_too_early_is_refused_with_the_first_day_and_uses_no_number(office: Office) -> None:
    office.agent()
    office.clock.instant = office.clock.instant.replace(month=8, day=8)
    with pytest.raises(RefusedError, match="REPAIR_TOO_EARLY") as refusal:
        office.open()
    assert refusal.value.values["earliest"] == date(2026, 8, 9)
    office.clock.instant = office.clock.instant.replace(day=10)
    assert office.apply().number == "修复-2026-0001"


def test_the_service_opens_what_the_page_offers_and_nothing_else(office: Office) -> None:
    record = get_record(office.record_id(), actor=office.agent(), tools=office.tools)
    assert record.max_until is not None
    office.clock.instant = datetime.combine(record.max_until, time(23, 59), tzinfo=ZONE)
    assert get_record(record.id, actor=office.agent(), tools=office.tools).reason == "NOW"
    office.clock.instant += timedelta(minutes=1)
    assert get_record(record.id, actor=office.agent(), tools=office.tools).reason == "SHOWN_LONG_ENOUGH"
    with pytest.raises(RefusedError, match="NOT_DISPLAYED") as refusal:
        office.open()
    assert refusal.value.values["until"] == record.max_until
    office.clock.instant -= timedelta(minutes=1)
    assert office.open().status == "DRAFT"


def test_what_was_shown_long_enough_meanwhile_is_not_handed_in_and_uses_no_number(office: Office) -> None:
    case = office.open()
    answers = office.application(case)
    last_day = get_record(office.record_id(), actor=office.agent(), tools=office.tools).max_until
    assert last_day is not None
    office.clock.instant = datetime.combine(last_day, time(23, 59), tzinfo=ZONE) + timedelta(minutes=1)
    with pytest.raises(RefusedError, match="NOT_DISPLAYED") as refusal:
        office.complete(case, "applicant_b", **answers)
    assert refusal.value.values["until"] == last_day
    with office.tools.database.read() as unit:
        kept = unit.cases.get(case.id).case
    assert (kept.status, kept.number) == ("DRAFT", None)
    office.clock.instant -= timedelta(minutes=1)
    assert office.complete(case, "applicant_b", **answers).number == "修复-2027-0001"


def test_s40_the_same_record_has_one_open_case(office: Office) -> None:
    case = office.apply()
    with pytest.raises(ConflictError, match="RECORD_HAS_OPEN_CASE") as refusal:
        office.open()
    assert refusal.value.values["number"] == case.number


def test_s31_the_first_reviewer_cannot_be_the_second_and_the_attempt_is_on_record(office: Office) -> None:
    both = office.hire("both", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
    case = office.apply()
    case = office.complete(case, "both", **AGREE_FIRST)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        office.complete(case, "both", second_opinion="AGREE")
    actions = [entry.action for entry in case_history(case.id, actor=both, tools=office.tools)]
    assert actions[-1] == "task.refused"


def test_a_late_removal_is_escalated_by_its_clock_and_still_closes(office: Office) -> None:
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE_FIRST)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.sites.stubborn = True
    case = office.complete(case, "decider", decision="GRANT")
    office.work()
    office.pass_time(days=12)
    assert get_case(case.id, actor=office.agent(), tools=office.tools).state == "SYNC_PARTIAL"
    told = list_notices(actor=office.hire("head", Role.SECTION_HEAD), tools=office.tools).items
    late = [each for each in told if each.code == "REMOVALS_LATE"]
    assert [(each.case_id, each.facts) for each in late] == [(case.id, {"number": case.number})]
    assert [(each.code, each.facts["what_zh"]) for each in told if each not in late] == [
        ("CLOCK_OVERDUE", "其他网站撤下时限")
    ]
    office.sites.stubborn = False
    admin = office.people["system_admin"]
    for incident in list_incidents(actor=admin, tools=office.tools).items:
        retry_incident(incident.id, actor=admin, tools=office.tools)
    office.pass_time(days=2)
    assert get_case(case.id, actor=office.agent(), tools=office.tools).state == "CLOSED"


def test_answers_of_a_form_are_refused_field_by_field(office: Office) -> None:
    case = office.open()
    values = office.application(case) | {"paid_on": "2026-05-01", "contact_phone": "1", "receipt": case.id}
    with pytest.raises(InvalidError) as refusal:
        office.complete(case, "applicant_b", **values)
    assert {(error.field, error.code) for error in refusal.value.errors} >= {
        ("/values/paid_on", "TOO_EARLY"), ("/values/contact_phone", "PATTERN"),
    }  # fmt: skip


def test_a_receipt_of_another_case_is_refused(office: Office) -> None:
    case = office.open()
    values = office.application(case) | {"receipt": case.id}
    with pytest.raises(InvalidError) as refusal:
        office.complete(case, "applicant_b", **values)
    assert [(error.field, error.code) for error in refusal.value.errors] == [("/values/receipt", "INVALID_DOCUMENT")]


def test_the_record_of_the_story_is_the_one_imported(office: Office) -> None:
    assert office.record_id(PENALTY_OF_B)


def test_a_grant_against_the_review_says_why_and_verifies_the_duties(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", first_opinion="DISAGREE", first_reason="凭证与决定不符。")
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "decider", decision="GRANT")
    assert {each.field for each in refused.value.errors} == {"/values/duties_verified", "/values/grant_reason"}
    verified = {"duties_verified": ["FINE_PAID", "RECTIFIED"], "grant_reason": "经核对银行流水，款项已全部缴清。"}
    assert office.complete(case, "decider", decision="GRANT", **verified).state == "SYNCING"
