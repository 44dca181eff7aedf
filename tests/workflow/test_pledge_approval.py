"""Approval by pledge, by every way to each of its ends; S01 to S06 with their days (rule 2.2)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from approval_office import CLEAN
from pledge_story import ECOLOGY, EIA, GRANT, SIGNED_ON, EcologyOffice

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import SwitchCase
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, RefusedError
from workflow_app.services.permits import search_permits
from workflow_app.services.pledges import get_pledge
from workflow_app.services.switching import switch_case
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[EcologyOffice]:
    place = EcologyOffice.ready(database_url, tmp_path)
    yield place
    place.close()


def test_s01_granted_on_the_day_of_the_pledge_public_and_checked_within_two_months(
    office: EcologyOffice,
) -> None:
    case = office.apply_by_pledge()
    assert (case.state, case.number) == ("NOTIFIED", "承诺-2026-0001")
    assert "T03_NOTICE" in office.kinds_of(case)
    case = office.pledge(case)
    assert (case.state, office.pledge_row(case).status) == ("PLEDGED", "SIGNED")
    case = office.complete(case, "eco_intake", acceptance="ACCEPT")
    case = office.complete(case, "eco_decider", **GRANT)
    assert case.state == "POST_CHECK_PENDING"
    assert office.last_day(case, "commitment.post_check") == date(2026, 9, 1)
    permit = office.permit(case)
    assert (permit.granted_by_pledge, permit.post_check, permit.decided_on) == (True, "PENDING", date(2026, 7, 1))
    (report,) = office.reports(case)
    assert report.due_on == date(2026, 7, 8)
    pledge = office.pledge_row(case)
    assert (pledge.status, pledge.published_at is not None) == ("IN_FULFILMENT", True)
    shown = get_pledge(pledge.id, tools=office.tools)
    assert next(each.text_zh for each in shown.items).startswith("我单位已认真阅读告知书")
    assert [each.due_on for each in shown.promised] == [date(2026, 9, 1)] * 3


def test_at_once_is_by_the_end_of_the_next_office_period(office: EcologyOffice) -> None:
    for day, hour, last in ((1, 10, date(2026, 7, 1)), (1, 15, date(2026, 7, 2)), (3, 20, date(2026, 7, 6))):
        office.clock.instant = SIGNED_ON.replace(day=day, hour=hour)
        case = office.complete(office.pledge(office.apply_by_pledge()), "eco_intake", acceptance="ACCEPT")
        assert office.last_day(case, "commitment.decide") == last, (day, hour)
        assert case.tasks[0].due_on == last, "the office's own limit never lies past the legal one"


def test_the_letters_say_that_it_is_decided_at_once_and_rests_on_the_pledge(office: EcologyOffice) -> None:
    office.clock.instant = SIGNED_ON.replace(hour=15)
    case = office.complete(office.pledge(office.apply_by_pledge()), "eco_intake", acceptance="ACCEPT")
    assert office.last_day(case, "commitment.decide") == date(2026, 7, 2)
    said = office.words_of(case, "T09_ACCEPT")
    assert "本机关即时决定，于2026年7月2日前作出决定（下一办公时段结束前，含当日）" in said
    assert "承诺办结时限" not in said
    office.complete(case, "eco_decider", **GRANT)
    said = office.words_of(case, "PERMIT_GRANT")
    assert "你单位已书面承诺符合法定条件、标准。" in said
    assert "自作出之日起2个月内进行核查" in said
    assert "经审查" not in said


def test_silence_accepts_as_of_the_receipt_and_it_is_decided_at_once_from_then_on(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    office.at(2026, 7, 9)
    case = office.seen(case, "eco_decider")
    assert case.state == "ACCEPTED"
    assert {each.element: each.status for each in case.steps}["check_materials"] == "skipped", (
        "nobody comes there again"
    )
    assert office.last_day(case, "commitment.decide") == date(2026, 7, 9)
    said = office.words_of(case, "T09_SILENCE")
    for words in ("应当于2026年7月8日前", "责任岗位：环评处", "自2026年7月1日起即为受理", "于2026年7月9日前作出决定"):
        assert words in said


def test_a_true_pledge_is_fulfilled_and_the_case_ends(office: EcologyOffice) -> None:
    case = office.granted()
    office.at(2026, 8, 20)
    case = office.checks(case, "PASSED")
    assert (case.state, case.status) == ("POST_CHECK_PASSED", "ENDED")
    assert (office.pledge_row(case).status, office.permit(case).post_check) == ("FULFILLED", "PASSED")
    assert "核查结论：承诺属实" in office.words_of(case, "T12_RECORD")
    assert "本机关于2026年8月20日进行现场核查" in office.words_of(case, "T12_RECORD")


def revoked(office: EcologyOffice) -> CaseView:
    """Bring a case to its revocation as S02 does."""
    case = office.granted()
    office.at(2026, 8, 20)
    case = office.checks(case, "RECTIFY", treatment_built="FALSE")
    office.work()
    assert office.seen(case).state == "RECTIFYING"
    assert office.last_day(office.seen(case), "commitment.rectify") == date(2026, 9, 10)
    office.at(2026, 9, 11)
    case = office.complete(
        office.seen(case), "eco_verifier", rectification="NOT_DONE", rectification_findings="仍未建成。"
    )
    office.work()
    assert office.seen(case).state == "AWAITING_REPLY"
    notice = office.words_of(case, "T14_NOTICE")
    for words in (
        "责令整改后逾期未完成",
        "本机关2026年8月20日进行现场核查（核查人员：核查一组）形成的承诺核查记录（郑环承核〔2026〕1号）",
        "责令限期整改通知书（郑环违诺改〔2026〕1号）和到期后的整改核查情况：仍未建成。",
    ):
        assert words in notice
    assert office.last_day(office.seen(case), "commitment.reply") == date(2026, 9, 18)
    office.at(2026, 9, 19)
    proposed = {"proposal": "REVOKE", "proposal_findings": "承诺的废气治理设施未建成。"}
    case = office.complete(office.seen(case), "eco_reviewer", **proposed)
    case = office.complete(case, "eco_decider", confirmation="AGREE")
    office.work()
    return office.seen(case)


def test_s02_a_false_pledge_is_revoked_after_notice_and_by_two_people_and_goes_on_record(
    office: EcologyOffice,
) -> None:
    case = revoked(office)
    assert (case.state, case.status) == ("REVOKED", "ENDED")
    permit, breach = office.permit(case), office.breach(case)
    assert (permit.status, permit.post_check) == ("REVOKED", "FAILED")
    assert breach is not None
    assert (breach.kind, breach.status, breach.record_id is not None) == ("FALSE_PLEDGE", "CONFIRMED", True)
    assert breach.document_no == breach.decision_no
    assert office.pledge_row(case).status == "BREACH_CONFIRMED"
    assert [each.act for each in office.reports(case)] == ["GRANT", "END"]
    for words in (
        "承诺核查记录（郑环承核〔2026〕1号）、责令限期整改通知书",
        "修复途径",
        "经告知，你单位在期限内未提出陈述申辩",
    ):
        assert words in office.words_of(case, "T14_DECISION")
    (found,) = search_permits(FindPermits(matter=EIA), tools=office.tools).items
    assert found.standing == "REVOKED"


def test_s03_a_check_that_comes_late_is_the_fault_of_the_office(office: EcologyOffice) -> None:
    case = office.granted()
    office.at(2026, 9, 1, hour=23)
    assert "CLOCK_DUE_TODAY" in office.told(case, Role.SECTION_HEAD)
    assert "CLOCK_OVERDUE" not in office.told(case, Role.SUPERVISOR)
    office.at(2026, 9, 2)
    assert "CLOCK_OVERDUE" in office.told(case, Role.SUPERVISOR)
    office.at(2026, 9, 4)
    assert office.pledge_row(case).status == "IN_FULFILMENT"
    assert office.breach(case) is None
    assert office.checks(office.seen(case), "PASSED").state == "POST_CHECK_PASSED"


def test_s04_the_pledge_is_taken_back_before_the_decision(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    case = office.complete(case, "eco_intake", acceptance="ACCEPT")
    other = switch_case(SwitchCase(case.id, "改走一般程序"), actor=office.people["applicant"], tools=office.tools)
    ended = office.seen(case)
    assert (ended.state, ended.status) == ("WITHDRAWN_TO_ORDINARY", "ENDED")
    pledge = office.pledge_row(case)
    assert (pledge.status, pledge.published_at) == ("WITHDRAWN", None)
    assert (other.process, other.state, other.answers_from) == ("ordinary_approval", "DRAFT", case.number)
    given = office.form(other).values
    assert given["application_content"] == "年产二万吨再生骨料项目，位于产业集聚区。"
    assert given["material_report_form"]
    keys = [each["key"] for each in office.form(other).form["components"]]  # type: ignore[index] # a form has a list of them
    assert "material_treatment_design" in keys, "what the pledge stood for is asked for now"
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        switch_case(SwitchCase(case.id, "再次"), actor=office.people["applicant"], tools=office.tools)


def test_s05_an_excluded_field_is_denied_with_its_name(office: EcologyOffice) -> None:
    with pytest.raises(RefusedError) as refused:
        office.begin("pledge_approval", matter="GAS_SAFETY_PERMIT", authority="ZM_URBAN")
    assert (refused.value.code, refused.value.values["field"]) == ("EXCLUDED_FIELD", "PUBLIC_SAFETY")


def test_s06_after_a_false_pledge_the_next_one_is_denied(office: EcologyOffice) -> None:
    revoked(office)
    with pytest.raises(RefusedError) as refused:
        office.begin("pledge_approval", matter=EIA, authority=ECOLOGY, uscc=CLEAN)
    assert refused.value.code == "FALSE_PLEDGE"
    assert refused.value.values["document_no"] == "郑环撤决〔2026〕1号"


def test_s06_after_the_repair_of_the_breach_the_next_one_is_allowed(office: EcologyOffice) -> None:
    case = revoked(office)
    breach = office.breach(case)
    assert breach is not None
    office.at(2026, 12, 20)
    repair = office.repair_of_breach(str(breach.record_id))
    assert (repair.state, office.pledge_row(case).status) == ("SYNCING", "REPAIRED"), "one site is asked by hand"
    assert "改正违背承诺的情形" in office.words_of(repair, "T22_GRANT")
    again = office.begin("pledge_approval", matter=EIA, authority=ECOLOGY)
    assert again.state == "DRAFT", "the gate lets it through"


def test_what_is_put_right_in_time_lets_the_permit_stand(office: EcologyOffice) -> None:
    case = office.checks(office.granted(), "RECTIFY", emission_limits="NOT_FULFILLED")
    office.work()
    done = {"rectification_done": "已更换滤袋，达标。"}
    case = office.complete(office.seen(case), "applicant", **done)
    case = office.complete(case, "eco_verifier", rectification="DONE", rectification_findings="达标。")
    assert (case.state, office.permit(case).status, office.permit(case).post_check) == (
        "RECTIFIED",
        "VALID",
        "RECTIFIED",
    )
    assert office.pledge_row(case).status == "RECTIFIED"


def test_a_grave_one_goes_to_revocation_at_once_and_good_reasons_drop_it(office: EcologyOffice) -> None:
    case = office.checks(office.granted(), "REVOKE", place_allowed="FALSE")
    office.work()
    case = office.complete(office.seen(case), "applicant", reply="HEARING", reply_reason="厂界坐标测量有误。")
    proposed = {"proposal": "KEEP", "proposal_findings": "经复测，厂界位于允许建设的管控单元内。"}
    with pytest.raises(InvalidError) as asked:
        office.complete(case, "eco_reviewer", **proposed)
    assert "/values/heard_on" in {each.field for each in asked.value.errors}
    heard = {"heard_on": "2026-07-01", "hearing_result": "双方到场，复测无误。"}
    case = office.complete(case, "eco_reviewer", **proposed, **heard)
    with pytest.raises(ForbiddenError):
        office.complete(case, "eco_reviewer", confirmation="AGREE")
    case = office.complete(case, "eco_decider", confirmation="RETURN", confirmation_reason="请附复测报告。")
    case = office.complete(case, "eco_reviewer", **proposed, **heard)
    case = office.complete(case, "eco_decider", confirmation="AGREE")
    assert (case.state, office.permit(case).status) == ("REVOCATION_DROPPED", "VALID")
    assert office.pledge_row(case).status == "FULFILLED"
    assert "T14_KEPT" in office.kinds_of(case)


def test_findings_and_result_say_the_same(office: EcologyOffice) -> None:
    case = office.granted()
    with pytest.raises(InvalidError) as refused:
        office.checks(case, "PASSED", treatment_built="FALSE")
    assert [each.code for each in refused.value.errors] == ["CHECK_CONTRADICTS"]
    with pytest.raises(InvalidError):
        office.checks(case, "RECTIFY")


def test_refused_not_accepted_lapsed_and_never_signed_leave_no_pledge_in_force(office: EcologyOffice) -> None:
    case = office.complete(office.pledge(office.apply_by_pledge()), "eco_intake", acceptance="ACCEPT")
    case = office.complete(case, "eco_decider", decision="REFUSE", decision_reason="总量指标不足。")
    assert (case.state, office.pledge_row(case).status) == ("REFUSED", "WITHDRAWN")
    case = office.pledge(office.apply_by_pledge())
    case = office.complete(case, "eco_intake", acceptance="REJECT", acceptance_reason="不属于本机关职权。")
    assert (case.state, office.pledge_row(case).status) == ("NOT_ACCEPTED", "WITHDRAWN")
    late = office.pledge(office.apply_by_pledge())
    late = office.complete(
        late, "eco_intake", acceptance="CORRECT", gaps=["REPORT_FORM"], gap_report_form="缺少公开本。"
    )
    unsigned = office.apply_by_pledge()
    office.work()
    office.at(2026, 7, 31)
    assert office.seen(late).state == "LAPSED"
    assert office.pledge_row(late).status == "WITHDRAWN"
    assert office.seen(unsigned).state == "NOT_SIGNED"


def test_what_is_missing_is_asked_for_once_of_what_the_pledge_does_not_stand_for(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    with pytest.raises(InvalidError):
        office.complete(case, "eco_intake", acceptance="CORRECT", gaps=["TREATMENT_DESIGN"])
    asked = {"acceptance": "CORRECT", "gaps": ["REPORT_FORM"], "gap_report_form": "缺少公开本。"}
    case = office.complete(case, "eco_intake", **asked)
    office.work()
    case = office.seen(case, "applicant")
    case = office.complete(case, "applicant", **office.papers(case))
    assert office.complete(case, "eco_intake", acceptance="ACCEPT").state == "ACCEPTED"


def test_who_is_told_nothing_in_five_working_days_is_accepted(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    office.at(2026, 7, 9)
    assert office.seen(case).state == "ACCEPTED"
    assert "T09_SILENCE" in office.kinds_of(case)
