"""Questions about a section: who holds which role, how much each has to do, and whose turn it is.

Figures count no further than `MOST` in each part, so that they cost the same before any number of tasks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, case, cast, func, select, union_all, update
from sqlalchemy.orm import Session

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.models import Account, AccountRole, Department, DistrictPost, Task

MOST = 1000


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks of one step somebody holds, or nobody, and how many of them are over; one of their cases."""

    element: str
    assignee_id: str | None
    held: int
    over: int
    case_id: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role, and when a task was last given to them in turn."""

    id: str
    name: str
    last_turn_at: datetime | None


class Sections:
    """People of an authority and what they have to do."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def holders(self, authority_id: str, role: str, department: str | None) -> Sequence[Holder]:
        """Return who may do the tasks of a role at an authority, for a section where one is named."""
        statement = (
            select(Account.id, Account.name, func.max(AccountRole.last_turn_at).label("turn"))
            .join(AccountRole, AccountRole.account_id == Account.id)
            .outerjoin(Department, Department.id == AccountRole.department_id)
            .where(AccountRole.role == role, AccountRole.authority_id == authority_id, Account.disabled.is_(False))
            .group_by(Account.id, Account.name)
            .order_by(Account.id)
        )
        if department is not None:
            statement = statement.where(Department.code == department)
        return [Holder(row.id, row.name, row.turn) for row in self.session.execute(statement)]

    def loads(self, authority_ids: Collection[str], people: Collection[str], *, now: datetime) -> Sequence[Load]:
        """Return what is open at some authorities, by step and by who holds it."""
        is_open, free_for = Task.status == "OPEN", Task.assignee_id.is_(None)
        free = [
            is_open & free_for & (Task.authority_id == authority_id) & (Task.role == role)
            for authority_id in sorted(authority_ids)
            for role in sorted(DESK_ROLES)
        ]
        here = Task.authority_id.in_(sorted(authority_ids))
        held = [is_open & here & (Task.assignee_id == each) for each in sorted(people)]
        columns = (Task.element, Task.assignee_id, Task.near_at, Task.case_id)
        parts = [select(*columns).where(each).order_by(Task.near_at).limit(MOST).subquery() for each in (*free, *held)]
        every = union_all(*(select(part) for part in parts)).subquery()
        over = func.sum(case((every.c.near_at <= now, 1), else_=0))
        statement = select(
            every.c.element, every.c.assignee_id, func.count(), over, func.min(cast(every.c.case_id, String))
        ).group_by(every.c.element, every.c.assignee_id)
        return [Load(*row) for row in self.session.execute(statement)]

    def open_counts(self, people: Collection[str]) -> dict[str, int]:
        """Return how many open tasks each of some people holds."""
        counted = (
            select(Task.assignee_id, func.count())
            .where(Task.status == "OPEN", Task.assignee_id.in_(people))
            .group_by(Task.assignee_id)
        )
        return {str(account_id): count for account_id, count in self.session.execute(counted)}

    def note_turn(self, account_id: str, role: str, authority_id: str, *, now: datetime) -> None:
        """Keep that somebody has just had their turn."""
        theirs = (AccountRole.account_id == account_id) & (AccountRole.role == role)
        statement = update(AccountRole).where(theirs, AccountRole.authority_id == authority_id)
        self.session.execute(statement.values(last_turn_at=now), execution_options={"synchronize_session": False})

    def list_posts(self, authority_ids: Collection[str]) -> Sequence[tuple[DistrictPost, str]]:
        """Return who has which district at some authorities, with their names."""
        statement = (
            select(DistrictPost, Account.name.label("person"))
            .join(Account, Account.id == DistrictPost.account_id)
            .where(DistrictPost.authority_id.in_(sorted(authority_ids)))
            .order_by(DistrictPost.district, DistrictPost.role, DistrictPost.id)
        )
        return [(row.DistrictPost, row.person) for row in self.session.execute(statement)]

    def find_post(self, authority_id: str, role: str, district: str) -> DistrictPost | None:
        """Return the post of a role for a district, held until commit, or None."""
        statement = select(DistrictPost).where(
            DistrictPost.authority_id == authority_id, DistrictPost.role == role, DistrictPost.district == district
        )
        return self.session.scalar(statement.with_for_update())

    def get_post(self, post_id: str) -> DistrictPost | None:
        """Return a post by its id, or None."""
        return self.session.get(DistrictPost, post_id)

    def drop(self, post: DistrictPost) -> None:
        """Take a district from whoever has it."""
        self.session.delete(post)

    def in_charge(self, authority_id: str, role: str, district: str) -> str | None:
        """Return who does the tasks of a role for a district, or None."""
        statement = select(DistrictPost.account_id).where(
            DistrictPost.authority_id == authority_id, DistrictPost.role == role, DistrictPost.district == district
        )
        return self.session.scalar(statement)
