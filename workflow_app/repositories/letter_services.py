"""Questions about the service of letters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.serving import ServiceStatus
from workflow_app.models import Account, Authority, Case, Letter, LetterService, ServiceAttempt, Subject
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000
_OPEN = (ServiceStatus.PENDING.value, ServiceStatus.ANNOUNCED.value)


@dataclass(frozen=True, slots=True)
class ServiceRows:
    """A service record with the letter, its case, whom it is for, and whose letter it is."""

    service: LetterService
    letter: Letter
    case: Case
    subject: Subject
    authority: Authority


@dataclass(frozen=True, slots=True)
class AttemptRows:
    """An attempt and the name of who recorded it."""

    attempt: ServiceAttempt
    recorded_by: str


class LetterServices:
    """Service records and their attempts."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, letter_id: str, *, lock: bool = False) -> ServiceRows:
        """Return the service record of a letter, locked until commit if asked; raises NotFoundError LETTER_UNKNOWN."""
        statement = _WITH_ROWS.where(LetterService.letter_id == letter_id)
        if lock:
            locking = statement.with_for_update(of=LetterService, key_share=True)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("LETTER_UNKNOWN")
        return ServiceRows(*row)

    def find(self, letter_id: str) -> LetterService | None:
        """Return the service record of a letter, locked until commit, or None."""
        statement = select(LetterService).where(LetterService.letter_id == letter_id)
        return self.session.scalar(statement.with_for_update().execution_options(populate_existing=True))

    def of_letters(self, letter_ids: Collection[str]) -> dict[str, LetterService]:
        """Return the service records of letters by letter."""
        rows = self.session.scalars(select(LetterService).where(LetterService.letter_id.in_(letter_ids)))
        return {row.letter_id: row for row in rows}

    def attempts(self, service_id: str) -> Sequence[AttemptRows]:
        """Return every attempt of a service, the first one first."""
        statement = (
            select(ServiceAttempt, Account.name)
            .join(Account, Account.id == ServiceAttempt.recorded_by)
            .where(ServiceAttempt.service_id == service_id)
            .order_by(ServiceAttempt.number)
        )
        return [AttemptRows(*row) for row in self.session.execute(statement)]

    def list_open(
        self, actor: Actor, roles: Collection[Role], *, cursor: str | None, limit: int
    ) -> Sequence[ServiceRows]:
        """Return up to `limit + 1` letters that are not served, of authorities where a role is held, oldest first."""
        statement = _WITH_ROWS.where(LetterService.status.in_(_OPEN), _held(actor, roles))
        if cursor is not None:
            statement = statement.where(Letter.id > mark(cursor, str)[1])
        return [ServiceRows(*row) for row in self.session.execute(statement.order_by(Letter.id).limit(limit + 1))]

    def count_open(self, actor: Actor, roles: Collection[Role]) -> int:
        """Return how many letters such a list holds; at most 1,000."""
        statement = select(LetterService.id).where(LetterService.status.in_(_OPEN), _held(actor, roles))
        return self.session.scalar(select(func.count()).select_from(statement.limit(COUNT_LIMIT).subquery())) or 0


_WITH_ROWS: Select[LetterService, Letter, Case, Subject, Authority] = (
    select(LetterService, Letter, Case, Subject, Authority)
    .join(Letter, Letter.id == LetterService.letter_id)
    .join(Case, Case.id == LetterService.case_id)
    .join(Subject, Subject.id == Case.subject_id)
    .join(Authority, Authority.id == LetterService.authority_id)
)


def _held(actor: Actor, roles: Collection[Role]) -> ColumnElement[bool]:
    """Return the condition that one of the roles is held at the authority of a letter."""
    grants = [grant for grant in actor.grants if grant.role in roles]
    if any(grant.authority_id is None for grant in grants):
        return LetterService.authority_id.is_not(None)
    return LetterService.authority_id.in_({grant.authority_id for grant in grants})
