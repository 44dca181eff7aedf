"""Objections at the desk of those who handle them: the list, one of them, and who it was."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.objection_policies import may_handle_objections, may_judge_objection
from workflow_app.domain.objections import UNDER_EXAMINATION, Status, being_examined, of_same_ground
from workflow_app.domain.policies import Answer
from workflow_app.models import Objection
from workflow_app.repositories.objections import ObjectionRows
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.intended_repairs import IntendedRepairView, show_repair
from workflow_app.services.objection_contacts import ContactView, contact_of
from workflow_app.services.objection_views import ObjectionFileView, ObjectionView
from workflow_app.services.objection_views import show_objections as show_all
from workflow_app.services.tools import Tools

PAGE = 25
SHOWN_AT_ONCE = 50
"""Repairs on display that the desk lists; more than an office has at a time."""


class Group(StrEnum):
    """The groups of the list."""

    TO_JUDGE = "TO_JUDGE"
    EXAMINED_NOW = "EXAMINED_NOW"
    OVER = "OVER"


STATUSES = {
    Group.TO_JUDGE: frozenset({Status.RECEIVED}),
    Group.EXAMINED_NOW: UNDER_EXAMINATION,
    Group.OVER: frozenset({Status.NOT_ACCEPTED, Status.UPHELD, Status.REJECTED, Status.MOOT}),
}


@dataclass(frozen=True, slots=True)
class ObjectionDetail:
    """An objection as its handler judges it; `rule` says why the reader may not, or is empty.

    `same` is the number of one with the same ground that was accepted before, `running` of one that is examined now.
    """

    objection: ObjectionView
    others: tuple[ObjectionView, ...]
    same: str | None
    running: str | None
    rule: str


def list_objections(
    group: Group, *, actor: Actor, tools: Tools, cursor: str | None = None
) -> tuple[Page[ObjectionView], dict[Group, int]]:
    """Return one page of a group, those due first at the top, and how many each group holds."""
    with tools.database.read() as unit:
        rows = unit.objections.list_for(actor, STATUSES[group], cursor=cursor, limit=PAGE)
        page = cut(rows, limit=PAGE, key=_key)
        counts = {each: unit.objections.count_for(actor, statuses) for each, statuses in STATUSES.items()}
        views = show_all(unit, page.items, cipher=tools.cipher, whole=True)
    return Page(views, page.next_cursor), counts


def list_shown_repairs(*, actor: Actor, tools: Tools) -> tuple[IntendedRepairView, ...]:
    """Return the intended repairs on display where the actor handles objections, the newest first."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.objections.repairs.list_at(_where(actor), now=now, limit=SHOWN_AT_ONCE)
    return tuple(show_repair(each, now=now) for each in rows if each.subject.id not in actor.subject_ids)


def list_undecided_repairs(*, actor: Actor, tools: Tools) -> tuple[IntendedRepairView, ...]:
    """Return the repairs whose publicity is over and that are not decided: what came in time may be taken down yet."""
    with tools.database.read() as unit:
        rows = unit.objections.repairs.list_afterwards(_where(actor), limit=SHOWN_AT_ONCE)
    now = tools.clock.now()
    return tuple(show_repair(each, now=now) for each in rows if each.subject.id not in actor.subject_ids)


def _where(actor: Actor) -> list[str] | None:
    """Return the authorities at which an actor handles objections, or None for all."""
    held = {grant.authority_id for grant in actor.grants if grant.role is Role.COMPLAINT_HANDLER}
    return None if None in held else sorted(each for each in held if each)


def get_objection(objection_id: str, *, actor: Actor, tools: Tools) -> ObjectionDetail:
    """Return an objection; raises NotFoundError OBJECTION_UNKNOWN for those who do not handle it."""
    with tools.database.read() as unit:
        rows = unit.objections.get(objection_id)
        refuse_stranger(actor, rows)
        others = unit.objections.rows_of_case(rows.case.id, list(Status))
        views = show_all(unit, others, cipher=tools.cipher, whole=True)
        answer = judging(unit, actor, rows.case.id)
    earlier = [each.objection for each in others if each.objection.id != objection_id]
    return ObjectionDetail(
        objection=next(each for each in views if each.id == objection_id),
        others=tuple(each for each in views if each.id != objection_id),
        same=_number(of_same_ground(rows.objection.ground, earlier), earlier),
        running=_number(being_examined(earlier), earlier),
        rule="" if answer.allowed else answer.rule,
    )


def read_contact(objection_id: str, *, actor: Actor, tools: Tools) -> ContactView:
    """Return who objects, in clear; that it was read is kept in the trail. Raises NotFoundError for strangers."""
    now = tools.clock.now()
    with tools.database.write() as unit:
        rows = unit.objections.get(objection_id)
        refuse_stranger(actor, rows)
        contact = contact_of(rows.objection, tools.cipher)
        if contact is None:
            raise NotFoundError("OBJECTION_UNKNOWN")
        said = {"objection": rows.objection.number}
        record_for_case(unit, case_id=rows.case.id, actor=actor, action="objection.contact_read", data=said, now=now)
        unit.commit()
    return replace(contact, is_clear=True)


def open_file(file_id: str, *, actor: Actor, tools: Tools) -> tuple[ObjectionFileView, BinaryIO]:
    """Return a file of an objection and its bytes; raises NotFoundError for those who do not handle it."""
    with tools.database.read() as unit:
        row = unit.objections.find_file(file_id)
        if row is None or row.objection_id is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        rows = unit.objections.get(row.objection_id)
        if not may_handle_objections(
            actor, authority_id=rows.objection.authority_id, subject_id=rows.case.subject_id
        ).allowed:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        return ObjectionFileView(row.id, row.filename, row.media_type, row.size), tools.blobs.open(row.sha256)


def refuse_stranger(actor: Actor, rows: ObjectionRows) -> None:
    """Refuse those who do not handle objections there, who learn only that there is none; and those concerned."""
    answer = may_handle_objections(actor, authority_id=rows.objection.authority_id, subject_id=rows.case.subject_id)
    if answer.rule == "CONFLICT_OF_INTEREST":
        raise ForbiddenError(answer.rule)
    if not answer.allowed:
        raise NotFoundError("OBJECTION_UNKNOWN")


def judging(unit: UnitOfWork, actor: Actor, case_id: str) -> Answer:
    """Tell whether a handler may judge what is objected to in a case: not one who did another step of it."""
    staff = {
        task.completed_by
        for task in unit.tasks.of_case(case_id)
        if task.completed_by and task.role not in (Role.APPLICANT, Role.COMPLAINT_HANDLER)
    }
    return may_judge_objection(actor, staff=staff)


def _number(found: object, among: list[Objection]) -> str | None:
    return next((each.number for each in among if each is found), None)


def _key(rows: ObjectionRows) -> tuple[str, str]:
    return (rows.objection.accept_due_at.isoformat(), rows.objection.id)
