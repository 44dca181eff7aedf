"""Questions about second notices of missing items."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import Account, Case, SecondNotice


@dataclass(frozen=True, slots=True)
class AllowedNotice:
    """A second notice with its case and who allowed it; not sent yet where `sent_at` is None."""

    case_id: str
    number: str | None
    reason: str
    by: str
    at: datetime
    sent_at: datetime | None


class SecondNotices:
    """Leave given to ask for missing items once more."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def count(self, case_id: str) -> int:
        """Return how often it was given in a case."""
        statement = select(func.count()).select_from(SecondNotice).where(SecondNotice.case_id == case_id)
        return self.session.scalar(statement) or 0

    def use(self, case_id: str, *, now: datetime) -> None:
        """Note that a notice is sent by the leave of a case that was not used yet."""
        unused = (SecondNotice.case_id == case_id, SecondNotice.sent_at.is_(None))
        first = select(SecondNotice).where(*unused).order_by(SecondNotice.allowed_at, SecondNotice.id).limit(1)
        if (leave := self.session.scalar(first)) is not None:
            leave.sent_at = now

    def count_since(self, authority_ids: Collection[str], since: datetime) -> int:
        """Return how many notices some authorities sent by it since an instant."""
        here = SecondNotice.authority_id.in_(authority_ids) & (SecondNotice.sent_at >= since)
        return self.session.scalar(select(func.count()).select_from(SecondNotice).where(here)) or 0

    def list_newest(self, authority_ids: Collection[str], since: datetime, *, limit: int) -> Sequence[AllowedNotice]:
        """Return those given or used at some authorities since an instant, the newest first."""
        lately = or_(SecondNotice.allowed_at >= since, SecondNotice.sent_at >= since)
        statement = (
            select(
                SecondNotice.case_id,
                Case.number,
                SecondNotice.reason,
                Account.name.label("by"),
                SecondNotice.allowed_at,
                SecondNotice.sent_at,
            )
            .join(Case, Case.id == SecondNotice.case_id)
            .join(Account, Account.id == SecondNotice.allowed_by)
            .where(SecondNotice.authority_id.in_(authority_ids), lately)
            .order_by(SecondNotice.allowed_at.desc(), SecondNotice.id.desc())
        )
        return [AllowedNotice(*row) for row in self.session.execute(statement.limit(limit))]
