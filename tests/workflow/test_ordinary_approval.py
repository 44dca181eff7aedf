"""The ordinary procedure, by every way to each of its ends: what it asks, who decides, and on which day it is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from approval_office import ApprovalOffice
from sqlalchemy import select

from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.models import Notice
from workflow_app.services.cases import get_case
from workflow_app.services.permits import search_permits
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

REVIEWED = {"review_opinion": "AGREE", "review_findings": "材料齐全，方案可行。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    place = ApprovalOffice.with_sample(database_url, tmp_path)
    yield place
    place.close()


def submitted(office: ApprovalOffice) -> CaseView:
    return office.hand_in(office.begin("ordinary_approval"))


def accepted(office: ApprovalOffice) -> CaseView:
    return office.complete(submitted(office), "intake", acceptance="ACCEPT")


def named_in(office: ApprovalOffice, code: str) -> set[object]:
    """Return the matters that notices of a code name."""
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(Notice).where(Notice.code == code)).all()
        return {(each.facts.get("document_no_zh"), each.facts.get("document_no")) for each in rows}


def told_of_outcome(office: ApprovalOffice) -> set[str]:
    """Return by which codes people are told how a case came out."""
    with office.tools.database.read() as unit:
        codes = unit.session.scalars(select(Notice.code)).all()
    return {
        each
        for each in codes
        if each.startswith("MATTER_") or each in {"CASE_GRANTED", "CASE_REFUSED", "CASE_COMPLETED"}
    }


def reviewed(office: ApprovalOffice) -> CaseView:
    return office.complete(accepted(office), "first_reviewer", **REVIEWED)


def seen(office: ApprovalOffice, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools)


def test_the_application_asks_for_each_material_of_the_edition(office: ApprovalOffice) -> None:
    form = office.form(office.begin("ordinary_approval")).form
    keys = [each["key"] for each in form["components"]]  # type: ignore[index] # a form has a list of them
    assert keys[:7] == [
        "application_content", "material_application", "material_disposal_plan", "material_site_agreement",
        "material_haulage_contract", "material_vehicle_proof", "material_wash_facility",
    ]  # fmt: skip
    with pytest.raises(InvalidError) as refused:
        office.complete(office.begin("ordinary_approval"), "applicant", application_content="外运渣土")
    assert "/values/material_disposal_plan" in {each.field for each in refused.value.errors}


def test_a_granted_application_is_decided_within_the_promised_limit(office: ApprovalOffice) -> None:
    case = submitted(office)
    assert (case.state, case.number) == ("SUBMITTED", "审批-2026-0001")
    assert office.last_day(case, "approval.notice") == date(2026, 10, 12)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert case.state == "IN_REVIEW"
    assert office.last_day(case, "approval.result") == date(2026, 10, 26)
    case = office.complete(case, "first_reviewer", **REVIEWED)
    case = office.complete(case, "decider", decision="GRANT")
    assert (case.state, case.status) == ("GRANTED", "ENDED")
    assert list(office.letters_of(seen(office, case))) == ["T09_ACCEPT", "PERMIT_GRANT", "PERMIT"]
    assert told_of_outcome(office) == {"MATTER_GRANTED"}  # of no record, for none is taken down


def test_decision_and_permit_say_the_same_and_the_permit_is_public_at_once(office: ApprovalOffice) -> None:
    case = office.complete(reviewed(office), "decider", decision="GRANT", permit_conditions="车辆密闭运输。")
    said = {}
    with office.tools.database.read() as unit:
        for letter in unit.letters.of_cases([case.id]):
            said[letter.kind] = "\n".join(letter.data["paragraphs"]).replace("｜", "：")
        permit = unit.permits.of_case(case.id)
        assert permit is not None
    for words in (
        "许可内容：中牟县广惠街项目土方3.2万立方米",
        "许可条件：车辆密闭运输。",
        "有效期：自2026年9月29日至2027年9月28日",
    ):
        assert words in said["PERMIT_GRANT"]
        assert words in said["PERMIT"]
    (found,) = search_permits(FindPermits(matter="CONSTRUCTION_WASTE"), tools=office.tools).items
    assert (found.id, found.number, found.valid_to) == (permit.id, "牟城管许〔2026〕1号", date(2027, 9, 28))


def test_a_refused_one_says_why(office: ApprovalOffice) -> None:
    case = reviewed(office)
    with pytest.raises(InvalidError):
        office.complete(case, "decider", decision="REFUSE")
    case = office.complete(case, "decider", decision="REFUSE", decision_reason="消纳场已满。")
    assert (case.state, case.status) == ("REFUSED", "ENDED")
    assert "PERMIT_REFUSE" in office.letters_of(seen(office, case))
    assert told_of_outcome(office) == {"MATTER_REFUSED"}


def test_who_is_told_nothing_in_five_working_days_is_accepted_as_of_the_day_of_receipt(office: ApprovalOffice) -> None:
    case = submitted(office)
    office.clock.instant = datetime(2026, 10, 13, 0, 1, tzinfo=ZONE)
    office.work()
    case = seen(office, case)
    assert case.state == "IN_REVIEW"
    assert office.last_day(case, "approval.result") == date(2026, 10, 26)
    assert "T09_SILENCE" in office.letters_of(case)


def test_what_is_missing_is_named_once_and_supplied(office: ApprovalOffice) -> None:
    asked = {"acceptance": "CORRECT", "gaps": ["DISPOSAL_PLAN"], "gap_disposal_plan": "没有写明外运时段。"}
    case = office.complete(submitted(office), "intake", **asked)
    office.work()
    case = get_case(case.id, actor=office.people["applicant"], tools=office.tools)
    assert case.state == "CORRECTION_REQUESTED"
    (task,) = case.tasks
    assert task.key == "supply_items"
    case = office.complete(case, "applicant", **office.papers(case))
    assert case.state == "SUBMITTED"
    with pytest.raises((InvalidError, RefusedError)):
        office.complete(case, "intake", **asked)
    assert office.complete(case, "intake", acceptance="ACCEPT").state == "IN_REVIEW"


def test_what_is_never_supplied_is_returned(office: ApprovalOffice) -> None:
    case = office.complete(
        submitted(office), "intake", acceptance="CORRECT", gaps=["OTHER"], gap_other="请说明施工单位。"
    )
    office.work()
    office.pass_time(days=40)
    assert seen(office, case).state == "LAPSED"


def test_what_cannot_be_accepted_is_not(office: ApprovalOffice) -> None:
    case = office.complete(submitted(office), "intake", acceptance="REJECT", acceptance_reason="不属于本机关职权范围。")
    assert (case.state, case.status) == ("NOT_ACCEPTED", "ENDED")


def test_a_special_procedure_lets_the_limit_stand_still(office: ApprovalOffice) -> None:
    special = {"review_opinion": "SPECIAL", "special_kind": "EXPERTS", "special_reason": "运输路线的专家评审，约十日。"}
    case = office.complete(accepted(office), "first_reviewer", **special)
    assert case.state == "SPECIAL_PROCEDURE"
    assert "SPECIAL_PROCEDURE" in office.letters_of(seen(office, case))
    office.clock.instant = datetime(2026, 10, 14, 9, 0, tzinfo=ZONE)
    office.work()
    case = office.complete(seen(office, case), "first_reviewer", special_result="同意。", special_done_on="2026-10-13")
    assert case.state == "IN_REVIEW"
    assert office.last_day(case, "approval.result") == date(2026, 11, 3)
    case = office.complete(case, "first_reviewer", **REVIEWED)
    assert case.state == "DECISION"


def test_the_decider_returns_it_once_to_who_reviewed_it(office: ApprovalOffice) -> None:
    back = {"decision": "RETURN", "return_reason": "请核实车辆数量。"}
    case = office.complete(reviewed(office), "decider", **back)
    (task,) = case.tasks
    assert (case.state, task.key) == ("RETURNED_TO_REVIEW", "review_again")
    with office.tools.database.read() as unit:
        assert unit.tasks.get(task.id)[0].assignee_id == office.people["first_reviewer"].id
    case = office.complete(case, "first_reviewer", **REVIEWED)
    with pytest.raises((InvalidError, RefusedError)):
        office.complete(case, "decider", **back)


def test_the_applicant_withdraws_and_the_case_ends(office: ApprovalOffice) -> None:
    case = accepted(office)
    withdraw_case(WithdrawCase(case.id, "工程取消"), actor=office.people["applicant"], tools=office.tools)
    assert seen(office, case).state == "WITHDRAWN"


def test_what_is_told_of_an_application_names_its_matter(office: ApprovalOffice) -> None:
    submitted(office)
    assert named_in(office, "APPLICATION_RECEIVED") == {("建筑垃圾处置核准", None)}
    office.begin("ordinary_approval")
    for day in (27, 5):
        office.work()
        office.clock.instant += timedelta(days=day)
    office.work()
    for code in ("DRAFT_ENDS", "DRAFT_OVER"):
        assert named_in(office, code) == {("建筑垃圾处置核准", None)}, code
