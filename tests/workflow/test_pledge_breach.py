"""The breach of a pledge: notice, reply or silence, two people, and every way in which it may come out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from inlet_acts import ask, change, lift
from office import B
from pledge_office import PledgeOffice
from scenario_steps import clock, letter, move_to

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.pledges import Allegation, RecordFollowUp
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import BreachKind, LiftGround, SubjectStatus
from workflow_app.domain.pledges import Result
from workflow_app.services.audit_verify import verify
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.completing import complete_task
from workflow_app.services.follow_ups import record_follow_up
from workflow_app.services.opening import open_case
from workflow_app.services.pledges import get_pledge, search_pledges
from workflow_app.services.public_breaches import search_breaches
from workflow_app.services.views import CaseView

FOUND = "两辆车未密闭，当事人无正当理由。"
DOCUMENT = {"document_no": "牟城管罚决字〔2026〕第201号", "document_on": "2026-09-04"}
EASIER = ("pledge_approval", "deferred_acceptance", "green_channel")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    yield made
    made.close()


def heard(office: PledgeOffice, pledge_id: str) -> CaseView:
    """Have a breach alleged and the notice served on the 8th of September."""
    move_to(office, 2026, 9, 7, 9, 0)
    case = office.allege(pledge_id)
    move_to(office, 2026, 9, 8, 10, 0)
    return office.serve(case, "T15_NOTICE")


def replied(office: PledgeOffice, pledge_id: str, **reply: object) -> CaseView:
    values = reply or {"reply": "ADMIT"}
    return office.complete(heard(office, pledge_id), "applicant_b", **values)


def proposed(office: PledgeOffice, case: CaseView, proposal: str, **more: object) -> CaseView:
    values = {"proposal": proposal, "proposal_findings": FOUND, **more}
    return office.complete(case, "credit_office_2", **values)


def agreed(office: PledgeOffice, case: CaseView) -> CaseView:
    return office.complete(case, "decider", confirmation="AGREE")


def outcomes(office: PledgeOffice) -> list[str]:
    """Return what the gate says of the easier ways for B, leaving its other records aside."""
    asked = (ask(office, B, "CONSTRUCTION_WASTE", each) for each in EASIER)
    return [each.code for answer in asked for each in answer.reasons if each.code in {"OPEN_BREACH", "FALSE_PLEDGE"}]


def test_s17_a_continuous_pledge_is_broken_heard_and_confirmed_by_two(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = heard(office, pledge_id)
    assert (case.state, office.standing(pledge_id)) == ("AWAITING_REPLY", "BREACH_ALLEGED")
    assert clock(office, case, "pledge.reply") == ("RUNNING", date(2026, 9, 15)), "five working days from service"
    said = str(letter(office, case, "T15_NOTICE"))
    assert all(each in said for each in ("ZM_URBAN-CN-2026-000001", "渣土车辆全部密闭运输", "抽查发现两辆车"))
    assert (office.breach_records(), outcomes(office)) == ([], []), "nothing before notice and hearing"
    case = office.complete(case, "applicant_b", reply="REASONS", reply_reason="车辆检修后临时上路。")
    case = agreed(office, proposed(office, case, "CONFIRM", **DOCUMENT))
    assert (case.state, office.breach_records()) == ("DECIDED", []), "it takes effect when the decision is served"
    case = office.serve(case, "T15_DECISION")
    assert (case.status, case.state, office.standing(pledge_id)) == ("ENDED", "BREACH_CONFIRMED", "BREACH_CONFIRMED")
    (record,) = office.breach_records()
    assert (record.document_no, record.content["breach_kind"]) == (
        office.breach(pledge_id).decision_no,
        "NON_PERFORMANCE",
    )
    assert record.content["rests_on"] == {"document_no": DOCUMENT["document_no"], "decided_on": "2026-09-04"}
    assert outcomes(office) == ["OPEN_BREACH"] * 3
    decision = str(letter(office, case, "T15_DECISION"))
    assert all(each in decision for each in (DOCUMENT["document_no"], FOUND, "修复途径", "经告知并听取陈述申辩"))
    assert verify(office.tools) == ()


def test_s17_without_a_legally_effective_document_nobody_gets_a_record(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = agreed(office, proposed(office, replied(office, pledge_id), "CONFIRM"))
    case = office.serve(case, "T15_DECISION")
    assert (case.state, office.standing(pledge_id)) == ("BREACH_CONFIRMED", "BREACH_CONFIRMED")
    assert (office.breach_records(), outcomes(office), office.breach(pledge_id).record_id) == ([], [], None)


def test_s06_a_false_pledge_weighs_as_one(office: PledgeOffice) -> None:
    pledge_id = office.published()
    move_to(office, 2026, 9, 7, 9, 0)
    case = office.allege(pledge_id, BreachKind.FALSE_PLEDGE)
    case = office.complete(office.serve(case, "T15_NOTICE"), "applicant_b", reply="ADMIT")
    office.serve(agreed(office, proposed(office, case, "CONFIRM", **DOCUMENT)), "T15_DECISION")
    assert outcomes(office) == ["FALSE_PLEDGE"] * 3
    lift(office, office.breach_records()[0].id, LiftGround.BASIS_REVOKED)
    assert (office.standing(pledge_id), outcomes(office)) == ("CLEARED", []), "what it rested on has fallen"


def test_silence_goes_on_without_a_reply(office: PledgeOffice) -> None:
    case = heard(office, office.published())
    move_to(office, 2026, 9, 15, 23, 59)
    assert office.seen(case).state == "AWAITING_REPLY"
    move_to(office, 2026, 9, 16, 0, 0)
    case = office.seen(case)
    assert (case.state, [each.key for each in case.tasks if each.status == "OPEN"]) == ("PROPOSAL", ["propose_outcome"])


def test_a_good_reason_clears_the_pledge(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = replied(office, pledge_id, reply="REASONS", reply_reason="因暴雨抢险，按指挥部命令运输。")
    case = agreed(office, proposed(office, case, "CLEAR"))
    assert (case.status, case.state) == ("ENDED", "BREACH_CLEARED")
    assert (office.standing(pledge_id), office.breach_records()) == ("CLEARED", [])
    assert "不予认定违诺" in str(letter(office, case, "T15_CLEARED"))
    assert office.allege(pledge_id).state == "BREACH_ALLEGED", "a cleared pledge is in force, and may be broken later"


def test_what_is_put_right_in_time_is_no_breach(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = proposed(office, replied(office, pledge_id), "RECTIFY", rectify_what="全部车辆加装密闭装置。")
    case = office.serve(agreed(office, case), "T13_RECTIFY")
    assert case.state == "RECTIFYING"
    assert clock(office, case, "pledge.rectify") == ("RUNNING", date(2026, 9, 29)), "the 20th is worked, the 25th not"
    case = office.complete(case, "applicant_b", rectification_done="已全部加装。")
    case = office.complete(case, "credit_office", rectification="DONE", rectification_findings="复查合格。")
    assert (case.status, case.state, office.standing(pledge_id)) == ("ENDED", "RECTIFIED", "RECTIFIED")
    assert office.breach_records() == []


def test_what_is_not_put_right_in_time_is_decided(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = proposed(office, replied(office, pledge_id), "RECTIFY", rectify_what="全部车辆加装密闭装置。")
    office.serve(agreed(office, case), "T13_RECTIFY")
    move_to(office, 2026, 9, 30, 0, 0)
    case = office.seen(case)
    assert case.state == "RECTIFICATION_CHECK"
    case = office.complete(case, "credit_office", rectification="NOT_DONE", rectification_findings="仍有两辆。")
    assert case.state == "PROPOSAL"
    case = office.serve(agreed(office, proposed(office, case, "CONFIRM", **DOCUMENT)), "T15_DECISION")
    assert (case.state, len(office.breach_records())) == ("BREACH_CONFIRMED", 1)


def test_who_confirms_may_return_the_proposal_and_is_never_who_proposed_or_alleged(office: PledgeOffice) -> None:
    office.hire("both", Role.CREDIT_OFFICE, Role.DECIDER)
    pledge_id = office.published()
    case = replied(office, pledge_id)
    case = office.complete(case, "both", proposal="CONFIRM", proposal_findings=FOUND)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        office.complete(case, "both", confirmation="AGREE")
    case = office.complete(case, "decider", confirmation="RETURN", confirmation_reason="请补充车辆牌号。")
    assert case.state == "PROPOSAL"
    case = agreed(office, proposed(office, case, "CLEAR"))
    assert case.state == "BREACH_CLEARED"
    command = Allegation(pledge_id, BreachKind.NON_PERFORMANCE, "再次抽查发现未密闭。", "检查记录第12号")
    case = allege_breach(command, actor=office.people["both"], tools=office.tools)
    case = office.complete(office.serve(case, "T15_NOTICE"), "applicant_b", reply="ADMIT")
    case = proposed(office, case, "CONFIRM", **DOCUMENT)
    with pytest.raises(RefusedError, match="BREACH_OWN_ALLEGATION"):
        office.complete(case, "both", confirmation="AGREE")
    assert agreed(office, office.seen(case)).state == "DECIDED", "the refused attempt has changed nothing"


def test_half_a_document_and_personal_numbers_are_refused(office: PledgeOffice) -> None:
    case = replied(office, office.published())
    for values, field in (
        ({"document_no": "牟城管罚决字〔2026〕第201号"}, "/values/document_on"),
        ({"document_on": "2026-09-01"}, "/values/document_no"),
        ({"proposal_findings": "司机身份证号11010519491231002X。"}, "/values/proposal_findings"),
    ):
        with pytest.raises(InvalidError) as refused:
            proposed(office, case, "CONFIRM", **values)
        assert [each.field for each in refused.value.errors] == [field]


def test_a_subject_that_is_gone_ends_the_procedure(office: PledgeOffice) -> None:
    pledge_id = office.published()
    case = heard(office, pledge_id)
    change(office, B, SubjectStatus.DEREGISTERED)
    office.work()
    office.pass_time(minutes=2)
    case = office.seen(case)
    assert (case.status, case.state, office.breach(pledge_id).status) == ("ENDED", "TERMINATED", "ENDED")
    assert office.breach_records() == []


def test_nobody_opens_such_a_case_by_hand_and_a_pledge_has_one_at_a_time(office: PledgeOffice) -> None:
    pledge_id = office.published()
    with pytest.raises(RefusedError, match="BREACH_BY_OFFICE_ONLY"):
        open_case(OpenCase("pledge_breach", B, {}), actor=office.agent(), tools=office.tools)
    office.allege(pledge_id)
    with pytest.raises(ConflictError, match="BREACH_OPEN"):
        office.allege(pledge_id)
    for who in ("applicant_b", "verifier", "decider"):
        with pytest.raises(ForbiddenError):
            allege_breach(
                Allegation(pledge_id, BreachKind.NON_PERFORMANCE, "x", "y"),
                actor=office.people[who],
                tools=office.tools,
            )
    signed = office.pledge()
    with pytest.raises(ConflictError, match="PLEDGE_NOT_IN_FORCE"):
        office.allege(signed)


def test_another_enterprise_cannot_reply(office: PledgeOffice) -> None:
    case = heard(office, office.published())
    (task,) = [each for each in case.tasks if each.status == "OPEN"]
    other = replace(office.agent(), id=new_id(), subject_ids=frozenset({new_id()}))
    with pytest.raises(NotFoundError, match="TASK_UNKNOWN"):
        complete_task(CompleteTask(task.id, {"reply": "ADMIT"}), actor=other, tools=office.tools)


def shown(office: PledgeOffice, pledge_id: str) -> tuple[str, str | None, list[str]]:
    """Return how the public sees a pledge: its standing, what was found of its item, and by which it is found."""
    view = get_pledge(pledge_id, tools=office.tools)
    asked = ("IN_FULFILMENT", "BREACH_ALLEGED", "BREACH_CONFIRMED")
    hits = [each for each in asked if search_pledges("密闭", tools=office.tools, status=each).items]
    return view.status, view.promised[0].result, hits


@pytest.mark.parametrize("document", [{}, DOCUMENT])
def test_the_public_reads_of_a_breach_once_it_is_on_record_only(
    office: PledgeOffice, document: dict[str, object]
) -> None:
    pledge_id = office.published()
    (look,) = office.looks(pledge_id)
    command = RecordFollowUp(look.id, Result.NOT_FULFILLED, "两辆车未密闭。", "检查记录第9号")
    record_follow_up(command, actor=office.people["verifier"], tools=office.tools)
    nothing = ("IN_FULFILMENT", None, ["IN_FULFILMENT"])
    assert shown(office, pledge_id) == nothing
    case = replied(office, pledge_id)
    assert (shown(office, pledge_id), search_breaches("", tools=office.tools).items) == (nothing, [])
    case = agreed(office, proposed(office, case, "CONFIRM", **document))
    assert shown(office, pledge_id) == nothing, "the decision is not served yet"
    office.serve(case, "T15_DECISION")
    listed = search_breaches("宏运", tools=office.tools).items
    if not document:
        assert (shown(office, pledge_id), listed) == (nothing, [])
        return
    assert shown(office, pledge_id) == ("BREACH_CONFIRMED", "NOT_FULFILLED", ["BREACH_CONFIRMED"])
    assert [each.pledge_id for each in listed] == [pledge_id]
    lift(office, office.breach_records()[0].id, LiftGround.BASIS_REVOKED)
    assert search_breaches("", tools=office.tools).items == []
    assert get_pledge(pledge_id, tools=office.tools).status == "CLEARED"
