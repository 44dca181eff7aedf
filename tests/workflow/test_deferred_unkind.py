"""Unkind users of documents that follow: at once, from two browsers, with a catalogue and rights that change."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from deferral_story import AGREE, CONTRACT, GRANT, VEHICLES, DeferralOffice, at
from matter_drafts import begin
from moments import at_once

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.deferral import SupplyMaterial
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, NotFoundError
from workflow_app.domain.matters import MatterContent, Need
from workflow_app.domain.time import local_date
from workflow_app.models import Authorisation, CaseClockPause, Permit, Pledge
from workflow_app.services.audit_verify import verify
from workflow_app.services.completing import complete_task
from workflow_app.services.supplying import supply_online
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def in_turn(*acts: Callable[[], object]) -> Callable[[], object]:
    """Return an act that is another one for each who calls it."""
    turns = cycle(acts)

    def act() -> object:
        return next(turns)()

    return act


def decided(office: DeferralOffice) -> CompleteTask:
    """Bring a case to its decision, and return what decides it."""
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    (task,) = [each for each in office.seen().tasks if each.key == "decide_application"]
    return CompleteTask(task.id, GRANT)


def edited(office: DeferralOffice, change: Callable[[MatterContent], MatterContent]) -> None:
    """Have the next edition of the matter confirmed; it is in force from the ninth of October."""
    office.hire("writer", Role.CREDIT_OFFICE)
    office.hire("head", Role.SECTION_HEAD)
    draft = begin(office)
    draft.save(change(draft.seen()[0]))
    draft.propose()
    draft.confirm()


def test_withdrawn_while_the_decision_is_made_one_of_the_two_has_its_way(office: DeferralOffice) -> None:
    command = decided(office)
    withdrawal = WithdrawCase(office.case_id, "项目取消")
    outcomes = at_once(
        2,
        in_turn(
            lambda: complete_task(command, actor=office.people["decider"], tools=office.tools),
            lambda: withdraw_case(withdrawal, actor=office.people["applicant_s"], tools=office.tools),
        ),
    )
    (done,) = [each for each in outcomes if isinstance(each, CaseView)]
    (refused,) = [each for each in outcomes if isinstance(each, DomainError)]
    assert refused.code in {"CASE_ENDED", "TASK_DONE", "TASK_CLOSED", "TOO_LATE_TO_WITHDRAW"}
    with office.tools.database.read() as unit:
        permits = unit.session.query(Permit).filter_by(case_id=office.case_id).count()
        pledge = unit.session.query(Pledge).filter_by(case_id=office.case_id).one()
    assert (done.state, permits) in {("GRANTED", 1), ("WITHDRAWN", 0)}
    assert pledge.status == "FULFILLED", "every document was brought, whatever became of the application"
    assert verify(office.tools) == ()


def test_a_decision_on_a_page_that_was_open_when_it_was_withdrawn_decides_nothing(office: DeferralOffice) -> None:
    command = decided(office)
    withdraw_case(WithdrawCase(office.case_id, "项目取消"), actor=office.people["applicant_s"], tools=office.tools)
    with pytest.raises(ConflictError):
        complete_task(command, actor=office.people["decider"], tools=office.tools)
    assert (office.case_row().state, "PERMIT_GRANT" in office.letters()) == ("WITHDRAWN", False)


def test_a_case_keeps_its_edition_while_the_catalogue_changes(office: DeferralOffice) -> None:
    office.accept()
    edited(office, lambda content: replace(content, promised_wd=5, deferral=replace(content.deferral, offered=False)))
    office.at(at(10, 10))
    assert office.days()["da.promised"] == "2026-10-15", "fifteen working days, as on the day of the acceptance"
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    office.do("first_reviewer", **AGREE)
    assert office.do("decider", **GRANT).state == "GRANTED"


def test_a_deferrable_document_that_turns_essential_follows_in_old_cases_and_no_new_one(
    office: DeferralOffice,
) -> None:
    office.accept()
    first = office.case_id

    def essential(content: MatterContent) -> MatterContent:
        turned = (replace(each, need=Need.ESSENTIAL) if each.key == CONTRACT else each for each in content.materials)
        return replace(content, materials=tuple(turned))

    edited(office, essential)
    office.at(at(10, 9, 12))
    office.begin()
    with pytest.raises(InvalidError) as refused:
        office.do("applicant_s", **office.wish(later=(CONTRACT, VEHICLES)))
    assert f"/values/material_{CONTRACT}" in {each.field for each in refused.value.errors}
    office.case_id = first
    office.supply()
    assert office.items()[CONTRACT].status == "ARRIVED"


def test_a_clock_that_is_paused_twice_runs_again_once_both_reasons_have_ended(office: DeferralOffice) -> None:
    office.accept()
    special = {"review_opinion": "SPECIAL", "special_kind": "EXPERTS", "special_reason": "需专家评审路线，十日。"}
    office.do("first_reviewer", **special)
    office.at(at(9, 22))
    done = local_date(office.clock.now()).isoformat()
    office.do("first_reviewer", special_result="评审通过。", special_done_on=done)
    office.do("first_reviewer", **AGREE)
    office.at(at(9, 24))
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    with office.tools.database.read() as unit:
        rows = unit.session.query(CaseClockPause).order_by(CaseClockPause.id).all()
        (clock,) = [each for each in unit.cases.clocks([office.case_id]) if each.key == "da.result"]
    assert [(each.reason, each.ended_on is not None) for each in rows] == [
        ("SPECIAL_PROCEDURE", True),
        ("WAITING_MATERIAL", True),
    ]
    assert clock.status == "RUNNING"
    assert clock.due_on.isoformat() == "2026-10-21", "neither pause is counted, and none of them twice"


def test_an_authorisation_that_ends_mid_case_ends_with_it_what_the_agent_may_do(office: DeferralOffice) -> None:
    office.accept()
    file = office.paper(f"material_{CONTRACT}")
    yesterday = local_date(office.clock.now()) - timedelta(days=1)
    with office.tools.database.write() as unit:
        unit.session.query(Authorisation).update({"valid_from": yesterday, "valid_to": yesterday})
        unit.commit()
    with office.tools.database.read() as unit:
        account = office.people["applicant_s"].id
        ended = unit.accounts.find_actor(account, today=local_date(office.clock.now()))
    assert ended is not None
    with pytest.raises(NotFoundError, match="CASE_UNKNOWN"):
        supply_online(SupplyMaterial(office.case_id, CONTRACT, file), actor=ended, tools=office.tools)
    with pytest.raises(NotFoundError, match="CASE_UNKNOWN"):
        withdraw_case(WithdrawCase(office.case_id, "误操作"), actor=ended, tools=office.tools)
    assert office.items()[CONTRACT].status == "MISSING"


def test_supplied_from_two_browsers_at_once_each_document_arrives_once(office: DeferralOffice) -> None:
    office.accept(later=(CONTRACT, VEHICLES))
    files = [office.paper(f"material_{key}") for key in (CONTRACT, CONTRACT, VEHICLES)]
    keys = (CONTRACT, CONTRACT, VEHICLES)
    wanted = [SupplyMaterial(office.case_id, key, file) for key, file in zip(keys, files, strict=True)]
    agent, tools = office.people["applicant_s"], office.tools
    acts = [partial(supply_online, each, actor=agent, tools=tools) for each in wanted]
    outcomes = at_once(3, in_turn(*acts))
    refused = [each.code for each in outcomes if isinstance(each, DomainError)]
    assert refused == ["MATERIAL_ARRIVED"]
    assert {key: each.status for key, each in office.items().items()} == {CONTRACT: "ARRIVED", VEHICLES: "ARRIVED"}
    assert len([each for each in office.seen().tasks if each.key == "check_material"]) == 1
    office.check(**{CONTRACT: "RIGHT", VEHICLES: "RIGHT"})
    assert office.case_row().open_deferrable == 0
    assert verify(office.tools) == ()
