"""Questions about second notices of missing items."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.models import Account, Case, SecondNotice


@dataclass(frozen=True, slots=True)
class AllowedNotice:
    """A second notice with its case and who allowed it."""

    case_id: str
    number: str | None
    reason: str
    by: str
    at: datetime


class SecondNotices:
    """Leave given to ask for missing items once more."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def count(self, case_id: str) -> int:
        """Return how often it was given in a case."""
        statement = select(func.count()).select_from(SecondNotice).where(SecondNotice.case_id == case_id)
        return self.session.scalar(statement) or 0

    def count_since(self, authority_ids: Collection[str], since: datetime) -> int:
        """Return how often it was given at some authorities since an instant."""
        here = SecondNotice.authority_id.in_(authority_ids) & (SecondNotice.allowed_at >= since)
        return self.session.scalar(select(func.count()).select_from(SecondNotice).where(here)) or 0

    def list_newest(self, authority_ids: Collection[str], since: datetime, *, limit: int) -> Sequence[AllowedNotice]:
        """Return those given at some authorities since an instant, the newest first."""
        statement = (
            select(
                SecondNotice.case_id,
                Case.number,
                SecondNotice.reason,
                Account.name.label("by"),
                SecondNotice.allowed_at,
            )
            .join(Case, Case.id == SecondNotice.case_id)
            .join(Account, Account.id == SecondNotice.allowed_by)
            .where(SecondNotice.authority_id.in_(authority_ids), SecondNotice.allowed_at >= since)
            .order_by(SecondNotice.allowed_at.desc(), SecondNotice.id.desc())
        )
        return [AllowedNotice(*row) for row in self.session.execute(statement.limit(limit))]
