"""Making notices, and questions about them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Account, AccountRole, Notice, NoticeReading
from workflow_app.repositories.pages import mark

MOST_READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told: a code with facts ready for JSON, at which authority, and which case or record it is about."""

    code: str
    authority_id: str
    facts: Mapping[str, object] = field(default_factory=dict)
    case_id: str | None = None
    record_id: str | None = None

    def for_subject(self, subject_id: str, *, now: datetime) -> Notice:
        """Return the row that tells everybody who may act for a subject."""
        return self._row(now, subject_id=subject_id)

    def for_role(self, role: Role, *, department: str | None = None, now: datetime) -> Notice:
        """Return the row that tells everybody who holds a role at the authority, in one department or in all."""
        return self._row(now, role=role.value, department=department)

    def for_account(self, account_id: str, *, now: datetime) -> Notice:
        """Return the row that tells one person."""
        return self._row(now, account_id=account_id)

    def _row(self, now: datetime, **whom: str | None) -> Notice:
        return Notice(
            id=new_id(),
            authority_id=self.authority_id,
            case_id=self.case_id,
            record_id=self.record_id,
            code=self.code,
            facts=dict(self.facts),
            created_at=now,
            **whom,
        )


class Notices:
    """What people are told although they need not act."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_for(
        self, actor: Actor, *, unread: bool = False, cursor: str | None = None, limit: int = 50
    ) -> Sequence[tuple[Notice, bool]]:
        """Return up to `limit + 1` notices for an actor, the newest first, each with whether it was read."""
        statement = select(Notice, _read_by(actor.id)).where(_is_for(actor))
        if unread:
            statement = statement.where(~_read_by(actor.id))
        if cursor is not None:
            statement = statement.where(Notice.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(Notice.id.desc()).limit(limit + 1))
        return [(notice, read) for notice, read in rows]

    def get_for(self, actor: Actor, notice_id: str) -> Notice:
        """Return a notice that is for an actor; raises NotFoundError NOTICE_UNKNOWN."""
        row = self.session.scalar(select(Notice).where(Notice.id == notice_id).where(_is_for(actor)))
        if row is None:
            raise NotFoundError("NOTICE_UNKNOWN")
        return row

    def list_holders(self, roles: Sequence[str]) -> Sequence[str]:
        """Return the ids of the accounts in use that hold any of some roles anywhere."""
        holds = select(AccountRole.account_id).where(AccountRole.role.in_(roles))
        wanted = select(Account.id).where(Account.id.in_(holds), Account.disabled.is_(False))
        return self.session.scalars(wanted.order_by(Account.id)).all()

    def is_read(self, notice_id: str, account_id: str) -> bool:
        """Tell whether an account has read a notice."""
        return self.session.get(NoticeReading, (account_id, notice_id)) is not None

    def readable_ids(self, actor: Actor, notice_ids: Collection[str]) -> frozenset[str]:
        """Return which of some notices are for an actor."""
        return frozenset(self.session.scalars(select(Notice.id).where(Notice.id.in_(notice_ids), _is_for(actor))))

    def count_unread(self, actor: Actor, *, most: int) -> int:
        """Count what an actor has not read, up to `most`, so that the answer takes no longer the more there are."""
        unread = select(literal(1)).select_from(Notice).where(_is_for(actor)).where(~_read_by(actor.id)).limit(most)
        return self.session.scalar(select(func.count()).select_from(unread.subquery())) or 0

    def list_unread_ids(self, actor: Actor) -> Sequence[str]:
        """Return the newest ids that an actor has not read, so many as are marked at once."""
        statement = select(Notice.id).where(_is_for(actor)).where(~_read_by(actor.id))
        return self.session.scalars(statement.order_by(Notice.id.desc()).limit(MOST_READ_AT_ONCE)).all()

    def mark_read(self, actor: Actor, notice_ids: Collection[str], *, now: datetime) -> None:
        """Note that an actor has read notices; those read before, or at this moment in another window, stay so."""
        dialect = sqlite if self.session.get_bind().dialect.name == "sqlite" else postgresql
        rows = [{"account_id": actor.id, "notice_id": each, "read_at": now} for each in notice_ids]
        if rows:
            self.session.execute(dialect.insert(NoticeReading).values(rows).on_conflict_do_nothing())


def _read_by(account_id: str) -> ColumnElement[bool]:
    """Tell whether an account has read a notice."""
    return exists().where(NoticeReading.notice_id == Notice.id, NoticeReading.account_id == account_id)


def _is_for(actor: Actor) -> ColumnElement[bool]:
    """Tell whether a notice is for the actor, for a subject they act for, or for a role they hold, where they do."""
    wanted = [Notice.account_id == actor.id]
    wanted += [_for_grant(grant.role, grant.authority_id, grant.department) for grant in actor.grants]
    if actor.subject_ids:
        wanted.append(Notice.subject_id.in_(actor.subject_ids))
    return or_(*wanted)


def _for_grant(role: str, authority_id: str | None, department: str | None) -> ColumnElement[bool]:
    """Tell whether a notice is for a role at an authority, and for its department or for all of them."""
    conditions = [Notice.role == role]
    if authority_id is not None:
        conditions.append(Notice.authority_id == authority_id)
    if department is not None:
        conditions.append(or_(Notice.department.is_(None), Notice.department == department))
    return and_(*conditions)
