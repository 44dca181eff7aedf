"""Every way to every end of the diagram is taken: no flow is left that no case has passed, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flow_walks import Diagram, Walk
from inlet_acts import appeal, change
from moody_sites import bring_in
from near_limits import assert_in_place
from office import PENALTY_OF_B, B, Office
from publicity_modes import set_parameter, set_publicity
from repair_detours import GAPS, REFUSE, REJECT, RETURN, SENT_BACK, VERIFY, examined, found_on, supply, tell
from scenario_steps import AGREE, open_record, seen

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import ExtendCase, WithdrawCase
from workflow_app.domain.inlets import AppealResult, SubjectStatus
from workflow_app.services.audit_verify import verify
from workflow_app.services.extending import extend_case
from workflow_app.services.incidents import list_incidents, retry_incident
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

ANOTHER = "牟城管罚决字〔2026〕第903号"


class Story:
    """Cases that take one way after another, each step noted."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.walk = Walk(office, Diagram.of("credit_repair"))

    def open(self, document_no: str = PENALTY_OF_B) -> CaseView:
        case = open_record(self.office, document_no)
        self.walk.note(case.id)
        return case

    def do(self, case: CaseView, who: str, **values: object) -> CaseView:
        case = self.office.complete(seen(self.office, case), who, **values)
        self.walk.note(case.id)
        assert_in_place(self.office, case.id)
        return case

    def submit(self, document_no: str = PENALTY_OF_B) -> CaseView:
        case = self.open(document_no)
        return self.do(case, "applicant_b", **self.office.application(case))

    def noted(self, case: CaseView) -> CaseView:
        """Note what the background or a message did."""
        self.walk.note(case.id)
        assert_in_place(self.office, case.id)
        return seen(self.office, case)

    def waited(self, case: CaseView, **span: float) -> CaseView:
        self.office.pass_time(**span)
        return self.noted(case)

    def told(self, case: CaseView, message: str) -> CaseView:
        tell(self.office, case, message)
        return self.noted(case)


@pytest.fixture
def story(database_url: str, tmp_path: Path) -> Iterator[Story]:
    made = Office.with_sample(database_url, tmp_path)
    for name in ("verifier", "verifier_2"):
        made.hire(name, Role.VERIFIER)
    made.hire("complaint_handler", Role.COMPLAINT_HANDLER)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    set_parameter(made.tools, "repair.extend_wd", 20)
    made.clock.instant = datetime(2026, 8, 10, 1, 0, tzinfo=UTC)
    bring_in(made, "B/1", CF_WSH=ANOTHER)
    made.work()
    yield Story(made)
    made.close()


def test_every_flow_is_passed_and_every_end_is_reached(story: Story) -> None:
    assert ends_before_acceptance(story) == ["NOT_ACCEPTED", "WITHDRAWN", "LAPSED"]
    assert refused_after_every_detour(story).state == "REFUSED"
    assert granted_though_a_site_is_late(story).state == "CLOSED"
    assert cut_short(story) == ["MOOT", "TERMINATED"]

    assert story.walk.left_out() == ([], [])
    assert verify(story.office.tools) == ()


def ends_before_acceptance(story: Story) -> list[str]:
    states = [story.do(story.submit(), "intake", **REJECT).state]
    case = story.open()
    withdraw_case(WithdrawCase(case.id, "填错"), actor=story.office.agent(), tools=story.office.tools)
    states.append(story.noted(case).state)
    case = story.do(story.submit(), "intake", **GAPS)
    story.waited(case)
    return [*states, story.waited(case, days=20).state]


def refused_after_every_detour(story: Story) -> CaseView:
    """Ask for items, check on site, return to the first reviewer, publish, examine three objections, and refuse."""
    case = story.waited(story.do(story.submit(), "intake", **GAPS))
    case = supply(story.office, case)
    case = story.do(story.noted(case), "intake", acceptance="ACCEPT")
    command = ExtendCase(case.id, "案情复杂，需向税务机关核实。")
    extend_case(command, actor=story.office.people["decider"], tools=story.office.tools)
    story.noted(case)
    story.do(case, "first_reviewer", **VERIFY)
    story.do(case, "verifier", **found_on(story.office.clock.now().date().isoformat()))
    story.do(case, "verifier_2", verification_confirmed="CONFIRM")
    for who, values in (("first_reviewer", AGREE), ("second_reviewer", RETURN), ("first_reviewer", AGREE)):
        story.do(case, who, **values)
    assert story.do(case, "second_reviewer", second_opinion="AGREE").state == "REPAIR_PUBLICITY"
    story.told(case, "objection_accepted")
    assert story.do(case, "complaint_handler", **examined("REJECTED")).state == "REPAIR_PUBLICITY"
    assert story.waited(case, days=7).state == "DECISION"
    story.told(case, "objection_accepted")
    story.do(case, "complaint_handler", **examined("UPHELD"))
    assert story.do(case, "second_reviewer", second_opinion="AGREE").state == "DECISION"
    return story.do(case, "decider", **REFUSE)


def granted_though_a_site_is_late(story: Story) -> CaseView:
    case = story.do(story.submit(ANOTHER), "intake", acceptance="ACCEPT")
    story.do(case, "first_reviewer", **AGREE)
    story.do(case, "second_reviewer", second_opinion="AGREE")
    story.waited(case, days=7)
    assert story.do(case, "decider", **SENT_BACK).state == "RETURNED_TO_SECOND"
    assert story.do(case, "second_reviewer", second_opinion="AGREE").state == "DECISION"
    story.office.sites.stubborn = True
    story.do(case, "decider", decision="GRANT")
    story.office.work()
    assert story.waited(case, days=12).state == "SYNC_PARTIAL"
    story.office.sites.stubborn = False
    admin = story.office.people["system_admin"]
    for incident in list_incidents(actor=admin, tools=story.office.tools).items:
        retry_incident(incident.id, actor=admin, tools=story.office.tools)
    return story.waited(case, days=2)


def cut_short(story: Story) -> list[str]:
    """Revoke the penalty of one case, and end the enterprise of another."""
    case, third = story.submit(), ANOTHER.replace("903", "904")
    appeal(story.office, AppealResult.REVOKED)
    states = [story.waited(case, minutes=2).state]
    bring_in(story.office, "B/1", CF_WSH=third)
    case = story.submit(third)
    change(story.office, B, SubjectStatus.DEREGISTERED)
    return [*states, story.waited(case, minutes=2).state]


def test_the_measure_names_what_no_case_has_passed(story: Story) -> None:
    story.do(story.submit(), "intake", **REJECT)
    assert story.walk.passed == {
        "repair_opened_to_repair_procedure", "started_to_apply_for_repair",
        "apply_for_repair_to_register_application", "register_application_to_forward_application",
        "forward_application_to_check_materials", "check_materials_to_materials_judged",
        "materials_judged_to_issue_not_accepted", "issue_not_accepted_to_not_accepted",
        "repair_procedure_to_procedure_finished",
    }  # fmt: skip
    assert story.walk.ends == {"not_accepted", "procedure_finished"}
