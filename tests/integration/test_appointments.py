"""Nobody is left for a step: the head of section is asked and names somebody of another section, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import another_penalty
from office import B, Office
from scenario_steps import open_record
from sqlalchemy import select, update

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.appointments import Appoint, AppointmentFilter
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask, TaskAct, TaskFilter
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Account, Appointment, Assignment, Authorisation, Notice
from workflow_app.services.access import disable_account, enable_account
from workflow_app.services.appointing import appoint
from workflow_app.services.appointment_views import AppointmentView, get_appointment, list_appointments
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.inbox import list_tasks
from workflow_app.services.opening import open_case
from workflow_app.services.tasks import claim_task
from workflow_app.services.views import CaseView

WHY = "本科复审人员均已参与本案，由法规科陈静承担复审。"
AGREED = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("section_head", Role.SECTION_HEAD)
    made.hire("supervisor", Role.SUPERVISOR)
    made.hire("trainer", Role.TRAINER)
    yield made
    made.close()


def looked(office: Office) -> None:
    """Let the next look at open tasks come."""
    office.pass_time(hours=4)


def asked(office: Office, who: str = "section_head") -> list[AppointmentView]:
    page, _ = list_appointments(AppointmentFilter(), actor=office.people[who], tools=office.tools)
    return list(page.items)


def told(office: Office, code: str) -> list[str | None]:
    with office.tools.database.read() as unit:
        found = unit.session.scalars(select(Notice).where(Notice.code == code).order_by(Notice.id))
        return [each.role or each.account_id for each in found]


def without_second_reviewer(office: Office) -> CaseView:
    """Bring a case to the second review, for which nobody is left."""
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    disable_account("second_reviewer", tools=office.tools)
    office.work()
    return case


def name(office: Office, who: str, *, by: str = "section_head", reason: str = WHY) -> str:
    (view,) = asked(office)
    return appoint(Appoint(view.id, office.people[who].id, reason), actor=office.people[by], tools=office.tools)


def wrong(office: Office, who: str) -> str:
    with pytest.raises(InvalidError) as refused:
        name(office, who)
    return refused.value.errors[0].code


def test_where_somebody_is_left_nobody_is_asked(office: Office) -> None:
    office.complete(office.apply(), "first_reviewer", **AGREED)
    looked(office)
    assert asked(office) == []
    assert told(office, "APPOINTMENT_WANTED") == []


def test_what_somebody_did_in_one_case_takes_them_from_no_other(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    office.complete(case, "second_reviewer", second_opinion="AGREE")
    another_penalty(office.tools)
    other = open_record(office, "牟城管罚决字〔2026〕第903号")
    office.complete(office.complete(other, "applicant_b", **office.application(other)), "intake", acceptance="ACCEPT")
    looked(office)
    assert asked(office) == []


def test_who_acts_for_one_enterprise_may_work_on_the_cases_of_others(office: Office) -> None:
    uscc = SUBJECT_BY_KEY["D"].uscc
    about = {"record_id": office.record_id("牟城管罚决字〔2026〕第043号")}
    open_case(OpenCase("credit_repair", uscc, about), actor=office.agent(uscc, "applicant_d"), tools=office.tools)
    act_for(office, office.people["second_reviewer"].id, uscc)
    office.complete(office.apply(), "first_reviewer", **AGREED)
    looked(office)
    assert asked(office) == []


def test_the_head_and_those_who_watch_are_told_once_when_the_last_account_is_shut(office: Office) -> None:
    case = without_second_reviewer(office)
    looked(office)
    (view,) = asked(office)
    assert (view.case_id, view.element, view.role) == (case.id, "review_second", "SECOND_REVIEWER")
    assert sorted(map(str, told(office, "APPOINTMENT_WANTED"))) == ["SECTION_HEAD", "SUPERVISOR"]
    shown = get_case(case.id, actor=office.people["section_head"], tools=office.tools)
    assert [task.waits_for_appointment for task in shown.tasks] == [True]
    assert [each.id for each in asked(office, "supervisor")] == [view.id]


def test_a_step_is_missed_within_hours_also_where_everybody_left_took_part(office: Office) -> None:
    first = office.people["first_reviewer"]
    with office.tools.database.write() as unit:
        unit.session.execute(update(Account).where(Account.username == "second_reviewer").values(disabled=True))
        unit.commit()
    both = office.hire("does_both", Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)
    case = office.complete(office.apply(), "does_both", **AGREED)
    looked(office)
    assert [each.case_id for each in asked(office)] == [case.id]
    assert wrong(office, "does_both") == "NAMED_TOOK_PART"
    assert first.id != both.id


def test_who_acts_for_the_enterprise_does_not_count_and_cannot_be_named(office: Office) -> None:
    office.complete(office.apply(), "first_reviewer", **AGREED)
    for each in ("second_reviewer", "trainer"):
        act_for_b(office, office.people[each].id)
    looked(office)
    assert wrong(office, "trainer") == "NAMED_IS_INTERESTED"
    (view,) = asked(office)
    _, candidates = get_appointment(view.id, actor=office.people["section_head"], tools=office.tools)
    rules = {each.name: each.rule for each in candidates}
    assert rules["trainer"] == rules["second_reviewer"] == "NAMED_IS_INTERESTED"
    assert (rules["first_reviewer"], rules["section_head"]) == ("NAMED_TOOK_PART", "NAMED_ONESELF")
    assert "supervisor" not in rules
    assert "system_admin" not in rules


def act_for_b(office: Office, account_id: str) -> None:
    act_for(office, account_id, B)


def act_for(office: Office, account_id: str, uscc: str) -> None:
    with office.tools.database.write() as unit:
        subject = unit.subjects.find_by_uscc(uscc)
        assert subject is not None
        day = office.clock.now().date()
        unit.add(Authorisation(account_id=account_id, subject_id=subject.id, kind="AGENT", valid_from=day))
        unit.commit()


def test_the_named_person_does_the_step_and_the_record_keeps_name_and_reason(office: Office) -> None:
    case = without_second_reviewer(office)
    assert name(office, "trainer") == case.id
    trainer = office.people["trainer"]
    assert told(office, "APPOINTED") == [trainer.id]
    inbox = list_tasks(TaskFilter(scope="group"), actor=trainer, tools=office.tools).items
    (task,) = (each for each in inbox if each.case_id == case.id)
    assert task.is_appointed
    claimed = claim_task(TaskAct(task.id, task.version), actor=trainer, tools=office.tools)
    complete_task(CompleteTask(claimed.id, {"second_opinion": "AGREE"}), actor=trainer, tools=office.tools)
    shown = get_case(case.id, actor=office.people["section_head"], tools=office.tools)
    assert [(each.name, each.reason, each.made_by) for each in shown.appointments] == [("trainer", WHY, "section_head")]
    acts = {
        each.action: each.data for each in case_history(case.id, actor=office.people["decider"], tools=office.tools)
    }
    assert acts["case.appointed"]["reason"] == WHY
    assert acts["case.appointed"]["account_id"] == trainer.id
    with office.tools.database.read() as unit:
        kinds = unit.session.scalars(select(Assignment.kind).where(Assignment.task_id == task.id)).all()
    assert "APPOINTED" in kinds
    (after,) = shown.tasks
    with pytest.raises(ForbiddenError):
        complete_task(CompleteTask(after.id, {"decision": "GRANT"}), actor=trainer, tools=office.tools)


def test_the_applicant_reads_neither_the_name_nor_the_reason(office: Office) -> None:
    case = without_second_reviewer(office)
    name(office, "trainer")
    agent = office.people["applicant_b"]
    assert get_case(case.id, actor=agent, tools=office.tools).appointments == ()
    told_to = {each.action for each in case_history(case.id, actor=agent, tools=office.tools)}
    assert not {each for each in told_to if "appoint" in each}


def test_only_the_head_of_the_section_names_and_to_strangers_there_is_nothing_to_ask(office: Office) -> None:
    without_second_reviewer(office)
    with pytest.raises(ForbiddenError):
        name(office, "trainer", by="supervisor")
    with pytest.raises(NotFoundError):
        name(office, "trainer", by="decider")
    head = office.people["section_head"]
    elsewhere = replace(head, grants=frozenset(replace(each, authority_id=head.id) for each in head.grants))
    (view,) = asked(office)
    with pytest.raises(NotFoundError):
        get_appointment(view.id, actor=elsewhere, tools=office.tools)


def test_a_reason_is_needed_and_a_stranger_cannot_be_named(office: Office) -> None:
    without_second_reviewer(office)
    for reason, code in (("  ", "REQUIRED"), ("长" * 201, "TOO_LONG")):
        with pytest.raises(InvalidError) as refused:
            name(office, "trainer", reason=reason)
        assert refused.value.errors[0].code == code
    assert wrong(office, "applicant_b") == "NOT_A_CHOICE"
    assert wrong(office, "section_head") == "NAMED_ONESELF"
    assert wrong(office, "supervisor") == "NAMED_WATCHES"


def test_two_heads_at_once_name_one_person(office: Office) -> None:
    without_second_reviewer(office)
    (view,) = asked(office)
    name(office, "trainer")
    again = Appoint(view.id, office.people["data_clerk"].id, WHY)
    with pytest.raises(ConflictError, match="APPOINTMENT_SETTLED"):
        appoint(again, actor=office.people["section_head"], tools=office.tools)


def test_nobody_need_be_named_any_more_once_somebody_of_the_role_is_back(office: Office) -> None:
    case = without_second_reviewer(office)
    enable_account("second_reviewer", tools=office.tools)
    looked(office)
    assert asked(office) == []
    (task,) = get_case(case.id, actor=office.people["decider"], tools=office.tools).tasks
    assert not task.waits_for_appointment
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Appointment.status)).all() == ["NOT_NEEDED"]


def test_where_the_named_person_leaves_the_head_is_asked_again(office: Office) -> None:
    without_second_reviewer(office)
    name(office, "trainer")
    disable_account("trainer", tools=office.tools)
    office.work()
    assert len(asked(office)) == 1
    assert len(told(office, "APPOINTMENT_WANTED")) == 2 * len(("SECTION_HEAD", "SUPERVISOR"))
