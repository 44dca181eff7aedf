"""Moving running cases survives crashes, repetitions and people who act meanwhile; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from objections import now
from office import Office
from scenario_steps import AGREE
from sqlalchemy import select, update
from versions_taken import came_out, case_row, take, version_of, with_third_review

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError
from workflow_app.models import Case, DueWork, Incident
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import background
from workflow_app.services.audit_verify import verify
from workflow_app.services.background import new_owner, run_once
from workflow_app.services.completing import complete_task
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.handlers import Handler
from workflow_app.services.incidents import retry_incident
from workflow_app.services.migration_work import MIGRATE_CASE, SECOND_LOOK
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def in_second_review(office: Office) -> CaseView:
    return office.complete(office.apply(), "first_reviewer", **AGREE)


def test_a_worker_killed_half_way_leaves_the_case_whole_and_the_next_one_moves_it_once(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())

    def die(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
        MIGRATE_CASE.record(unit, row, told, tools)
        unit.flush()
        raise SystemExit

    kinds = {**KINDS, "migrate_case": Handler(record=die)}
    run_once(office.tools, owner=new_owner(), kinds=kinds, limit=1)
    with pytest.raises(SystemExit):
        background.run_due(office.tools, kinds=kinds)
    assert (version_of(office, case.id), came_out(office, case.id)) == (case.process_version, [])
    with office.tools.database.write() as unit:
        leased = update(DueWork).where(DueWork.status == "LEASED")
        unit.session.execute(leased.values(status="PENDING", lease_owner=None, lease_until=None))
        unit.commit()
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert verify(office.tools) == ()


def test_work_that_is_repeated_moves_nothing_twice(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    office.work()
    with office.tools.database.write() as unit:
        unit.session.execute(update(DueWork).where(DueWork.kind.startswith("migrate")).values(status="PENDING"))
        unit.commit()
    before = case_row(office, case.id).audit_length
    office.work()
    assert (came_out(office, case.id), case_row(office, case.id).audit_length) == ([("MOVED", None, None)], before)


def test_what_the_first_look_could_not_see_yet_is_found_by_the_second(office: Office) -> None:
    case = in_second_review(office)

    def set_status(status: str) -> None:
        with office.tools.database.write() as unit:
            unit.session.execute(update(Case).where(Case.id == case.id).values(status=status))
            unit.commit()

    take(office, with_third_review())
    set_status("ENDED")  # as one that another transaction is still filing, it is not among those that run
    office.work()
    set_status("RUNNING")
    office.pass_time(seconds=SECOND_LOOK.total_seconds() - 1)
    assert came_out(office, case.id) == []
    office.pass_time(seconds=1)
    assert came_out(office, case.id) == [("MOVED", None, None)]


def test_who_completes_a_task_while_the_case_moves_is_done_in_one_version_or_the_other(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    said: list[str] = []

    def complete() -> None:
        try:
            task = CompleteTask(case.tasks[0].id, {"second_opinion": "AGREE"})
            said.append(complete_task(task, actor=office.people["second_reviewer"], tools=office.tools).tasks[0].key)
        except ConflictError as error:
            said.append(error.code)

    people = [Thread(target=complete), Thread(target=office.work)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    office.work()
    assert said[0] in {"review_third", "decide_repair"}
    assert now(office, case).tasks[0].key == said[0]
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert verify(office.tools) == ()


def test_a_form_that_was_open_before_is_seen_to_be_an_older_one(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    office.work()
    task = case.tasks[0]
    with pytest.raises(ConflictError, match="STALE"):
        complete_task(
            CompleteTask(task.id, {"second_opinion": "AGREE"}, version=task.version),
            actor=office.people["second_reviewer"],
            tools=office.tools,
        )


def give_up(office: Office) -> None:
    """Work until moving a case has failed so often that a person must look."""

    def fail(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
        del unit, row, told, tools
        raise ValueError

    kinds = {**KINDS, "migrate_case": replace(MIGRATE_CASE, record=fail)}
    for _ in range(9):
        run_once(office.tools, owner=new_owner(), kinds=kinds)
        with office.tools.database.write() as unit:
            unit.due_work.end_back_off(machine=office.tools.machine())
            unit.commit()


def try_again(office: Office, case: CaseView) -> None:
    with office.tools.database.read() as unit:
        found = unit.incidents.find_open(case_id=case.id)
        work = next(each.id for each in found if each.due_work_id)
    retry_incident(work, actor=office.hire_everywhere("ops", Role.SYSTEM_ADMIN), tools=office.tools)


def test_what_cannot_be_moved_for_a_fault_stays_and_an_incident_says_so(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    give_up(office)
    assert came_out(office, case.id) == [("STAYED", "FAULT", None)]
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(DueWork.status).where(DueWork.kind == "migrate_case")).all() == ["DEAD"]
        assert unit.incidents.find_open(case_id=case.id)


def test_what_is_tried_again_after_a_fault_moves_and_its_incident_closes(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    give_up(office)
    try_again(office, case)
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert version_of(office, case.id) == case.process_version + 1
    with office.tools.database.read() as unit:
        assert unit.incidents.find_open(case_id=case.id) == []
        assert CaseMigrations(unit.session).moves_of(case.id)[0].done_before
    assert verify(office.tools) == ()


def test_what_fails_again_stays_noted_once_and_can_be_tried_once_more(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    give_up(office)
    try_again(office, case)
    give_up(office)
    assert came_out(office, case.id) == [("STAYED", "FAULT", None)]
    with office.tools.database.read() as unit:
        assert len(unit.incidents.find_open(case_id=case.id)) == 1


def test_another_incident_of_the_case_still_keeps_it_where_it_is(office: Office) -> None:
    case = in_second_review(office)
    take(office, with_third_review())
    give_up(office)
    with office.tools.database.write() as unit:
        unit.add(
            Incident(number="E-1", case_id=case.id, code="X", detail="", status="OPEN", created_at=office.clock.now())
        )
        unit.commit()
    try_again(office, case)
    office.work()
    assert came_out(office, case.id) == [("STAYED", "HAS_INCIDENT", None)]
