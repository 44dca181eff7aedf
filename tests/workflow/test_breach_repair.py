"""The repair of a breach of a pledge, by the diagram of every repair: its periods, its ends, and unkind tries (2.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from breach_repairs import AGREE, FIRST_DAY, FOUND, RENEWED, SENTENCES, BreachOffice
from inlet_acts import ask, lift
from office import B
from publicity_modes import set_publicity
from scenario_steps import letter, move_to

from workflow_app.domain.commands.batches import OpenBatch
from workflow_app.domain.commands.cases import OpenCase, WithdrawCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import BreachKind, LiftGround
from workflow_app.models import DueWork, Record
from workflow_app.services.audit_verify import verify
from workflow_app.services.batch_opening import open_batch
from workflow_app.services.before_applying import before_applying
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.paper_templates import print_template
from workflow_app.services.public_breaches import get_breach, search_breaches
from workflow_app.services.records import get_public_record, get_record, search_public
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

EASIER = ("pledge_approval", "deferred_acceptance", "green_channel")
PENALTY_WORDS = ("处罚", "罚款", "违法行为", "penal")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[BreachOffice]:
    made = BreachOffice.staffed(database_url, tmp_path)
    yield made
    made.close()


def closed(office: BreachOffice) -> list[str]:
    """Return what the gate says against the easier ways because of a breach."""
    asked = (ask(office, B, "CONSTRUCTION_WASTE", each) for each in EASIER)
    return [each.code for answer in asked for each in answer.reasons if each.code in {"OPEN_BREACH", "FALSE_PLEDGE"}]


def on_first_day(office: BreachOffice, kind: BreachKind = BreachKind.NON_PERFORMANCE) -> tuple[str, Record]:
    """Return a broken pledge and its record on the first day on which its repair may be asked for."""
    pledge_id, record = office.broken(kind)
    move_to(office, 2026, 12, 9, 9, 0)
    return pledge_id, record


def sites(office: BreachOffice, record: Record) -> set[str]:
    with office.tools.database.read() as unit:
        return {rows.listing.status for rows in unit.listings.list_of_items([record.id])}


def test_s06_after_the_repair_of_a_false_pledge_every_way_is_open_again(office: BreachOffice) -> None:
    pledge_id, record = office.broken(BreachKind.FALSE_PLEDGE)
    assert closed(office) == ["FALSE_PLEDGE"] * 3
    assert (record.severity, record.min_until, record.first_apply_on, record.max_until) == (
        "GENERAL",
        date(2026, 12, 8),
        FIRST_DAY,
        date(2027, 9, 8),
    )
    office.work()
    assert sites(office, record) == {"SHOWN"}
    assert [each.id for each in search_public(record.document_no, tools=office.tools).items] == [record.id]
    move_to(office, 2026, 12, 9, 9, 0)
    case = office.repaired(record)
    assert (case.state, case.status) == ("CLOSED", "ENDED")
    assert office.standings(record) == ("REPAIRED", "REPAIRED", "REPAIRED")
    assert (sites(office, record), closed(office)) == ({"REMOVED"}, [])
    assert search_breaches("", tools=office.tools).items == []
    assert search_public(record.document_no, tools=office.tools).items == []
    with pytest.raises(NotFoundError, match="BREACH_UNKNOWN"):
        get_breach(office.breach(pledge_id).id, tools=office.tools)
    assert verify(office.tools) == ()


def test_the_way_is_open_from_the_grant_whatever_a_site_still_shows(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    office.sites.stubborn = True
    case = office.complete(office.before_decision(record), "decider", decision="GRANT")
    assert (case.state, closed(office)) == ("SYNCING", [])
    for channel in EASIER:
        codes = [each.code for each in ask(office, B, "CONSTRUCTION_WASTE", channel).reasons]
        assert "RECORD_BEING_REMOVED" not in codes


def test_no_letter_of_the_case_speaks_of_a_penalty(office: BreachOffice) -> None:
    set_publicity(office.tools, "BEFORE_REMOVAL")
    _, record = on_first_day(office)
    case = office.before_decision(record)
    assert case.state == "REPAIR_PUBLICITY"
    move_to(office, 2026, 12, 15, 9, 0)
    case = office.followed(office.complete(office.seen(case), "decider", decision="GRANT"))
    kinds = {each.kind for each in office.seen(case).letters}
    assert kinds == {"T20_ACCEPT", "T21_INTENT", "T22_GRANT", "REPAIR_PROOF", "T24_DONE"}
    for kind in kinds:
        said = str(letter(office, case, kind))
        assert not [word for word in PENALTY_WORDS if word in said], (kind, said)
        assert record.document_no in said
    granted = str(letter(office, case, "T22_GRANT"))
    for each in ("违诺认定决定", "你单位已于2026年9月18日改正违背承诺的情形", "不再据此限制你单位适用告知承诺"):
        assert each in granted
    assert "what was broken was put right on 18 September 2026" in granted


def test_the_office_checks_the_promise_and_no_money(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    case = office.complete(office.handed_in(record), "intake", acceptance="ACCEPT")
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID"])
    assert [each.field for each in refused.value.errors] == ["/values/duties"]
    case = office.complete(case, "first_reviewer", **AGREE)
    assert case.state == "SECOND_REVIEW", "no doubt about an amount is to be answered"


def test_what_is_asked_is_the_proof_and_the_pledge(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    view = get_record(record.id, actor=office.agent(), tools=office.tools)
    assert view.materials == ("PROMISE", "TRAINING", "PLEDGE")
    assert (view.reason, view.may_apply, view.card) == ("NOW", True, "NOW")
    asked = before_applying(record.id, actor=office.agent(), tools=office.tools).form["components"]
    keys = {each.get("key") for each in asked}
    assert {"promise_state", "promise_done_on", "promise_summary", "promise_proof", "pledge"} <= keys
    assert not {"receipt", "paid_on", "t16", "rectification", "rectification_summary"} & keys
    with pytest.raises(InvalidError) as refused:
        office.handed_in(record, promise_proof=None, pledge=SENTENCES)
    assert {each.field for each in refused.value.errors} == {"/values/promise_proof", "/values/pledge"}


def test_a_day_too_early_nothing_is_opened_and_after_the_display_it_still_can_be(office: BreachOffice) -> None:
    _, record = office.broken()
    move_to(office, 2026, 12, 8, 23, 59)
    with pytest.raises(RefusedError) as refused:
        office.begin_repair(record)
    assert (refused.value.code, refused.value.values["earliest"]) == ("REPAIR_TOO_EARLY", FIRST_DAY)
    move_to(office, 2027, 9, 9, 9, 0)
    office.pass_time(hours=4)
    assert sites(office, record) == {"REMOVED"}, "it is shown no longer than its class allows"
    assert (search_breaches("", tools=office.tools).items, closed(office)) == ([], ["OPEN_BREACH"] * 3)
    assert office.repaired(record).state == "CLOSED"
    assert closed(office) == []


def ended_otherwise(office: BreachOffice, record: Record, way: str) -> CaseView:
    if way == "WITHDRAWN":
        case = office.handed_in(record)
        withdraw_case(WithdrawCase(case.id, "另行申请"), actor=office.agent(), tools=office.tools)
        return office.seen(case)
    if way == "NOT_ACCEPTED":
        return office.complete(office.handed_in(record), "intake", acceptance="REJECT", acceptance_reason="材料不实")
    if way == "LAPSED":
        gaps = {"acceptance": "CORRECT", "gaps": ["PROMISE"], "gap_promise": "照片模糊，请重新拍摄。"}
        case = office.complete(office.handed_in(record), "intake", **gaps)
        office.work()
        move_to(office, 2027, 1, 20, 9, 0)
        return office.seen(case)
    refusal = {"decision": "REFUSE", "decision_reason": "仍有车辆未密闭。"}
    case = office.complete(office.before_decision(record), "decider", **refusal)
    return office.seen(case)


@pytest.mark.parametrize("way", ["WITHDRAWN", "NOT_ACCEPTED", "LAPSED", "REFUSED"])
def test_every_other_end_leaves_all_as_it_was(office: BreachOffice, way: str) -> None:
    _, record = on_first_day(office)
    case = ended_otherwise(office, record, way)
    assert (case.state, case.status) == (way, "ENDED")
    assert office.standings(record) == ("ACTIVE", "CONFIRMED", "BREACH_CONFIRMED")
    assert (closed(office), sites(office, record)) == (["OPEN_BREACH"] * 3, {"SHOWN"})
    assert len(search_breaches("", tools=office.tools).items) == 1


def test_items_are_asked_for_once_and_supplied(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    gaps = {"acceptance": "CORRECT", "gaps": ["PROMISE"], "gap_promise": "照片模糊，请重新拍摄。"}
    case = office.complete(office.handed_in(record), "intake", **gaps)
    office.work()
    case = office.seen(case)
    assert "承诺履行或者改正的证明材料" in str(letter(office, case, "T08_CORRECT"))
    case = office.complete(case, "applicant_b", fix_promise_proof=office.upload(case, "fix_promise_proof"))
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert case.state == "FIRST_REVIEW"


def test_nobody_applies_twice_or_for_another(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    case = office.begin_repair(record)
    with pytest.raises(ConflictError, match="RECORD_HAS_OPEN_CASE"):
        office.begin_repair(record)
    office.complete(case, "applicant_b", **office.proof(case))
    with pytest.raises(ConflictError, match="RECORD_HAS_OPEN_CASE"):
        office.begin_repair(record)
    stranger = replace(office.agent(), id=new_id(), subject_ids=frozenset({new_id()}))
    with pytest.raises(NotFoundError, match="SUBJECT_UNKNOWN"):
        open_case(OpenCase("credit_repair", B, {"record_id": record.id}), actor=stranger, tools=office.tools)


def test_a_breach_that_falls_meanwhile_ends_the_case(office: BreachOffice) -> None:
    pledge_id, record = on_first_day(office)
    case = office.before_decision(record)
    lift(office, record.id, LiftGround.BASIS_REVOKED)
    with pytest.raises(RefusedError, match="RECORD_NOT_REPAIRABLE"):
        office.complete(case, "decider", decision="GRANT")
    office.work()
    case = office.seen(case)
    assert (case.state, case.status) == ("MOOT", "ENDED")
    assert office.standings(record) == ("REVOKED", "CLEARED", "CLEARED")
    assert (closed(office), office.standing(pledge_id)) == ([], "CLEARED")
    with pytest.raises(RefusedError, match="RECORD_NOT_REPAIRABLE"):
        office.begin_repair(record)


def test_what_is_applied_for_is_not_ended_by_one_person(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    for ground in (LiftGround.REPAIRED, LiftGround.PERIOD_OVER):
        with pytest.raises(RefusedError, match="BREACH_BY_APPLICATION"):
            lift(office, record.id, ground)
    assert office.standings(record) == ("ACTIVE", "CONFIRMED", "BREACH_CONFIRMED")


def test_repaired_and_broken_again_is_another_breach(office: BreachOffice) -> None:
    pledge_id, record = on_first_day(office)
    office.repaired(record)
    again = office.break_again(pledge_id, document_no="牟城管罚决字〔2026〕第299号", document_on="2026-12-08")
    assert again.id != record.id
    assert (office.standings(record), office.standings(again)) == (
        ("REPAIRED", "REPAIRED", "BREACH_CONFIRMED"),
        ("ACTIVE", "CONFIRMED", "BREACH_CONFIRMED"),
    )
    assert closed(office) == ["OPEN_BREACH"] * 3
    with pytest.raises(RefusedError, match="REPAIR_TOO_EARLY"):
        office.begin_repair(again)


def test_broken_again_while_the_first_is_repaired_the_pledge_stays_broken(office: BreachOffice) -> None:
    pledge_id, record = on_first_day(office)
    case = office.before_decision(record)
    again = office.break_again(pledge_id, document_no="牟城管罚决字〔2026〕第299号", document_on="2026-12-08")
    office.complete(case, "decider", decision="GRANT")
    assert office.standings(record) == ("REPAIRED", "REPAIRED", "BREACH_CONFIRMED")
    assert (office.standings(again)[:2], closed(office)) == (("ACTIVE", "CONFIRMED"), ["OPEN_BREACH"] * 3)
    assert FOUND in again.content["facts"]


def test_the_new_pledge_is_public_and_holds_to_the_old_one(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    case = office.handed_in(record)
    with office.tools.database.read() as unit:
        (pledge,) = unit.pledges.of_case(case.id)
        items = [each.text_zh for each in unit.pledges.items_of([pledge.id])]
    assert [each["key"] for each in pledge.items] == RENEWED
    assert (pledge.kind, pledge.record_id, pledge.published_at is not None) == ("CREDIT_REPAIR", record.id, True)
    assert "继续履行原承诺中仍须履行的内容" in items


def test_another_enterprise_hands_nothing_in(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    case = office.begin_repair(record)
    stranger = replace(office.agent(), id=new_id(), subject_ids=frozenset({new_id()}))
    with pytest.raises(NotFoundError, match="TASK_UNKNOWN"):
        complete_task(CompleteTask(case.tasks[0].id, office.proof(case)), actor=stranger, tools=office.tools)


def test_a_broken_pledge_is_applied_for_by_itself(office: BreachOffice) -> None:
    _, record = on_first_day(office)
    command = OpenBatch("credit_repair", B, (record.id, office.record_id()))
    with pytest.raises(InvalidError) as refused:
        open_batch(command, actor=office.agent(), tools=office.tools)
    assert [each.code for each in refused.value.errors] == ["BATCH_OF_PENALTIES"]
    assert office.begin_repair(record).state == "DRAFT", "nothing was begun"


def test_its_templates_are_the_pledge_and_who_signs_it(office: BreachOffice) -> None:
    _, record = office.broken()
    for kind in ("T17_BLANK", "T18_AUTHORISATION", "T18_REPRESENTATIVE"):
        assert print_template(record.id, kind, actor=office.agent(), tools=office.tools).content.startswith(b"%PDF")
    with pytest.raises(NotFoundError, match="TEMPLATE_UNKNOWN"):
        print_template(record.id, "T16_BLANK", actor=office.agent(), tools=office.tools)


def test_the_public_reads_the_promise_and_not_what_the_office_found(office: BreachOffice) -> None:
    _, record = office.broken()
    shown = get_public_record(record.id, tools=office.tools)
    assert (shown.facts, shown.decision) == ("渣土车辆全部密闭运输", "")
    with office.tools.database.read() as unit:
        told = [each.payload for each in unit.session.query(DueWork).filter_by(kind="site_show")]
    assert told
    assert FOUND not in str(told)
