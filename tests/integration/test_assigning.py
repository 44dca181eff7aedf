"""Who does a task: taken, given by the head of the section, or by the rule that a process names for a step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from moody_sites import bring_in
from office import Office
from scenario_steps import open_record

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.commands.assigning import AssignTasks
from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.process_facts import read_facts
from workflow_app.domain.resources import find
from workflow_app.models import DistrictPost
from workflow_app.services.assigning import Assigned, assign_tasks
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.inbox import count_tasks
from workflow_app.services.notices import list_notices
from workflow_app.services.processes import publish_bundle
from workflow_app.services.section import section_of
from workflow_app.services.views import CaseView

AGREES = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
RETURN = {"second_opinion": "RETURN", "second_reason": "凭证属于另一处罚。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.agent()
    made.hire("head", Role.SECTION_HEAD)
    made.hire("first_reviewer_2", Role.FIRST_REVIEWER)
    yield made
    made.close()


def rule(office: Office, way: str, element: str = "review_first") -> None:
    """Publish the repair once more, with a rule for one of its steps."""
    files = bundle_files(find("bpmn") / "credit_repair")
    text = files["process.toml"].decode().replace("[assigning]\n", f'[assigning]\n{element} = "{way}"\n')
    changed = {**files, "process.toml": text.encode()}
    publish_bundle("credit_repair", changed, by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools)
    office.forget_compiled()


def give(office: Office, case: CaseView, to: str | None, *, by: str = "head") -> Assigned:
    account_id = office.people[to].id if to else None
    command = AssignTasks([task.id for task in case.tasks], account_id)
    return assign_tasks(command, actor=office.people[by], tools=office.tools)


def holder(office: Office, case: CaseView) -> str | None:
    (task,) = get_case(case.id, actor=office.people["head"], tools=office.tools).tasks
    return next((name for name, actor in office.people.items() if actor.id == task.assignee), None)


def test_the_head_gives_a_task_to_a_person_who_is_told_and_takes_it_back(office: Office) -> None:
    case = office.apply()
    assert give(office, case, "first_reviewer_2").done == 1
    assert holder(office, case) == "first_reviewer_2"
    told = list_notices(actor=office.people["first_reviewer_2"], tools=office.tools).items
    assert [each.code for each in told] == ["TASK_ASSIGNED"]
    history = case_history(case.id, actor=office.people["head"], tools=office.tools)
    assert "task.assigned" in [each.action for each in history]
    assert give(office, case, None).done == 1
    assert holder(office, case) is None


def test_giving_it_twice_does_it_once(office: Office) -> None:
    case = office.apply()
    give(office, case, "first_reviewer_2")
    assert give(office, case, "first_reviewer_2").done == 1
    assert len(list_notices(actor=office.people["first_reviewer_2"], tools=office.tools).items) == 1


def test_a_task_goes_only_to_who_may_do_it(office: Office) -> None:
    case = office.apply()
    assert [each.rule for each in give(office, case, "decider").refused] == ["GIVEN_WITHOUT_ROLE"]
    office.hire("both", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
    case = office.complete(case, "both", **AGREES)
    refused = give(office, case, "both").refused
    assert [(each.number, each.rule) for each in refused] == [(case.number, "NAMED_TOOK_PART")]
    assert holder(office, case) is None


def test_nobody_but_the_head_gives_and_a_stranger_learns_nothing(office: Office) -> None:
    case = office.apply()
    assert [each.rule for each in give(office, case, "first_reviewer", by="first_reviewer").refused] == ["ROLE_NEEDED"]
    office.people["stranger"] = Actor(office.people["head"].id, "stranger")
    assert [(each.number, each.rule) for each in give(office, case, "first_reviewer", by="stranger").refused] == [
        ("—", "TASK_UNKNOWN")
    ]


def test_the_head_gives_nothing_of_an_enterprise_they_act_for(office: Office) -> None:
    case = office.apply()
    office.people["head"] = replace(office.people["head"], subject_ids=frozenset({case.subject.id}))
    assert [each.rule for each in give(office, case, "first_reviewer").refused] == ["CONFLICT_OF_INTEREST"]


def test_a_task_that_is_done_or_the_applicants_is_not_given(office: Office) -> None:
    case = office.apply()
    done = office.complete(case, "first_reviewer", **AGREES)
    assert done.tasks
    assert [each.rule for each in give(office, case, "first_reviewer").refused] == ["TASK_DONE"]


def test_what_is_sent_without_tasks_or_with_too_many_is_refused(office: Office) -> None:
    for tasks in ([], [f"00000000-0000-7000-8000-{number:012}" for number in range(101)]):
        with pytest.raises(InvalidError):
            assign_tasks(AssignTasks(tasks, None), actor=office.people["head"], tools=office.tools)


def test_the_figures_tell_open_over_and_free_by_step_and_person(office: Office) -> None:
    case = office.apply()
    view = section_of(actor=office.people["head"], tools=office.tools)
    assert (view.open, view.over, view.free) == (1, 0, 1)
    assert [(step.name_zh, step.open, step.free) for step in view.steps] == [("初审", 1, 1)]
    give(office, case, "first_reviewer_2")
    office.pass_time(days=20)
    view = section_of(actor=office.people["head"], tools=office.tools)
    assert (view.open, view.over, view.free) == (1, 1, 0)
    figures = {person.name: (person.open, person.over) for person in view.people if person.open}
    assert figures == {"first_reviewer_2": (1, 1)}
    assert view.people[0].name == "first_reviewer_2", "who is behind stands first"
    assert count_tasks(actor=office.people["first_reviewer_2"], tools=office.tools).mine == 1


def test_without_a_rule_a_step_is_claimed(office: Office) -> None:
    assert holder(office, office.apply()) is None


def another(office: Office, number: int) -> CaseView:
    """Bring one more case of the enterprise to its first review."""
    document_no = f"牟城管罚决字〔2026〕第9{number:02}号"
    bring_in(office, "B/1", CF_WSH=document_no)
    case = open_record(office, document_no)
    case = office.complete(case, "applicant_b", **office.application(case))
    return office.complete(case, "intake", acceptance="ACCEPT")


def test_by_turns_each_has_a_turn_before_anybody_has_another(office: Office) -> None:
    rule(office, "ROUND_ROBIN")
    turns = []
    for case in (office.apply(), another(office, 1), another(office, 2)):
        turns.append(holder(office, case))
        office.pass_time(minutes=1)
    assert turns == ["first_reviewer", "first_reviewer_2", "first_reviewer"]


def test_by_load_goes_to_who_has_least_to_do_and_between_equals_by_turns(office: Office) -> None:
    for case in (office.apply(), another(office, 1)):
        give(office, case, "first_reviewer_2")
    rule(office, "BY_LOAD")
    loads = []
    for number in (2, 3, 4):
        loads.append(holder(office, another(office, number)))
        office.pass_time(minutes=1)
    assert loads == ["first_reviewer", "first_reviewer", "first_reviewer_2"]


def test_a_return_goes_back_to_who_did_the_part_before(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer_2", **AGREES)
    case = office.complete(case, "second_reviewer", **RETURN)
    assert holder(office, case) == "first_reviewer_2"


def test_by_district_goes_to_who_has_it_and_otherwise_waits_to_be_taken(office: Office) -> None:
    rule(office, "BY_DISTRICT")
    with office.tools.database.write() as unit:
        unit.add(
            DistrictPost(
                authority_id=office.authority.id,
                role="FIRST_REVIEWER",
                district="410122",
                name="中牟县",
                account_id=office.people["first_reviewer_2"].id,
            )
        )
        unit.commit()
    assert holder(office, office.apply()) == "first_reviewer_2"


def test_a_district_that_nobody_has_leaves_the_task_to_be_taken(office: Office) -> None:
    rule(office, "BY_DISTRICT")
    assert holder(office, office.apply()) is None


def test_a_rule_never_gives_to_who_did_another_part(office: Office) -> None:
    rule(office, "ROUND_ROBIN", "review_second")
    office.hire("both", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
    case = office.complete(office.apply(), "both", **AGREES)
    assert holder(office, case) == "second_reviewer"


def test_an_unknown_way_is_refused_with_the_process() -> None:
    text = bundle_files(find("bpmn") / "credit_repair")["process.toml"]
    with pytest.raises(RefusedError):
        read_facts(text.replace(b'"BACK"', b'"BY_MOOD"'))
