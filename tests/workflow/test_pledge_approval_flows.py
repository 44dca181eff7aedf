"""Every way to every end of approval by pledge is taken, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from approval_office import CLEAN
from flow_walks import WalkedOffice
from inlet_acts import change
from pledge_story import GRANT, EcologyOffice

from workflow_app.domain.commands.cases import SwitchCase, WithdrawCase
from workflow_app.domain.inlets import SubjectStatus
from workflow_app.services.audit_verify import verify
from workflow_app.services.switching import switch_case
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

GAPS = {"acceptance": "CORRECT", "gaps": ["REPORT_FORM"], "gap_report_form": "缺少公开本。"}
REJECT = {"acceptance": "REJECT", "acceptance_reason": "不属于本机关职权。"}
KEEP = {"proposal": "KEEP", "proposal_findings": "经复测，位于允许建设的范围内。"}
REVOKE = {"proposal": "REVOKE", "proposal_findings": "废气治理设施未建成。"}


class PledgedOffice(WalkedOffice, EcologyOffice):
    """An office of the environment whose approvals by pledge are followed."""

    def pledged(self) -> CaseView:
        return self.pledge(self.apply_by_pledge())

    def accepted(self) -> CaseView:
        return self.complete(self.pledged(), "eco_intake", acceptance="ACCEPT")

    def later(self, case: CaseView, days: int) -> CaseView:
        self.reach(self.clock.now() + timedelta(days=days))
        return self.seen(case)

    def served(self, case: CaseView, who: str = "eco_verifier") -> CaseView:
        self.work()
        return self.seen(case, who)

    def decided(self, case: CaseView, confirmation: str, **proposed: str) -> CaseView:
        case = self.complete(case, "eco_reviewer", **proposed)
        reason = {"confirmation_reason": "请附复测报告。"} if confirmation == "RETURN" else {}
        return self.complete(case, "eco_decider", confirmation=confirmation, **reason)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgedOffice]:
    place = PledgedOffice.ready(database_url, tmp_path)
    place.follow("pledge_approval")
    yield place
    place.close()


def test_every_flow_is_passed_and_every_end_is_reached(office: PledgedOffice) -> None:
    assert ends_before_acceptance(office) == ["NOT_SIGNED", "WITHDRAWN", "NOT_ACCEPTED", "LAPSED"]
    assert ends_before_the_grant(office) == ["WITHDRAWN_TO_ORDINARY", "REFUSED", "UNTRUE"]
    assert true_and_granted_at_once(office).state == "POST_CHECK_PASSED"
    assert put_right(office).state == "RECTIFIED"
    assert not_revoked_after_all(office).state == "REVOCATION_DROPPED"
    assert revoked_and_gone(office) == ["REVOKED", "TERMINATED", "TERMINATED"]
    assert office.walk.left_out() == ([], [])
    assert verify(office.tools) == ()


def ends_before_acceptance(office: PledgedOffice) -> list[str]:
    states = [office.later(office.apply_by_pledge(), 40).state]
    case = office.pledged()
    withdraw_case(WithdrawCase(case.id, "项目取消"), actor=office.people["applicant"], tools=office.tools)
    states.append(office.served(case).state)
    states.append(office.complete(office.pledged(), "eco_intake", **REJECT).state)
    case = office.served(office.complete(office.pledged(), "eco_intake", **GAPS))
    return [*states, office.later(case, 40).state]


def ends_before_the_grant(office: PledgedOffice) -> list[str]:
    case = office.accepted()
    switch_case(SwitchCase(case.id, "改走一般程序"), actor=office.people["applicant"], tools=office.tools)
    states = [office.served(case).state]
    case = office.served(office.complete(office.pledged(), "eco_intake", **GAPS), "applicant")
    case = office.complete(case, "applicant", **office.papers(case))
    case = office.complete(case, "eco_intake", acceptance="ACCEPT")
    states.append(office.complete(case, "eco_decider", decision="REFUSE", decision_reason="总量指标不足。").state)
    case = office.later(office.pledged(), 12)
    ended = {"decision": "UNTRUE", "decision_reason": "选址位于水源保护区。"}
    return [*states, office.complete(case, "eco_decider", **ended).state]


def true_and_granted_at_once(office: PledgedOffice) -> CaseView:
    """Have the service decide, which a matter allows that names the post that answers for it."""
    case = office.pledge(office.apply_by_pledge(matter="DISCHARGE_PERMIT"))
    assert case.state == "POST_CHECK_PENDING"
    return office.checks(case, "PASSED")


def put_right(office: PledgedOffice) -> CaseView:
    case = office.served(office.checks(office.granted(), "RECTIFY", emission_limits="NOT_FULFILLED"))
    case = office.complete(case, "applicant", rectification_done="已更换滤袋，达标。")
    return office.complete(case, "eco_verifier", rectification="DONE", rectification_findings="达标。")


def not_revoked_after_all(office: PledgedOffice) -> CaseView:
    case = office.served(office.checks(office.granted(), "REVOKE", place_allowed="FALSE"))
    case = office.complete(case, "applicant", reply="ADMIT")
    return office.decided(office.decided(case, "RETURN", **KEEP), "AGREE", **KEEP)


def revoked_and_gone(office: PledgedOffice) -> list[str]:
    """Revoke one permit; then the enterprise is gone before another decision, and before the check of a third."""
    case = office.served(office.checks(office.granted(), "RECTIFY", treatment_built="FALSE"))
    case = office.later(case, 30)
    case = office.complete(case, "eco_verifier", rectification="NOT_DONE", rectification_findings="仍未建成。")
    case = office.later(office.served(case), 20)
    waiting, checked = office.accepted(), office.complete(office.accepted(), "eco_decider", **GRANT)
    case = office.served(office.decided(case, "AGREE", **REVOKE))
    change(office, CLEAN, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=2)
    return [case.state, office.seen(waiting).state, office.seen(checked).state]
