"""The decider sends a case back to who reviewed it: every way on from there, on both databases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from objections import clock, examine, judge, now, object_to, on_display, open_office
from office import Office
from publicity_modes import set_parameter, set_publicity
from repair_detours import REFUSE, RETURN, SENT_BACK
from scenario_steps import AGREE

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.resources import find
from workflow_app.services.audit_verify import verify
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.outlines import case_outline
from workflow_app.services.processes import publish_bundle
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView, TaskDetail
from workflow_app.services.withdrawals import withdraw_case

SECOND_AGREES = {"second_opinion": "AGREE"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def published(office: Office) -> CaseView:
    """Have a case agreed on, on display for its three days, and wait for its decision."""
    case = on_display(office)
    office.pass_time(days=4)
    return now(office, case)


def disagreed(office: Office) -> CaseView:
    """Have the second reviewer disagree twice, so that nothing was published before the decision."""
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    for who, values in (("second_reviewer", RETURN), ("first_reviewer", AGREE), ("second_reviewer", RETURN)):
        case = office.complete(case, who, **values)
    return case


def sent_back(office: Office, case: CaseView) -> CaseView:
    office.complete(case, "decider", **SENT_BACK)
    return now(office, case)


def opened(office: Office, case: CaseView, who: str) -> TaskDetail:
    (task,) = case.tasks
    return get_task(task.id, actor=office.people[who], tools=office.tools)


def options(detail: TaskDetail, key: str) -> dict[str, str]:
    (field,) = [each for each in detail.form["components"] if each["key"] == key]  # type: ignore[attr-defined] # JSON
    return {each["value"]: each["label"] for each in field["values"]}


def notices_shown(office: Office, case: CaseView) -> int:
    return [letter.kind for letter in now(office, case).letters].count("T21_INTENT")


def test_what_was_published_for_its_full_days_is_reviewed_again_and_decided_without_another_publicity(
    office: Office,
) -> None:
    case = published(office)
    result = clock(office, case, "repair.result")
    office.pass_time(days=3)  # Monday the 17th: the decision was due on the 15th
    case = sent_back(office, now(office, case))
    (task,) = case.tasks
    assert (case.state, task.key, task.assignee_name) == (
        "RETURNED_TO_SECOND",
        "review_second_again",
        "second_reviewer",
    )
    assert task.due_on == date(2026, 8, 18), "the internal limit begins anew"
    after = clock(office, case, "repair.result")
    assert (after.status, after.due_on) == ("RUNNING", result.due_on), "the legal one runs on"

    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    assert (case.state, case.tasks[0].key, notices_shown(office, case)) == ("DECISION", "decide_repair", 1)
    assert office.complete(case, "decider", decision="GRANT").state == "SYNCING"
    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)
    assert now(office, case).state == "CLOSED"
    assert verify(office.tools) == ()


def test_what_nobody_has_seen_yet_is_published_once_both_reviewers_agree(office: Office) -> None:
    case = sent_back(office, disagreed(office))
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    assert (case.state, notices_shown(office, case)) == ("REPAIR_PUBLICITY", 1)
    assert clock(office, case).due_on == date(2026, 8, 13), "for its full days"
    office.pass_time(days=4)
    case = now(office, case)
    assert case.state == "DECISION"
    assert office.complete(case, "decider", **REFUSE).state == "REFUSED"


def test_after_an_upheld_objection_the_case_comes_straight_back(office: Office) -> None:
    case = on_display(office)
    judge(office, object_to(office, case).id)
    case = office.complete(examine(office, case, "UPHELD"), "second_reviewer", **SECOND_AGREES)
    case = sent_back(office, case)
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    assert (case.state, notices_shown(office, case)) == ("DECISION", 1)


def test_where_nothing_is_published_it_comes_straight_back(office: Office) -> None:
    set_publicity(office.tools, "NONE")
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    case = sent_back(office, office.complete(case, "second_reviewer", **SECOND_AGREES))
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    assert (case.state, notices_shown(office, case)) == ("DECISION", 0)


def test_the_second_reviewer_may_go_on_to_the_first_where_that_was_not_done_before(office: Office) -> None:
    case = sent_back(office, published(office))
    assert options(opened(office, case, "second_reviewer"), "second_opinion")["RETURN"] == "退回初审"
    case = office.complete(case, "second_reviewer", **RETURN)
    assert (case.state, case.tasks[0].key) == ("RETURNED_TO_FIRST", "review_again")
    case = office.complete(case, "first_reviewer", **AGREE)
    assert (case.state, case.tasks[0].key) == ("SECOND_REVIEW", "review_second")
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    assert (case.state, notices_shown(office, case)) == ("DECISION", 1), "published before, and not twice"
    assert office.complete(case, "decider", **REFUSE).state == "REFUSED"
    assert verify(office.tools) == ()


def test_who_still_disagrees_after_the_one_return_to_the_first_sends_it_to_the_decider(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    case = office.complete(case, "second_reviewer", **RETURN)
    case = office.complete(case, "first_reviewer", first_opinion="DISAGREE", first_reason="凭证与决定不符。")
    case = sent_back(office, office.complete(case, "second_reviewer", **SECOND_AGREES))
    assert options(opened(office, case, "second_reviewer"), "second_opinion")["RETURN"] == "仍不同意，送决定人决定"
    case = office.complete(case, "second_reviewer", **RETURN)
    assert (case.state, case.tasks[0].key) == ("DECISION", "decide_repair")


def test_a_return_needs_reasons_which_the_desk_reads_and_the_applicant_does_not(office: Office) -> None:
    case = published(office)
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "decider", decision="RETURN")
    assert [each.field for each in refused.value.errors] == ["/values/return_reason"]
    case = sent_back(office, case)
    said = [each.values for each in opened(office, case, "second_reviewer").answers if each.element == "decide_repair"]
    assert [each["return_reason"] for each in said] == [SENT_BACK["return_reason"]]
    told = case_history(case.id, actor=office.people["decider"], tools=office.tools)
    assert [each.data["times"] for each in told if each.action == "case.returned_to_second"] == [1]
    for_applicant = get_case(case.id, actor=office.agent(), tools=office.tools)
    assert (for_applicant.public_zh, for_applicant.public_en) == ("审查中", "Under review")
    assert SENT_BACK["return_reason"] not in str(for_applicant)
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    office.complete(case, "decider", **REFUSE)
    assert SENT_BACK["return_reason"] not in str(letters_of(office, case))


def letters_of(office: Office, case: CaseView) -> list[object]:
    with office.tools.database.read() as unit:
        return [letter.data for letter in unit.letters.of_cases([case.id])]


def test_it_is_returned_as_often_as_the_rules_allow_and_no_more(office: Office) -> None:
    set_parameter(office.tools, "repair.decision_returns", 2)
    case = published(office)
    for _ in range(2):
        assert "RETURN" in options(opened(office, case, "decider"), "decision")
        case = office.complete(sent_back(office, case), "second_reviewer", **SECOND_AGREES)
    assert list(options(opened(office, case, "decider"), "decision")) == ["GRANT", "REFUSE"]
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "decider", **SENT_BACK)
    assert [(each.field, each.code) for each in refused.value.errors][:1] == [("/values/decision", "RETURN_USED")]
    assert now(office, case).state == "DECISION"
    assert office.complete(case, "decider", decision="GRANT").state == "SYNCING"


def test_an_office_that_allows_no_return_is_offered_none(office: Office) -> None:
    set_parameter(office.tools, "repair.decision_returns", 0)
    case = published(office)
    assert "RETURN" not in options(opened(office, case, "decider"), "decision")
    with pytest.raises(InvalidError):
        office.complete(case, "decider", **SENT_BACK)


def test_an_objection_accepted_while_it_is_back_is_examined_before_the_decision(office: Office) -> None:
    case = on_display(office)
    office.pass_time(days=3, hours=14)  # the evening of the last day
    receipt = object_to(office, case)
    office.pass_time(hours=2)
    case = sent_back(office, now(office, case))
    assert judge(office, receipt.id) == "ACCEPTED"
    assert now(office, case).state == "RETURNED_TO_SECOND", "the review goes on"
    case = office.complete(now(office, case), "second_reviewer", **SECOND_AGREES)
    office.work()
    case = now(office, case)
    assert (case.state, case.tasks[0].key) == ("OBJECTION_SUSPENDED", "examine_objection")
    case = examine(office, case)
    assert case.state == "DECISION", "its time is over; nothing is displayed again"
    assert office.complete(case, "decider", decision="GRANT").state == "SYNCING"


def test_what_is_back_can_be_withdrawn_and_shows_where_it_goes_next(office: Office) -> None:
    case = sent_back(office, published(office))
    reader = office.people["decider"]
    lines = case_outline(
        case, case_history(case.id, actor=reader, tools=office.tools), actor=reader, tools=office.tools
    )
    assert [(each.element, each.standing.value) for each in lines][-4:] == [
        ("decide_repair", "DONE"), ("review_second_again", "CURRENT"), ("decide_repair", "AHEAD"),
        ("await_removals", "AHEAD"),
    ]  # fmt: skip
    assert [(each.element, each.status) for each in case.steps][-4:] == [
        ("await_publicity", "done"), ("review_second_again", "current"), ("decide_repair", "todo"),
        ("await_removals", "todo"),
    ]  # fmt: skip
    gone = withdraw_case(WithdrawCase(case.id, "不再需要"), actor=office.agent(), tools=office.tools)
    assert (gone.state, gone.tasks) == ("WITHDRAWN", ())


def test_a_diagram_whose_form_forgets_the_limit_is_still_held_to_it(office: Office) -> None:
    offer_always(office)
    case = office.complete(sent_back(office, published(office)), "second_reviewer", **SECOND_AGREES)
    with pytest.raises(RefusedError, match="RETURN_USED"):
        office.complete(case, "decider", **SENT_BACK)
    assert now(office, case).state == "DECISION"


def offer_always(office: Office) -> None:
    """Publish the repair with a form of the decision that offers the return whenever it is asked."""
    files = bundle_files(find("bpmn") / "credit_repair")
    form = files["forms/decision.form.json"].decode().replace('"only_after": "decision_return=OPEN",', "")
    changed = {**files, "forms/decision.form.json": form.encode()}
    publish_bundle("credit_repair", changed, by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools)
