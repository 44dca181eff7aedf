"""The course of a case in words, as the desk and the applicant read it, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from publicity_modes import set_publicity
from repair_detours import RETURN

from workflow_app.domain.actors import Actor
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.outlines import OutlineLine, case_outline
from workflow_app.services.views import CaseView

AGREED = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def course(office: Office, case: CaseView, reader: Actor) -> tuple[OutlineLine, ...]:
    view = get_case(case.id, actor=reader, tools=office.tools)
    history = case_history(view.id, actor=reader, tools=office.tools)
    return case_outline(view, history, actor=reader, tools=office.tools)


def places(lines: tuple[OutlineLine, ...]) -> list[tuple[str, str]]:
    return [(line.element, line.standing.value) for line in lines]


def test_what_was_done_stands_before_what_waits_and_what_comes(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    lines = course(office, case, office.people["second_reviewer"])
    assert places(lines)[:4] == [
        ("apply_for_repair", "DONE"), ("check_materials", "DONE"), ("review_first", "DONE"),
        ("review_second", "CURRENT"),
    ]  # fmt: skip
    assert {standing for _, standing in places(lines)[4:]} == {"AHEAD"}
    review, waiting = lines[2:4]
    assert (review.role, review.who, review.until) == ("FIRST_REVIEWER", "first_reviewer", office.clock.now())
    assert (waiting.who, waiting.since) == (None, office.clock.now())
    assert waiting.due_on is not None
    assert [name.zh for name in waiting.next] == ["拟修复公示", "作出决定", "初审复核"]
    assert lines[-1].next == ()


def test_a_step_that_was_done_again_stands_there_as_often(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    office.pass_time(hours=1)
    case = office.complete(case, "second_reviewer", **RETURN)
    lines = course(office, case, office.people["second_reviewer"])
    assert places(lines)[2:6] == [
        ("review_first", "DONE"), ("review_second", "DONE"), ("review_again", "CURRENT"), ("review_second", "AHEAD"),
    ]  # fmt: skip


def test_the_applicant_reads_roles_where_the_desk_reads_names(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    lines = course(office, case, office.agent())
    assert [(line.role, line.who) for line in lines[:4]] == [
        ("APPLICANT", "applicant_b"), ("INTAKE", None), ("FIRST_REVIEWER", None), ("SECOND_REVIEWER", None),
    ]  # fmt: skip


def test_a_wait_for_news_says_since_when_and_until_when(office: Office) -> None:
    set_publicity(office.tools, "BEFORE_REMOVAL")
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    began = office.clock.now()
    wait = course(office, case, office.people["decider"])[4]
    assert (wait.element, wait.standing, wait.role, wait.since) == ("await_publicity", "CURRENT", None, began)
    assert wait.due_on is not None
    office.pass_time(days=14)
    over, decision = course(office, case, office.people["decider"])[4:6]
    assert (over.standing, decision.element, decision.standing) == ("DONE", "decide_repair", "CURRENT")
    assert over.until == decision.since
    assert over.due_on is None


def test_nothing_lies_ahead_of_a_case_that_has_ended(office: Office) -> None:
    case = office.complete(office.submit(), "intake", acceptance="REJECT", acceptance_reason="处罚不由本机关作出。")
    lines = course(office, case, office.people["intake"])
    assert places(lines) == [("apply_for_repair", "DONE"), ("check_materials", "DONE")]
