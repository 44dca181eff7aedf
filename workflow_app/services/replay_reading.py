"""What was recorded of a finished case, as acts that can be done again in a sandbox."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.audit import case_chain
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.gate import ACTIVE
from workflow_app.domain.process_walks import Act, Does
from workflow_app.domain.replays import Course, Deed
from workflow_app.domain.seeds.walk_cast import APPLICANT
from workflow_app.domain.walk_abouts import About
from workflow_app.models import Case, Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.office_rows import OfficeRows, Rows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

Grants = frozenset[tuple[str, str, str | None]]
"""Roles of somebody, each at an authority and for a department, or for all of them."""
_RECORD_AS_IT_WAS = {"status": ACTIVE, "hidden_at": None, "withheld_at": None, "appeal": None}
_LISTING_AS_IT_WAS = {"status": "SHOWN", "removed_at": None}


@dataclass(frozen=True, slots=True)
class Past:
    """What was recorded of a case: what it was about, who did what and when, and the course that it took.

    `rows` are what it was about, as it was when the case began; `people` are who of the office acted, by their id.
    """

    key: str
    opened_at: datetime
    ended_at: datetime
    about: str
    rows: Rows
    people: Mapping[str, Grants]
    deeds: tuple[Deed, ...]
    course: Course
    files: Mapping[str, bytes]


def read_past(unit: UnitOfWork, case_id: str, *, tools: Tools) -> Past:
    """Return what was recorded of a case.

    Raises RefusedError REPLAY_BEGUN_BY_OFFICE, REPLAY_NO_CODE, REPLAY_ANSWERS_GONE or REPLAY_MOVED where it cannot be
    done again.
    """
    rows = unit.cases.get(case_id)
    tasks = unit.tasks.of_case(case_id)
    case = rows.case
    done = [each for each in tasks if each.status == "DONE"]
    if not any(each.role == Role.APPLICANT for each in done):
        raise RefusedError("REPLAY_BEGUN_BY_OFFICE")
    if rows.subject.uscc is None:
        raise RefusedError("REPLAY_NO_CODE")
    if any(each.form is not None and each.outcome is None for each in done):
        raise RefusedError("REPLAY_ANSWERS_GONE")
    moves = CaseMigrations(unit.session).moves_of(case_id)
    if any(each.done_before or not each.is_draft for each in moves):
        raise RefusedError("REPLAY_MOVED")
    return Past(
        key=rows.runs_on.key,
        opened_at=case.created_at,
        ended_at=case.ended_at or tools.clock.now(),
        about=str(_about(unit, rows)),
        rows=_rows(unit, case),
        people=_people(done),
        deeds=tuple(_deeds(unit, rows, done, tools)),
        course=Course(tuple(case.passed), case.state),
        files=unpack(unit.processes.bundle(case.process_version_id)),
    )


def _about(unit: UnitOfWork, rows: CaseRows) -> About:
    uscc = str(rows.subject.uscc)
    if rows.case.record_id:
        return About(uscc, unit.records.get(rows.case.record_id).record.document_no)
    if rows.case.matter_edition_id:
        matter = unit.matters.get(unit.matters.get_edition(rows.case.matter_edition_id).matter_id)
        return About(uscc, authority=rows.authority.code, matter=matter.code)
    breach = unit.breaches.find_of_case(rows.case.id)
    return About(uscc, authority=rows.authority.code, breach=breach.kind) if breach else About(uscc)


def _rows(unit: UnitOfWork, case: Case) -> Rows:
    """Return what a case was about, as it was before the case changed it."""
    office = OfficeRows(unit.session)
    found = dict(office.read_subject(case.subject_id))
    found["subject"] = [{**each, "status": ACTIVE} for each in found["subject"]]
    if case.record_id:
        found |= office.read_record(case.record_id)
        found["record"] = [{**each, **_RECORD_AS_IT_WAS} for each in found["record"]]
        found["listing"] = [{**each, **_LISTING_AS_IT_WAS} for each in found["listing"]]
    return found


def _people(done: Sequence[Task]) -> dict[str, Grants]:
    found: dict[str, set[tuple[str, str, str | None]]] = {}
    for task in done:
        if task.role != Role.APPLICANT and task.completed_by:
            found.setdefault(task.completed_by, set()).add((task.role, task.authority_id, task.department))
    return {person: frozenset(grants) for person, grants in found.items()}


def _deeds(unit: UnitOfWork, rows: CaseRows, done: Sequence[Task], tools: Tools) -> Iterator[Deed]:
    """Yield what was done, in the order in which the trail of the case says so."""
    left = sorted(done, key=lambda each: (each.completed_at or rows.case.created_at, each.id))
    withdrawal = loaded_of(unit, rows, tools).facts.withdrawal_message
    for entry in unit.audit.list_chain(case_chain(rows.case.id)):
        match entry.action:
            case "task.completed":
                task = next((each for each in left if each.element == entry.data.get("element")), None)
                if task is not None:
                    left.remove(task)
                    yield Deed(entry.at, _completion(task))
            case "case.told":
                yield Deed(entry.at, Act(Does.MESSAGE, what=str(entry.data["message"])))
            case "case.withdrawal_asked" if withdrawal:
                yield Deed(entry.at, Act(Does.MESSAGE, what=withdrawal))


def _completion(task: Task) -> Act:
    who = APPLICANT if task.role == Role.APPLICANT else task.completed_by or ""
    return Act(Does.COMPLETE, who, task.element, values=task.outcome or {})
