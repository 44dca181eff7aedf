"""Every way to every end of the procedure of a breach is taken, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flow_walks import WalkedOffice
from inlet_acts import change
from office import B
from pledge_office import PledgeOffice

from workflow_app.domain.inlets import SubjectStatus
from workflow_app.services.audit_verify import verify
from workflow_app.services.views import CaseView

DOCUMENT = {"document_no": "牟城管罚决字〔2026〕第201号", "document_on": "2026-09-04"}
MENDED = {"rectification_findings": "复查合格。"}


class BreachOffice(WalkedOffice, PledgeOffice):
    """An office whose cases of a breach are followed."""

    def heard(self) -> CaseView:
        return self.serve(self.allege(self.published()), "T15_NOTICE")

    def proposed(self, case: CaseView, proposal: str, **more: object) -> CaseView:
        found = {"proposal": proposal, "proposal_findings": "两辆车未密闭。", **more}
        return self.complete(case, "credit_office_2", **found)

    def agreed(self, case: CaseView, proposal: str, **more: object) -> CaseView:
        return self.complete(self.proposed(case, proposal, **more), "decider", confirmation="AGREE")

    def ordered(self, case: CaseView) -> CaseView:
        return self.serve(self.agreed(case, "RECTIFY", rectify_what="加装密闭装置。"), "T13_RECTIFY")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[BreachOffice]:
    made = BreachOffice.staffed(database_url, tmp_path)
    made.follow("pledge_breach")
    yield made
    made.close()


def test_every_flow_is_passed_and_every_end_is_reached(office: BreachOffice) -> None:
    assert confirmed_after_silence_and_a_return(office).state == "BREACH_CONFIRMED"
    assert office.agreed(replied(office), "CLEAR").state == "BREACH_CLEARED"
    assert put_right(office).state == "RECTIFIED"
    assert gone_though_an_order_had_passed(office).state == "TERMINATED"
    assert office.walk.left_out() == ([], [])
    assert verify(office.tools) == ()


def replied(office: BreachOffice) -> CaseView:
    return office.complete(office.heard(), "applicant_b", reply="ADMIT")


def confirmed_after_silence_and_a_return(office: BreachOffice) -> CaseView:
    case = office.heard()
    office.pass_time(days=10)
    case = office.proposed(office.seen(case), "CLEAR")
    case = office.complete(case, "decider", confirmation="RETURN", confirmation_reason="请补充车辆牌号。")
    return office.serve(office.agreed(case, "CONFIRM", **DOCUMENT), "T15_DECISION")


def put_right(office: BreachOffice) -> CaseView:
    case = office.complete(office.ordered(replied(office)), "applicant_b", rectification_done="已全部加装。")
    return office.complete(case, "credit_office", rectification="DONE", **MENDED)


def gone_though_an_order_had_passed(office: BreachOffice) -> CaseView:
    case = office.ordered(replied(office))
    office.pass_time(days=40)
    case = office.complete(office.seen(case), "credit_office", rectification="NOT_DONE", **MENDED)
    assert case.state == "PROPOSAL"
    change(office, B, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=2)
    return office.seen(case)
