"""Every way to every end of the ordinary procedure is taken, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from approval_office import CLEAN, ApprovalOffice
from flow_walks import WalkedOffice
from inlet_acts import change

from workflow_app.domain.commands.cases import ExtendCase, WithdrawCase
from workflow_app.domain.inlets import SubjectStatus
from workflow_app.domain.time import local_date
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

GAPS = {"acceptance": "CORRECT", "gaps": ["DISPOSAL_PLAN"], "gap_disposal_plan": "没有写明外运时段。"}
REVIEWED = {"review_opinion": "AGREE", "review_findings": "材料齐全，方案可行。"}
SPECIAL = {"review_opinion": "SPECIAL", "special_kind": "EXPERTS", "special_reason": "运输路线的专家评审，约十日。"}
REFUSE = {"decision": "REFUSE", "decision_reason": "消纳场已满。"}
RETURN = {"decision": "RETURN", "return_reason": "请核实车辆数量。"}


class OrdinaryOffice(WalkedOffice, ApprovalOffice):
    """An office whose cases of the ordinary procedure are followed."""

    def submitted(self) -> CaseView:
        return self.hand_in(self.begin("ordinary_approval"))

    def reviewed(self) -> CaseView:
        case = self.complete(self.submitted(), "intake", acceptance="ACCEPT")
        return self.complete(case, "first_reviewer", **REVIEWED)

    def seen(self, case: CaseView, who: str = "first_reviewer") -> CaseView:
        return get_case(case.id, actor=self.people[who], tools=self.tools)

    def later(self, case: CaseView, days: int) -> CaseView:
        self.reach(self.clock.now() + timedelta(days=days))
        return self.seen(case)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[OrdinaryOffice]:
    place = OrdinaryOffice.with_sample(database_url, tmp_path)
    place.follow("ordinary_approval")
    yield place
    place.close()


def test_every_flow_is_passed_and_every_end_is_reached(office: OrdinaryOffice) -> None:
    assert ends_before_acceptance(office) == ["NOT_ACCEPTED", "WITHDRAWN", "LAPSED"]
    assert granted_after_every_detour(office).state == "GRANTED"
    assert office.complete(office.reviewed(), "decider", **REFUSE).state == "REFUSED"
    assert gone_after_silence(office).state == "TERMINATED"
    assert office.walk.left_out() == ([], [])
    assert verify(office.tools) == ()


def ends_before_acceptance(office: OrdinaryOffice) -> list[str]:
    case = office.complete(office.submitted(), "intake", acceptance="REJECT", acceptance_reason="不属于本机关职权。")
    states = [case.state]
    case = office.submitted()
    withdraw_case(WithdrawCase(case.id, "工程取消"), actor=office.people["applicant"], tools=office.tools)
    office.work()
    states.append(office.seen(case).state)
    case = office.complete(office.submitted(), "intake", **GAPS)
    office.work()
    return [*states, office.later(case, 40).state]


def granted_after_every_detour(office: OrdinaryOffice) -> CaseView:
    case = office.complete(office.submitted(), "intake", **GAPS)
    office.work()
    case = office.seen(case, "applicant")
    case = office.complete(case, "applicant", **office.papers(case))
    case = office.complete(case, "intake", acceptance="ACCEPT")
    command = ExtendCase(case.id, "需组织专家评审运输路线。")
    extend_case(command, actor=office.people["decider"], tools=office.tools)
    office.work()
    case = office.complete(office.seen(case), "first_reviewer", **SPECIAL)
    done_on = local_date(office.clock.now()).isoformat()
    case = office.complete(case, "first_reviewer", special_result="同意。", special_done_on=done_on)
    case = office.complete(case, "first_reviewer", **REVIEWED)
    case = office.complete(case, "decider", **RETURN)
    case = office.complete(case, "first_reviewer", **REVIEWED)
    return office.complete(case, "decider", decision="GRANT")


def gone_after_silence(office: OrdinaryOffice) -> CaseView:
    case = office.later(office.submitted(), 16)
    assert case.state == "IN_REVIEW"
    change(office, CLEAN, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=2)
    return office.seen(case)


def test_the_measure_names_what_no_case_has_passed(office: OrdinaryOffice) -> None:
    office.complete(office.reviewed(), "decider", **REFUSE)
    flows, ends = office.walk.left_out()
    assert "application_granted_to_issue_grant" in flows
    assert "application_granted_to_issue_refusal" not in flows
    assert "granted" in ends
    assert "refused" not in ends
