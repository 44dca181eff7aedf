"""Tasks that wait for a name as the head of the section sees them: what, since when, and who can be named."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.appointing import AppointmentStatus, may_appoint, may_be_named, reads_appointments
from workflow_app.domain.commands.appointments import AppointmentFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.repositories.appointments import AppointmentRows, Appointments
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.colleagues import colleagues
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

WATCHES = "NAMED_WATCHES"
"""Who administers the service or watches over the office is not offered at all."""


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """What is asked about one task; `rule` says why its reader names nobody, or is empty."""

    id: str
    case_id: str
    number: str | None
    subject_name: str
    element: str
    what_zh: str
    what_en: str
    role: str
    status: str
    wanted_at: datetime
    name: str
    reason: str
    made_by: str
    settled_at: datetime | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the authority; `rule` says why they cannot be named, or is empty."""

    id: str
    name: str
    roles: tuple[str, ...]
    section_zh: str
    section_en: str
    rule: str


def list_appointments(wanted: AppointmentFilter, *, actor: Actor, tools: Tools) -> tuple[Page[AppointmentView], int]:
    """Return a page of what was asked at the authorities of a reader, and how many of all wait for a name."""
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if reads_appointments(actor, each.id)]
        found = Appointments(unit.session).list_page(wanted, ids)
        page = cut(found, limit=wanted.limit, key=lambda each: (each.appointment.id, each.appointment.id))
        views = show_appointments(unit, page.items, actor=actor, tools=tools)
        return Page(list(views), page.next_cursor), Appointments(unit.session).count_waiting(ids)


def get_appointment(
    appointment_id: str, *, actor: Actor, tools: Tools
) -> tuple[AppointmentView, tuple[Candidate, ...]]:
    """Return what is asked, and who can be named or why not; raises NotFoundError APPOINTMENT_UNKNOWN."""
    with tools.database.read() as unit:
        found = Appointments(unit.session).get(appointment_id)
        if not reads_appointments(actor, found.task.authority_id):
            raise NotFoundError("APPOINTMENT_UNKNOWN")
        (view,) = show_appointments(unit, [found], actor=actor, tools=tools)
        asks = found.appointment.status == AppointmentStatus.WANTED and not view.rule
        return view, _candidates(unit, found, actor, tools) if asks else ()


def show_appointments(
    unit: UnitOfWork, found: Collection[AppointmentRows], *, actor: Actor, tools: Tools
) -> tuple[AppointmentView, ...]:
    """Return what was asked about tasks, with the names of who answered and who was named."""
    asked = [each.appointment for each in found]
    people = [each for row in asked for each in (row.account_id, row.made_by)]
    names = unit.accounts.names(people) if any(people) else {}
    return tuple(_show(unit, each, names, actor, tools) for each in found)


def _show(
    unit: UnitOfWork, found: AppointmentRows, names: dict[str, str], actor: Actor, tools: Tools
) -> AppointmentView:
    asked, task, rows = found.appointment, found.task, found.rows
    element = loaded_of(unit, rows, tools).compiled.elements.get(task.element)
    answer = may_appoint(actor, authority_id=task.authority_id, subject_id=task.subject_id)
    return AppointmentView(
        id=asked.id,
        case_id=task.case_id,
        number=rows.case.number,
        subject_name=rows.subject.name,
        element=task.element,
        what_zh=element.name if element else task.element,
        what_en=element.name_en if element else task.element,
        role=task.role,
        status=asked.status,
        wanted_at=asked.wanted_at,
        name=names.get(asked.account_id or "", ""),
        reason=asked.reason or "",
        made_by=names.get(asked.made_by or "", ""),
        settled_at=asked.settled_at,
        rule="" if answer.allowed else answer.rule,
    )


def _candidates(unit: UnitOfWork, found: AppointmentRows, actor: Actor, tools: Tools) -> tuple[Candidate, ...]:
    """Return everybody who works at the authority, those who can be named first."""
    task, appointments = found.task, Appointments(unit.session)
    people: dict[str, Candidate] = {}
    for account, role, section in appointments.list_staff(task.authority_id):
        before = people[account.id].roles if account.id in people else ()
        zh, en = (section.name_zh, section.name_en) if section else ("", "")
        people[account.id] = Candidate(account.id, account.name, (*before, role), zh, en, "")
    took_part = colleagues(task, unit.tasks.of_case(task.case_id))
    interested = appointments.acting_for(task.subject_id, list(people), today=local_date(tools.clock.now()))
    judged = [replace(each, rule=_rule(each, actor, took_part, interested)) for each in people.values()]
    return tuple(sorted((each for each in judged if each.rule != WATCHES), key=lambda each: bool(each.rule)))


def _rule(each: Candidate, actor: Actor, took_part: Collection[str], interested: Collection[str]) -> str:
    """Return why somebody cannot be named, or nothing."""
    answer = may_be_named(each.id, each.roles, by=actor.id, colleagues=took_part, interested=interested)
    return "" if answer.allowed else answer.rule
