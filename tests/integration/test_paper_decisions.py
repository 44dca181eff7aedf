"""A sheet signed by hand is the decision: its signer decides, a clerk enters it, and the signer may object."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import PDF, Office
from repair_detours import REFUSE

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.approval_sheets import Decision, RegisterSheet
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.paper_decisions import decision_to_enter, dispute_sheet, enter_decision
from workflow_app.services.signed_sheets import list_signed_sheets
from workflow_app.services.views import CaseView

AGREED = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
GRANT = {"decision": "GRANT"}
CLERK = "clerk_of_office"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("head", Role.SECTION_HEAD)
    if CLERK not in made.people:
        made.hire(CLERK, Role.CLERK_OF_OFFICE)
    yield made
    made.close()


def due(office: Office) -> CaseView:
    """Bring a case to where it is decided."""
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    return office.complete(case, "second_reviewer", second_opinion="AGREE")


def asked(office: Office, case: CaseView, **changed: object) -> RegisterSheet:
    (task,) = case.tasks
    said: dict[str, object] = {
        "case_id": case.id,
        "number": str(case.number),
        "signer_id": office.people["decider"].id,
        "signed_on": office.clock.now().date(),
        "proof": Proof("审批表.pdf", "application/pdf", io.BytesIO(PDF)),
        "decision": Decision(task.id, None, GRANT, compared=True),
    }
    return RegisterSheet(**(said | changed))  # type: ignore[arg-type] # of a test


def enter(office: Office, case: CaseView, *, who: str = CLERK, **changed: object) -> str:
    return enter_decision(asked(office, case, **changed), actor=office.people[who], tools=office.tools)


def now(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.people["decider"], tools=office.tools)


def codes(office: Office, who: str) -> list[str]:
    with office.tools.database.read() as unit:
        return [row.code for row, _read in unit.notices.list_for(office.people[who])]


def test_the_signer_decides_and_the_clerk_only_enters_it(office: Office) -> None:
    case = due(office)
    sheet_id = enter(office, case)
    assert now(office, case).state == "SYNCING"
    with office.tools.database.read() as unit:
        (task,) = [each for each in unit.tasks.of_case(case.id) if each.element == "decide_repair"]
    assert (task.status, task.completed_by) == ("DONE", office.people["decider"].id)
    (sheet,) = list_signed_sheets(case.id, actor=office.people["decider"], tools=office.tools).sheets
    assert (sheet.id, sheet.signer, sheet.entered_by, sheet.is_decision) == (sheet_id, "decider", CLERK, True)
    told = {each.action: each for each in case_history(case.id, actor=office.people["head"], tools=office.tools)}
    assert told["case.sheet_decided"].actor_name == CLERK
    assert told["case.sheet_decided"].data["signer"] == "decider"
    assert "DECIDED_ON_PAPER" in codes(office, "decider")
    assert verify(office.tools) == ()
    seen = [each.action for each in case_history(case.id, actor=office.agent(), tools=office.tools)]
    assert "case.sheet_decided" not in seen


def test_a_refusal_needs_its_reason_on_paper_too_and_nothing_is_kept_of_a_wrong_entry(office: Office) -> None:
    case = due(office)
    (task,) = case.tasks
    bare = Decision(task.id, None, {"decision": "REFUSE"}, compared=True)
    with pytest.raises(InvalidError) as refused:
        enter(office, case, decision=bare)
    assert "/values/decision_reason" in [each.field for each in refused.value.errors]
    assert list_signed_sheets(case.id, actor=office.people[CLERK], tools=office.tools).sheets == ()
    enter(office, case, decision=replace(bare, values=REFUSE))
    assert now(office, case).state == "REFUSED"


@pytest.mark.parametrize("who", ["head", "clerk_of_office"])
def test_who_may_not_decide_cannot_have_signed_the_decision(office: Office, who: str) -> None:
    case = due(office)
    with pytest.raises(InvalidError) as refused:
        enter(office, case, signer_id=office.people[who].id)
    assert [each.field for each in refused.value.errors] == ["/signer_id"]
    assert now(office, case).state == "DECISION"


def test_only_a_clerk_of_the_office_enters_it(office: Office) -> None:
    case = due(office)
    for who in ("first_reviewer", "head", "intake"):
        with pytest.raises(ForbiddenError):
            enter(office, case, who=who)
        assert decision_to_enter(case.id, actor=office.people[who], tools=office.tools) is None
    found = decision_to_enter(case.id, actor=office.people[CLERK], tools=office.tools)
    assert found is not None
    assert [name for _id, name in found.signers] == ["decider"]


def test_what_was_not_compared_or_signed_before_the_step_is_refused(office: Office) -> None:
    first = office.complete(office.apply(), "first_reviewer", **AGREED)
    office.pass_time(days=1)
    case = office.complete(first, "second_reviewer", second_opinion="AGREE")
    (task,) = case.tasks
    with pytest.raises(InvalidError) as refused:
        enter(office, case, decision=Decision(task.id, None, GRANT, compared=False))
    assert [(each.field, each.code) for each in refused.value.errors] == [("/compared", "REQUIRED")]
    with pytest.raises(InvalidError) as refused:
        enter(office, case, signed_on=office.clock.now().date() - timedelta(days=1))
    assert [(each.field, each.code) for each in refused.value.errors] == [("/signed_on", "BEFORE_THE_STEP")]


def test_a_second_entry_finds_no_decision_any_more(office: Office) -> None:
    case = due(office)
    enter(office, case)
    again = Proof("b.pdf", "application/pdf", io.BytesIO(PDF + b"%another\n"))
    with pytest.raises(ConflictError, match="TASK_DONE"):
        enter(office, case, proof=again)


def test_another_task_of_the_case_is_no_decision(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    with pytest.raises(ConflictError, match="SHEET_NO_DECISION"):
        enter(office, case)
    assert decision_to_enter(case.id, actor=office.people[CLERK], tools=office.tools) is None


def test_the_signer_objects_once_and_those_in_charge_are_told(office: Office) -> None:
    case = due(office)
    sheet_id = enter(office, case)
    with pytest.raises(NotFoundError):
        dispute_sheet(sheet_id, "不是我签的", actor=office.people["head"], tools=office.tools)
    with pytest.raises(InvalidError):
        dispute_sheet(sheet_id, "  ", actor=office.people["decider"], tools=office.tools)
    dispute_sheet(sheet_id, "我签的是不予修复。", actor=office.people["decider"], tools=office.tools)
    assert "SHEET_DISPUTED" in codes(office, "head")
    assert "SHEET_DISPUTED" in codes(office, CLERK)
    (sheet,) = list_signed_sheets(case.id, actor=office.people["decider"], tools=office.tools).sheets
    assert (sheet.dispute, sheet.may_dispute) == ("我签的是不予修复。", False)
    with pytest.raises(ConflictError, match="SHEET_DISPUTED"):
        dispute_sheet(sheet_id, "再说一次", actor=office.people["decider"], tools=office.tools)
    last = case_history(case.id, actor=office.people["head"], tools=office.tools)[-1]
    assert (last.action, last.actor_name) == ("case.sheet_disputed", "decider")
