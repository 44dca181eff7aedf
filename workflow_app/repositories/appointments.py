"""Questions about tasks for which nobody is left, and about whom the head of a section may name (rule A17)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.actors import Role
from workflow_app.domain.appointing import MAY_BE_NAMED, AppointmentStatus
from workflow_app.domain.commands.appointments import AppointmentFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import (
    Account,
    AccountRole,
    Appointment,
    Authorisation,
    Case,
    Department,
    SubjectSuccession,
    Task,
)
from workflow_app.repositories.cases import WITH_ROWS, CaseRows, to_rows
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000
TODAY = bindparam("today", type_=Date)


@dataclass(frozen=True, slots=True)
class AppointmentRows:
    """What a head of section is asked, the task it is about, and its case."""

    appointment: Appointment
    task: Task
    rows: CaseRows


class Appointments:
    """Tasks without anybody, and who was named for them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, appointment_id: str) -> AppointmentRows:
        """Return a question with its task and case; raises NotFoundError APPOINTMENT_UNKNOWN."""
        row = self.session.execute(_with_rows().where(Appointment.id == appointment_id)).one_or_none()
        if row is None:
            raise NotFoundError("APPOINTMENT_UNKNOWN")
        return _rows(row)

    def lock(self, appointment_id: str) -> Appointment:
        """Return a question as it is now, held until commit."""
        statement = select(Appointment).where(Appointment.id == appointment_id).with_for_update()
        return self.session.scalars(statement.execution_options(populate_existing=True)).one()

    def find_open(self, task_id: str) -> Appointment | None:
        """Return what is asked about a task and not settled, held until commit, or None."""
        statement = select(Appointment).where(Appointment.open_task_id == task_id).with_for_update()
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def list_page(self, wanted: AppointmentFilter, authority_ids: Collection[str]) -> Sequence[AppointmentRows]:
        """Return up to `limit + 1` questions at authorities: what waits longest first, else the newest first."""
        statement = _at(_with_rows(), authority_ids, wanted)
        waiting = wanted.status == "waiting"
        if wanted.cursor:
            last = mark(wanted.cursor, str)[1]
            statement = statement.where(Appointment.id > last if waiting else Appointment.id < last)
        order = Appointment.id if waiting else Appointment.id.desc()
        return [_rows(row) for row in self.session.execute(statement.order_by(order).limit(wanted.limit + 1))]

    def count_waiting(self, authority_ids: Collection[str]) -> int:
        """Return how many wait for a name, at most 1,000."""
        wanted = (Appointment.status == AppointmentStatus.WANTED) & Appointment.authority_id.in_(authority_ids)
        counted = select(Appointment.id).where(wanted).limit(COUNT_LIMIT).subquery()
        return self.session.scalar(select(func.count()).select_from(counted)) or 0

    def list_of_case(self, case_id: str) -> Sequence[AppointmentRows]:
        """Return every question of a case, the oldest first."""
        statement = _with_rows().where(Appointment.case_id == case_id).order_by(Appointment.id)
        return [_rows(row) for row in self.session.execute(statement)]

    def list_unstaffed(self, *, today: date, limit: int) -> Sequence[str]:
        """Return tasks of the office that nobody is left to do and of which nobody was told yet."""
        return self.session.scalars(_unstaffed().limit(limit), {"today": today}).all()

    def list_settled(self, *, today: date, limit: int) -> Sequence[str]:
        """Return tasks whose question needs no answer any more: they are over, or somebody may do them again."""
        return self.session.scalars(_settled().limit(limit), {"today": today}).all()

    def is_staffed(self, task_id: str, *, today: date) -> bool:
        """Tell whether anybody is left who may do a task."""
        statement = select(Task.id).where(Task.id == task_id, _is_staffed())
        return self.session.scalar(statement, {"today": today}) is not None

    def list_staff(self, authority_id: str) -> Sequence[tuple[Account, str, Department | None]]:
        """Return the people of an authority with each role they hold there and its section."""
        statement = (
            select(Account, AccountRole.role, Department)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .outerjoin(Department, Department.id == AccountRole.department_id)
            .where(AccountRole.authority_id == authority_id, Account.disabled.is_(False))
            .order_by(Account.name, Account.id, AccountRole.role)
        )
        return [(row.Account, row.role, row.Department) for row in self.session.execute(statement)]

    def acting_for(self, subject_id: str, account_ids: Collection[str], *, today: date) -> frozenset[str]:
        """Return who of some people acts for a subject, or for the one that took its place, on a day."""
        theirs = Authorisation.account_id.in_(account_ids)
        return frozenset(self.session.scalars(select(Authorisation.account_id).where(theirs, _acts(subject_id, today))))


