"""Acceptance by the intake: whole at once, once put right, or not at all; clocks count from service (A1, A3, A22)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from corrections import GAPS, ask, supply
from office import Office
from scenario_steps import seen
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.serving import Result, Way
from workflow_app.models import CaseClock, Letter
from workflow_app.services.audit_verify import verify
from workflow_app.services.serving import record_attempt
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    made.clock.instant = datetime(2026, 8, 10, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai
    yield made
    made.close()


def clocks(office: Office, case: CaseView) -> dict[str, tuple[str, date]]:
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(CaseClock).where(CaseClock.case_id == case.id).order_by(CaseClock.id))
        return {row.key: (row.status, row.due_on) for row in rows}


def test_an_application_waits_for_its_acceptance_and_then_for_its_first_review(office: Office) -> None:
    case = office.submit()
    assert (case.state, case.tasks[0].key, case.tasks[0].role) == ("SUBMITTED", "check_materials", "INTAKE")
    assert clocks(office, case) == {
        "repair.accept": ("RUNNING", date(2026, 8, 13)),
        "repair.result": ("RUNNING", date(2026, 8, 24)),
    }
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert (case.state, case.tasks[0].key) == ("FIRST_REVIEW", "review_first")
    assert clocks(office, case)["repair.accept"][0] == "STOPPED"
    whole = seen(office, case)
    assert [letter.kind for letter in whole.letters] == ["T20_ACCEPT"]
    assert "supply_items" not in {step.element for step in whole.steps}, "a detour is shown once a case was there"


def test_items_are_asked_for_once_supplied_and_the_clocks_begin_afresh(office: Office) -> None:
    case = ask(office)
    assert (case.state, case.tasks[0].key) == ("CORRECTION_REQUESTED", "supply_items")
    assert clocks(office, case)["repair.correction"] == ("RUNNING", date(2026, 8, 24))
    assert {clocks(office, case)[key][0] for key in ("repair.accept", "repair.result")} == {"PAUSED"}
    office.pass_time(days=2)
    case = supply(office, case)
    assert (case.state, case.tasks[0].key) == ("SUBMITTED", "check_materials")
    found = clocks(office, case)
    assert found["repair.accept"] == ("RUNNING", date(2026, 8, 17)), "three working days from Wednesday the 12th"
    assert found["repair.result"] == ("RUNNING", date(2026, 8, 26))
    assert found["repair.correction"][0] == "STOPPED"
    asked = get_task(case.tasks[0].id, actor=office.people["intake"], tools=office.tools).form["components"]
    (offered,) = [each["values"] for each in asked if each["key"] == "acceptance"]  # type: ignore[attr-defined] # JSON
    assert [each["value"] for each in offered] == ["ACCEPT", "REJECT"], "what is not open any more is not offered"
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "intake", **GAPS)
    assert [each.field for each in refused.value.errors] == ["/values/acceptance"]
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert case.state == "FIRST_REVIEW"
    assert verify(office.tools) == ()


def test_the_applicant_is_asked_for_the_named_gaps_only_in_the_clerks_words(office: Office) -> None:
    case = ask(office)
    detail = get_task(case.tasks[0].id, actor=office.agent(), tools=office.tools)
    asked = {each["key"]: each.get("description") for each in detail.form["components"] if "key" in each}
    assert asked["fix_receipt"] == GAPS["gap_receipt"]
    assert asked["fix_other"] == GAPS["gap_other"]
    assert "fix_t16" not in asked
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "applicant_b", fix_other="只有说明")
    assert [(each.field, each.code) for each in refused.value.errors] == [("/values/fix_receipt", "REQUIRED")]
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "applicant_b", fix_t16="x")
    assert ("/values/fix_t16", "UNKNOWN_FIELD") in [(each.field, each.code) for each in refused.value.errors]
    with office.tools.database.read() as unit:
        data = unit.session.scalars(select(Letter.data).where(Letter.kind == "T08_CORRECT")).one()
    assert data["table"]["rows"] == [
        ["1", "缴款凭证", GAPS["gap_receipt"]],
        ["2", "其他材料或者说明", GAPS["gap_other"]],
    ]


def test_what_is_not_supplied_in_time_lapses_and_may_be_filed_again(office: Office) -> None:
    case = ask(office)
    office.clock.instant = datetime(2026, 8, 24, 15, 59, tzinfo=UTC)
    office.work()
    assert seen(office, case).state == "CORRECTION_REQUESTED", "the 24th is the last day"
    office.pass_time(minutes=1)
    case = seen(office, case)
    assert (case.status, case.state) == ("ENDED", "LAPSED")
    assert "T20_LAPSE" in [letter.kind for letter in case.letters]
    assert office.open().status == "DRAFT"


def test_the_time_to_supply_begins_when_the_notice_is_served_by_hand(office: Office) -> None:
    case = ask(office, electronic_service_consent=False)
    assert (case.state, case.tasks) == ("CORRECTION_REQUESTED", ())
    assert "repair.correction" not in clocks(office, case)
    assert clocks(office, case)["repair.accept"][0] == "RUNNING", "nothing stands still before the notice is served"
    office.pass_time(days=3)
    command = RecordAttempt(case.letters[0].id, Way.POST, Result.SERVED, date(2026, 8, 12), receiver="王建军")
    record_attempt(command, actor=office.people["clerk_of_office"], tools=office.tools)
    office.work()
    case = seen(office, case)
    assert case.tasks[0].key == "supply_items"
    assert clocks(office, case)["repair.correction"] == ("RUNNING", date(2026, 8, 26)), "from Wednesday, not Thursday"


def test_what_cannot_be_put_right_is_not_accepted_with_reasons(office: Office) -> None:
    case = office.submit()
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "intake", acceptance="REJECT")
    assert [(each.field, each.code) for each in refused.value.errors] == [("/values/acceptance_reason", "REQUIRED")]
    case = office.complete(
        case, "intake", acceptance="REJECT", acceptance_reason="处罚不由本机关作出，请向作出机关申请。"
    )
    assert (case.status, case.state) == ("ENDED", "NOT_ACCEPTED")
    assert [letter.kind for letter in seen(office, case).letters] == ["T20_REJECT"]


def test_the_applicant_may_withdraw_while_items_are_asked_for(office: Office) -> None:
    case = ask(office)
    assert case.may_withdraw
