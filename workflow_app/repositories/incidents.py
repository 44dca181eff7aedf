"""Questions about incidents."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.models import Case, DueWork, Incident, Site
from workflow_app.repositories.pages import Page, cut, instant, mark

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look alike when read out over the telephone."""
SIZE = 5


def new_number(now: datetime) -> str:
    """Return a number for people, such as E-20260929-7K3FM; the unique rule stands against a twin."""
    return f"E-{local_date(now):%Y%m%d}-{''.join(secrets.choice(LETTERS) for _ in range(SIZE))}"


@dataclass(frozen=True, slots=True)
class IncidentRows:
    """An incident with the number of its case, the work that failed, and the site that was to answer."""

    incident: Incident
    case_number: str | None
    work: DueWork | None
    site: Site | None


class Incidents:
    """Steps that failed."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, incident_id: str) -> Incident:
        """Return an incident, locked until commit; raises NotFoundError INCIDENT_UNKNOWN."""
        row = self.session.scalar(select(Incident).where(Incident.id == incident_id).with_for_update(key_share=True))
        if row is None:
            raise NotFoundError("INCIDENT_UNKNOWN")
        return row

    def find_open(
        self, *, task_id: str | None = None, due_work_id: str | None = None, case_id: str | None = None
    ) -> Sequence[Incident]:
        """Return the open incidents of a task, of a piece of due work or of a case."""
        wanted = {Incident.task_id: task_id, Incident.due_work_id: due_work_id, Incident.case_id: case_id}
        conditions = [column == value for column, value in wanted.items() if value is not None]
        statement = select(Incident).where(Incident.status == "OPEN", *conditions).order_by(Incident.id)
        return self.session.scalars(statement).all() if conditions else ()

    def resolve(
        self,
        *,
        now: datetime,
        task_id: str | None = None,
        due_work_id: str | None = None,
        by: str | None = None,
    ) -> None:
        """Close the open incidents of a task or of a piece of due work that has succeeded at last."""
        what = Incident.task_id == task_id if task_id else Incident.due_work_id == due_work_id
        statement = update(Incident).where(Incident.status == "OPEN", what)
        self.session.execute(statement.values(status="RESOLVED", resolved_at=now, resolved_by=by))

    def is_open_for_kind(self, code: str, kind: str) -> bool:
        """Tell whether there is an open incident of a code for any due work of a kind."""
        statement = (
            select(Incident.id)
            .join(DueWork, DueWork.id == Incident.due_work_id)
            .where(Incident.status == "OPEN", Incident.code == code, DueWork.kind == kind)
        )
        return self.session.scalar(statement.limit(1)) is not None

    def resolve_kind(self, code: str, kind: str, *, now: datetime) -> None:
        """Close the open incidents of a code for all due work of a kind that is not given up."""
        works = select(DueWork.id).where(DueWork.kind == kind, DueWork.status != "DEAD")
        statement = update(Incident).where(
            Incident.status == "OPEN", Incident.code == code, Incident.due_work_id.in_(works)
        )
        self.session.execute(statement.values(status="RESOLVED", resolved_at=now))

    def list_page(self, *, status: str | None, cursor: str | None, limit: int) -> Page[IncidentRows]:
        """Return a page of incidents, the newest first, each with its case and the work that failed."""
        place = (Incident.created_at, Incident.id)
        statement = (
            select(Incident, Case.number, DueWork, Site)
            .outerjoin(Case, Case.id == Incident.case_id)
            .outerjoin(DueWork, DueWork.id == Incident.due_work_id)
            .outerjoin(Site, Site.id == DueWork.site_id)
            .order_by(place[0].desc(), place[1].desc())
            .limit(limit + 1)
        )
        if status is not None:
            statement = statement.where(Incident.status == status)
        if cursor is not None:
            statement = statement.where(tuple_(*place) < mark(cursor, instant))
        rows = [IncidentRows(*row) for row in self.session.execute(statement)]
        return cut(rows, limit=limit, key=lambda row: (row.incident.created_at.isoformat(), row.incident.id))
