"""Objections to an intended repair: only an accepted one suspends, once for a ground; nothing is granted meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from objections import NAME, PHONE, clock, examine, judge, now, object_to, on_display, open_office
from office import Office
from sqlalchemy import text

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import OrderSuspension, Verdict
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history
from workflow_app.services.judging import order_suspension
from workflow_app.services.notices import list_notices
from workflow_app.services.objection_desk import Group, get_objection, list_objections, read_contact
from workflow_app.services.objection_following import examined_objections, follow_objection, undecided_objections


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def told(office: Office, who: str) -> list[str]:
    return [each.code for each in list_notices(actor=office.people[who], tools=office.tools).items]


def test_s20_an_accepted_objection_suspends_and_what_was_left_of_the_publicity_runs_on(office: Office) -> None:
    case = on_display(office)
    assert (case.state, clock(office, case).due_on) == ("REPAIR_PUBLICITY", date(2026, 8, 13))
    office.pass_time(days=2)  # Wednesday the 12th, the second day
    receipt = object_to(office, case)
    office.work()
    assert now(office, case).state == "REPAIR_PUBLICITY", "one that nobody has accepted suspends nothing"

    assert judge(office, receipt.id) == "ACCEPTED"
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    assert (clock(office, case).status, clock(office, case, "repair.result").status) == ("PAUSED", "PAUSED")

    office.pass_time(days=2)  # Friday the 14th: the time would have been over
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    case = examine(office, case)
    assert case.state == "REPAIR_PUBLICITY"
    assert clock(office, case).due_on == date(2026, 8, 17), "the 11th was used; the 14th and the 17th are left"
    assert clock(office, case, "repair.result").due_on == date(2026, 8, 26), "two working days later than without"
    office.pass_time(days=3, hours=14, minutes=59)  # Monday, 23:59
    assert now(office, case).state == "REPAIR_PUBLICITY"
    office.pass_time(minutes=1)
    assert now(office, case).state == "DECISION"
    office.complete(now(office, case), "decider", decision="GRANT")
    assert now(office, case).state in {"GRANTED", "SYNCING"}
    assert verify(office.tools) == ()


def test_an_objection_of_the_last_minute_counts_and_is_examined_before_the_decision(office: Office) -> None:
    case = on_display(office)
    office.clock.instant = datetime(2026, 8, 13, 15, 59, tzinfo=UTC)  # 23:59 of the last day
    receipt = object_to(office, case)
    assert receipt.accept_due_on == date(2026, 8, 14)
    office.pass_time(hours=10)
    case = now(office, case)
    assert case.state == "DECISION"
    with pytest.raises(RefusedError) as refused:
        office.complete(case, "decider", decision="GRANT")
    assert (refused.value.code, refused.value.values) == ("OBJECTION_OPEN", {"objections": [receipt.number]})
    (open_one,) = undecided_objections(case.id, actor=office.people["decider"], tools=office.tools)
    assert (open_one.number, open_one.is_accepted) == (receipt.number, False)

    judge(office, receipt.id)
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    case = examine(office, case)
    assert case.state == "DECISION", "the time is over: the timer of the publicity fires at once"
    office.complete(case, "decider", decision="GRANT")
    assert follow_objection(receipt.number, receipt.follow_code, tools=office.tools).status == "REJECTED"


def test_what_was_sent_in_time_counts_although_the_case_has_moved_on_meanwhile(office: Office) -> None:
    case = on_display(office)
    office.clock.instant = datetime(2026, 8, 13, 16, 0, tzinfo=UTC)
    office.work()
    assert now(office, case).state == "DECISION"
    with pytest.raises(ConflictError, match="PUBLICITY_OVER"):
        object_to(office, case)
    office.clock.instant = datetime(2026, 8, 13, 15, 59, 59, tzinfo=UTC)  # as the request came before its turn
    assert object_to(office, case).number


def test_the_same_ground_suspends_once_and_another_one_again(office: Office) -> None:
    case = on_display(office)
    first, second = object_to(office, case), object_to(office, case, name="王强")
    judge(office, first.id)
    assert judge(office, second.id) == "ATTACHED", "both are examined together"
    case = examine(office, case)
    assert follow_objection(second.number, second.follow_code, tools=office.tools).status == "REJECTED"

    third = object_to(office, case, name="赵敏")
    detail = get_objection(third.id, actor=office.people["handler"], tools=office.tools)
    assert (detail.same, detail.running) == (first.number, None)
    assert judge(office, third.id) == "REJECTED", "its ground was examined: the answer is that of the first"
    assert now(office, case).state == "REPAIR_PUBLICITY"
    seen = follow_objection(third.number, third.follow_code, tools=office.tools)
    assert (seen.with_number, seen.answer) == (first.number, "经现场复核，车辆均已密闭，照片拍摄于整改之前。")

    other = object_to(office, case, ground="DUTIES_OPEN")
    assert judge(office, other.id) == "ACCEPTED"
    assert now(office, case).state == "OBJECTION_SUSPENDED"


def test_a_new_ground_that_comes_during_an_examination_is_examined_with_it_and_seen_by_the_examiner(
    office: Office,
) -> None:
    case = on_display(office)
    judge(office, object_to(office, case).id)
    (task,) = now(office, case).tasks
    late = object_to(office, case, ground="PROCEDURE")
    assert judge(office, late.id) == "ATTACHED"
    (moved,) = now(office, case).tasks
    assert (moved.id, moved.version) == (task.id, task.version + 1), "who has the page open is told to look again"
    shown = examined_objections(case.id, actor=office.people["handler"], tools=office.tools)
    assert [each.ground for each in shown] == ["NOT_RECTIFIED", "PROCEDURE"]


def test_an_upheld_objection_goes_back_to_the_second_reviewer_who_may_let_it_be_shown_again(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    late = object_to(office, case, ground="PROCEDURE")
    judge(office, receipt.id)
    case = examine(office, case, "UPHELD")
    assert case.state == "SECOND_REVIEW"
    assert follow_objection(receipt.number, receipt.follow_code, tools=office.tools).status == "UPHELD"
    assert judge(office, late.id) == "ACCEPTED", "accepted while the case waits for no objection"
    assert now(office, case).state == "SECOND_REVIEW"
    case = office.complete(now(office, case), "second_reviewer", second_opinion="AGREE")
    office.work()
    assert now(office, case).state == "OBJECTION_SUSPENDED", "examined as soon as it is shown again"


def test_a_refusal_after_an_upheld_objection_is_not_held_up_by_a_time_that_runs_no_more(office: Office) -> None:
    case = on_display(office)
    first, late = object_to(office, case), object_to(office, case, ground="PROCEDURE")
    judge(office, first.id)
    case = examine(office, case, "UPHELD")
    judge(office, late.id)
    case = office.complete(
        case, "second_reviewer", second_opinion="RETURN", second_reason="异议成立，请核实车辆密闭情况。"
    )
    case = office.complete(
        case, "first_reviewer", first_opinion="DISAGREE", first_reason="现场仍有车辆未密闭。", duties=["FINE_PAID"]
    )
    case = office.complete(case, "second_reviewer", second_opinion="RETURN", second_reason="同意初审意见，不予修复。")
    office.work()
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    assert examine(office, case).state == "DECISION"


def test_a_case_that_ends_closes_what_nobody_has_judged(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    office.pass_time(days=4)
    refusal = {"decision": "REFUSE", "decision_reason": "改正情况不符合要求。"}
    assert office.complete(now(office, case), "decider", **refusal).state == "REFUSED"
    assert follow_objection(receipt.number, receipt.follow_code, tools=office.tools).status == "MOOT"
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        judge(office, receipt.id)


def test_one_that_is_not_accepted_needs_a_reason_and_its_objector_reads_it(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    with pytest.raises(InvalidError):
        judge(office, receipt.id, Verdict.NOT_ACCEPT)
    assert judge(office, receipt.id, Verdict.NOT_ACCEPT, reason="所述车辆不属于该公司。") == "NOT_ACCEPTED"
    with pytest.raises(ConflictError, match="OBJECTION_JUDGED"):
        judge(office, receipt.id)
    seen = follow_objection(receipt.number.lower(), f" {receipt.follow_code.lower()} ", tools=office.tools)
    assert (seen.status, seen.answer) == ("NOT_ACCEPTED", "所述车辆不属于该公司。")
    office.pass_time(days=4)
    office.complete(now(office, case), "decider", decision="GRANT")


def test_a_report_suspends_only_where_its_handler_orders_it_with_a_reason(office: Office) -> None:
    case = on_display(office)
    handler = office.people["handler"]
    with pytest.raises(InvalidError):
        order_suspension(OrderSuspension(case.id, " "), actor=handler, tools=office.tools)
    with pytest.raises(NotFoundError):
        order_suspension(OrderSuspension(case.id, "举报"), actor=office.people["decider"], tools=office.tools)
    order_suspension(OrderSuspension(case.id, "电话举报附有现场视频，需要核实。"), actor=handler, tools=office.tools)
    office.work()
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    with pytest.raises(RefusedError, match="ALREADY_SUSPENDED"):
        order_suspension(OrderSuspension(case.id, "又一件举报。"), actor=handler, tools=office.tools)
    case = examine(office, case)
    office.pass_time(days=7)
    assert now(office, case).state == "DECISION"
    with pytest.raises(NotFoundError):
        order_suspension(OrderSuspension(case.id, "公示期后的举报。"), actor=handler, tools=office.tools)


def test_who_worked_on_the_case_judges_no_objection_to_it_and_the_attempt_is_kept(office: Office) -> None:
    with office.tools.database.write() as unit:
        account = unit.accounts.find_by_username("first_reviewer")
        assert account is not None
        unit.commit()
    case = on_display(office)
    receipt = object_to(office, case)
    reviewer = office.people["first_reviewer"]
    handler_too = type(reviewer)(
        reviewer.id, reviewer.name, reviewer.grants | office.people["handler"].grants, reviewer.subject_ids
    )
    office.people["both"] = handler_too
    with pytest.raises(ForbiddenError, match="STAFF_OF_CASE"):
        judge(office, receipt.id, who="both")
    with pytest.raises(ForbiddenError, match="STAFF_OF_CASE"):
        order_suspension(OrderSuspension(case.id, "举报属实。"), actor=handler_too, tools=office.tools)
    actions = [each.action for each in case_history(case.id, actor=office.people["decider"], tools=office.tools)]
    assert actions.count("objection.refused") == 2
    assert now(office, case).state == "REPAIR_PUBLICITY"


def test_who_objects_is_kept_encrypted_and_read_by_the_handlers_alone_which_is_kept(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    with office.tools.database.read() as unit:
        kept = unit.session.execute(text("SELECT contact_cipher FROM objection")).scalar_one()
    assert NAME.encode() not in bytes(kept)
    assert PHONE.encode() not in bytes(kept)
    handler = office.people["handler"]
    detail = get_objection(receipt.id, actor=handler, tools=office.tools)
    assert detail.objection.contact is not None
    assert (detail.objection.contact.name, detail.objection.contact.phone) == ("李**", "139****5678")
    assert NAME not in detail.objection.statement
    assert PHONE not in detail.objection.statement
    assert read_contact(receipt.id, actor=handler, tools=office.tools).phone == PHONE
    history = case_history(case.id, actor=office.people["decider"], tools=office.tools)
    assert "objection.contact_read" in [each.action for each in history]
    assert NAME not in str(history)
    office.hire("elsewhere", Role.DECIDER)
    for stranger in ("decider", "intake", "head"):
        with pytest.raises(NotFoundError):
            get_objection(receipt.id, actor=office.people[stranger], tools=office.tools)
    judge(office, receipt.id)
    (shown,) = examined_objections(case.id, actor=office.people["decider"], tools=office.tools)
    assert shown.contact is None


def test_the_handler_is_told_at_once_on_the_last_day_and_with_the_head_when_it_is_over(office: Office) -> None:
    case = on_display(office)
    object_to(office, case)
    assert told(office, "handler") == ["OBJECTION_RECEIVED"]
    office.pass_time(hours=16)
    assert told(office, "handler")[0] == "OBJECTION_DUE"
    assert told(office, "head") == []
    office.pass_time(hours=24)
    assert told(office, "handler")[0] == "OBJECTION_LATE"
    assert told(office, "head") == ["OBJECTION_LATE"]
    page, counts = list_objections(Group.TO_JUDGE, actor=office.people["handler"], tools=office.tools)
    assert (len(page.items), counts[Group.TO_JUDGE]) == (1, 1)


def test_the_applicant_is_told_of_acceptance_and_of_the_outcome(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    assert "OBJECTION_ACCEPTED" not in told(office, "applicant_b")
    judge(office, receipt.id)
    assert told(office, "applicant_b")[0] == "OBJECTION_ACCEPTED"
    examine(office, case)
    assert told(office, "applicant_b")[0] == "OBJECTION_REJECTED"
