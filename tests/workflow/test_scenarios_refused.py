"""Scenarios of who may do what when: too early, refused, the same person twice, two agents at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from inlet_acts import ask
from office import B, Office
from publicity_modes import set_publicity
from repair_detours import REFUSE, RETURN
from scenario_steps import AGREE, agreed, letter, move_to, seen
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, DomainError, RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.models import Case, GateResult, NumberSeries
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.gate import why_repair
from workflow_app.services.opening import open_case
from workflow_app.services.records import get_record
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    made.agent()
    made.agent(name="applicant_b_2")
    made.hire("credit_office", Role.CREDIT_OFFICE)
    made.clock.instant = datetime(2026, 8, 10, 9, 0, tzinfo=ZONE)
    yield made
    made.close()


def test_s21_a_day_too_early_takes_no_number_and_the_day_itself_takes_the_first(office: Office) -> None:
    office.clock.instant = datetime(2026, 8, 8, 23, 59, tzinfo=ZONE)
    with pytest.raises(RefusedError) as refused:
        office.open()
    assert (refused.value.code, refused.value.values["earliest"]) == ("REPAIR_TOO_EARLY", date(2026, 8, 9))
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Case.id)).all() == []
        assert "修复" not in unit.session.scalars(select(NumberSeries.series)).all()
    office.clock.instant = datetime(2026, 8, 9, 0, 0, tzinfo=ZONE)
    assert office.submit().number == "修复-2026-0001"


def disputed(office: Office) -> CaseView:
    """Bring a case to the decider over two disagreements of the second reviewer."""
    case = office.apply()
    case = office.complete(case, "first_reviewer", **AGREE)
    case = office.complete(case, "second_reviewer", **RETURN)
    assert (case.state, case.tasks[0].key) == ("RETURNED_TO_FIRST", "review_again")
    told = get_task(case.tasks[0].id, actor=office.people["first_reviewer"], tools=office.tools)
    assert RETURN["second_reason"] in str(told), "who corrects reads why"
    case = office.complete(case, "first_reviewer", first_opinion="DISAGREE", first_reason="缴款凭证属于另一处罚。")
    return office.complete(case, "second_reviewer", **RETURN)


def test_s30_returned_once_with_reasons_and_refused_with_the_day_to_apply_again(office: Office) -> None:
    case = disputed(office)
    assert (case.state, case.tasks[0].key) == ("DECISION", "decide_repair"), "a second disagreement is the decider's"
    case = office.complete(case, "decider", **REFUSE, reapply_on="2026-09-01")
    assert (case.status, case.state) == ("ENDED", "REFUSED")
    says = str(letter(office, case, "T22_REFUSE")["paragraphs"])
    assert "自2026年9月1日起可以再次提出信用修复申请" in says
    assert REFUSE["decision_reason"] in says
    whole = seen(office, case)
    assert whole.refusal is not None
    assert whole.refusal.reapply_on == date(2026, 9, 1)

    move_to(office, 2026, 8, 31, 23, 59)
    with pytest.raises(RefusedError, match="REFUSED_BEFORE") as refused:
        office.open()
    assert refused.value.values == {"earliest": date(2026, 9, 1), "days": 1}
    (reason,) = why_repair(office.record_id(), actor=office.agent(), tools=office.tools)
    assert (reason.code, reason.outcome) == ("REFUSED_BEFORE", "DENY")
    assert get_record(office.record_id(), actor=office.agent(), tools=office.tools).reason == "REFUSED_BEFORE"
    with office.tools.database.read() as unit:
        kept = unit.session.scalars(select(GateResult).order_by(GateResult.id.desc()).limit(1)).one()
    assert (kept.outcome, kept.case_id) == ("DENY", None), "what was refused is kept as well"

    move_to(office, 2026, 9, 1, 0, 0)
    assert get_record(office.record_id(), actor=office.agent(), tools=office.tools).may_apply
    again = office.open()
    assert again.answers_from == case.number
    again = office.complete(again, "applicant_b", **office.application(again))
    assert again.number == "修复-2026-0002"


def test_s30_without_a_day_of_the_decider_it_is_the_day_after(office: Office) -> None:
    case = office.complete(disputed(office), "decider", **REFUSE)
    assert "自2026年8月11日起" in str(letter(office, case, "T22_REFUSE")["paragraphs"])
    move_to(office, 2026, 8, 10, 23, 59)
    with pytest.raises(RefusedError, match="REFUSED_BEFORE"):
        office.open()
    move_to(office, 2026, 8, 11, 0, 0)
    assert office.open().status == "DRAFT"


def test_s30_a_refusal_bars_no_other_way_and_no_other_record(office: Office) -> None:
    before = [each.code for each in ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance").reasons]
    office.complete(disputed(office), "decider", **REFUSE, reapply_on="2026-12-01")
    after = [each.code for each in ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance").reasons]
    assert after == before == ["UNREPAIRED_RECORD"]


def at_once(*acts: object) -> list[object]:
    """Run several acts at the same moment and return what each got or was refused with."""
    barrier = Barrier(len(acts))

    def run(act: object) -> object:
        barrier.wait()
        try:
            return act()  # type: ignore[operator] # the test gives functions
        except DomainError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_s40_two_agents_at_once_have_one_case_and_the_second_reads_its_number(office: Office) -> None:
    agents = [office.people["applicant_b"], office.people["applicant_b_2"]]
    command = OpenCase("credit_repair", B, {"record_id": office.record_id()})
    opened = at_once(*(lambda who=who: open_case(command, actor=who, tools=office.tools) for who in agents))
    (case,) = [each for each in opened if isinstance(each, CaseView)]
    (other,) = [each for each in opened if isinstance(each, ConflictError)]
    assert (other.code, other.values["case_id"]) == ("RECORD_HAS_OPEN_CASE", case.id)

    answers = office.application(case)
    hand_in = CompleteTask(case.tasks[0].id, answers, version=case.tasks[0].version)
    handed = at_once(*(lambda who=who: complete_task(hand_in, actor=who, tools=office.tools) for who in agents))
    (done,) = [each for each in handed if isinstance(each, CaseView)]
    assert [each.code for each in handed if isinstance(each, DomainError)] == ["TASK_DONE"]
    assert done.number == "修复-2026-0001"
    for who in agents:
        with pytest.raises(ConflictError, match="RECORD_HAS_OPEN_CASE") as refused:
            open_case(command, actor=who, tools=office.tools)
        assert refused.value.values["number"] == "修复-2026-0001"

    case = agreed(office, office.complete(done, "intake", acceptance="ACCEPT"))
    move_to(office, 2026, 8, 14, 9, 0)
    office.complete(seen(office, case), "decider", decision="GRANT")
    move_to(office, 2026, 8, 14, 10, 0)
    move_to(office, 2026, 8, 14, 12, 0)
    assert get_case(case.id, actor=agents[1], tools=office.tools).state == "CLOSED"
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Case.number)).all() == ["修复-2026-0001"]