def _with_rows() -> Select[*tuple[Any, ...]]:
    return (
        WITH_ROWS.add_columns(Task, Appointment)
        .join(Task, Task.case_id == Case.id)
        .join(Appointment, Appointment.task_id == Task.id)
    )


def _rows(row: Any) -> AppointmentRows:  # noqa: ANN401 - a row of the joined statement above
    return AppointmentRows(row.Appointment, row.Task, to_rows(row))


def _at(
    statement: Select[*tuple[Any, ...]], authority_ids: Collection[str], wanted: AppointmentFilter
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(Appointment.authority_id.in_(authority_ids))
    return statement.where(Appointment.status == AppointmentStatus.WANTED) if wanted.status == "waiting" else statement


@cache
def _unstaffed() -> Select[str]:
    """Ask for tasks of the office without anybody, untold yet; put together once, for it is asked every few hours."""
    lacking = (Task.status == "OPEN") & (Task.role != Role.APPLICANT) & Task.unstaffed_at.is_(None)
    return select(Task.id).where(lacking, ~_is_staffed()).order_by(Task.id)


@cache
def _settled() -> Select[str]:
    """Ask for tasks whose question needs no answer any more."""
    over = or_(Task.status != "OPEN", _is_staffed())
    return select(Task.id).join(Appointment, Appointment.open_task_id == Task.id).where(over).order_by(Task.id)


def _is_staffed() -> ColumnElement[bool]:
    """Tell whether anybody enabled holds a task's role where it is, or was appointed, and may do it in this case.

    On the day that is given as `today`.
    """
    here = or_(AccountRole.authority_id.is_(None), AccountRole.authority_id == Task.authority_id)
    holds = and_(
        AccountRole.role == Task.role,
        here,
        or_(Task.department.is_(None), Department.code == Task.department),
    )
    works_here = and_(here, AccountRole.role.in_(sorted(MAY_BE_NAMED)))
    somebody = (
        select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .outerjoin(Department, Department.id == AccountRole.department_id)
        .where(
            Account.disabled.is_(False),
            or_(holds, and_(Account.id == Task.appointee_id, works_here)),
            ~_is_colleague(),
            ~exists()
            .where(Authorisation.account_id == Account.id, _acts(Task.subject_id, TODAY))
            .correlate(Account, Task),
        )
    )
    return somebody.correlate(Task).exists()


def _is_colleague() -> ColumnElement[bool]:
    """Tell whether the account did another part of the same separation group in the case, or filed it.

    Two queries lie around this one: what is not named as theirs would be any task there is.
    """
    other = aliased(Task)
    is_other_part = or_(other.role != Task.role, other.form.is_distinct_from(Task.form))
    took_part = and_(other.separation_group == Task.separation_group, is_other_part)
    filed = and_(other.role == Role.APPLICANT, Task.role != Role.APPLICANT)
    here = (other.case_id == Task.case_id, other.completed_by == Account.id)
    return exists().where(*here, or_(took_part, filed)).correlate(Account, Task)


def _acts(subject_id: Any, today: date | BindParameter[date]) -> ColumnElement[bool]:  # noqa: ANN401 - id or column
    """Tell whether an authorisation is good on a day, for a subject or for the one that took its place."""
    follows = exists().where(
        SubjectSuccession.successor_id == Authorisation.subject_id, SubjectSuccession.subject_id == subject_id
    )
    successor = follows.correlate(Authorisation, Task)
    lasting = or_(Authorisation.valid_to.is_(None), Authorisation.valid_to >= today)
    return and_(or_(Authorisation.subject_id == subject_id, successor), Authorisation.valid_from <= today, lasting)
