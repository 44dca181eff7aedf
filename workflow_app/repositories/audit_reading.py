"""Reading the audit trail: which entries, within the authorities whose auditor asks, the newest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, cast, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.audit import authority_chain, case_chain
from workflow_app.models import Account, AuditEntry, Case
from workflow_app.repositories import pages

_OF_CASE = case_chain("")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: None asks for no such thing, an empty collection for what cannot be."""

    chains: Collection[str] | None = None
    actors: Collection[str] | None = None
    action: str | None = None
    since: datetime | None = None
    before: datetime | None = None


class AuditReading:
    """Entries as an auditor reads them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_page(
        self, wanted: Wanted, *, authorities: Collection[str] | None, cursor: str | None, limit: int
    ) -> Sequence[AuditEntry]:
        """Return up to limit + 1 entries; `authorities` are those whose trails may be read, None every one."""
        statement = select(AuditEntry).where(*_conditions(wanted)).limit(limit + 1)
        if authorities is not None:
            statement = statement.where(_within(authorities))
        return self.session.scalars(_after(statement, cursor)).all()

    def case_numbers(self, case_ids: Collection[str]) -> dict[str, str]:
        """Return the numbers of cases by id; a draft has none."""
        rows = self.session.execute(select(Case.id, Case.number).where(Case.id.in_(case_ids)))
        return {row.id: row.number for row in rows if row.number}

    def case_chains(self, number: str) -> list[str]:
        """Return the chains of the cases of a number; several authorities may have given the same."""
        return [case_chain(each) for each in self.session.scalars(select(Case.id).where(Case.number == number))]

    def accounts_called(self, name: str) -> list[str]:
        """Return the accounts of an account name or of a person's name."""
        found = select(Account.id).where(or_(Account.username == name, Account.name == name))
        return list(self.session.scalars(found))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.chains is not None:
        found.append(AuditEntry.chain.in_(wanted.chains))
    if wanted.actors is not None:
        found.append(AuditEntry.actor_id.in_(wanted.actors))
    if wanted.action is not None:
        found.append(AuditEntry.action == wanted.action)
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.before is not None:
        found.append(AuditEntry.at < wanted.before)
    return found


def _within(authorities: Collection[str]) -> ColumnElement[bool]:
    """Let through what happened at authorities, outside cases and in theirs."""
    is_case = AuditEntry.chain.startswith(_OF_CASE)
    written = func.replace(func.substr(AuditEntry.chain, len(_OF_CASE) + 1), "-", "")
    case_id = case((is_case, cast(written, Case.id.type)))  # only what is an id is made one
    theirs = exists().where(Case.id == case_id, Case.authority_id.in_(authorities))
    return or_(AuditEntry.chain.in_([authority_chain(each) for each in authorities]), and_(is_case, theirs))


def _after(statement: Select[AuditEntry], cursor: str | None) -> Select[AuditEntry]:
    """Put the newest first, and begin after the entry that a cursor names; raises InvalidError INVALID_CURSOR."""
    if cursor:
        statement = statement.where(tuple_(AuditEntry.at, AuditEntry.id) < pages.mark(cursor, pages.instant))
    return statement.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
