"""Questions about counters of attempts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.models import LimitCounter


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was tried in a window that ends at an instant of machine time."""

    count: int
    expires_at: datetime


class Limits:
    """How often something was tried."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def count(self, key: str, amount: int, *, now: datetime, expires_at: datetime) -> Counted:
        """Add to a counter in one statement and return it; one whose window is over starts anew."""
        dialect = sqlite if self.session.get_bind().dialect.name == "sqlite" else postgresql
        inserted = dialect.insert(LimitCounter).values(key=key, count=amount, expires_at=expires_at)
        is_over = LimitCounter.expires_at <= now
        statement = inserted.on_conflict_do_update(
            index_elements=[LimitCounter.key],
            set_={
                "count": case((is_over, amount), else_=LimitCounter.count + amount),
                "expires_at": case((is_over, inserted.excluded.expires_at), else_=LimitCounter.expires_at),
            },
        ).returning(LimitCounter.count, LimitCounter.expires_at)
        return Counted(*self.session.execute(statement).one())

    def find(self, key: str, *, now: datetime) -> Counted | None:
        """Return a counter whose window is not over, or None."""
        statement = select(LimitCounter).where(LimitCounter.key == key, LimitCounter.expires_at > now)
        row = self.session.scalar(statement)
        return Counted(row.count, row.expires_at) if row else None

    def forget(self, key: str) -> None:
        """Remove one counter."""
        self.session.execute(delete(LimitCounter).where(LimitCounter.key == key))

    def forget_before(self, now: datetime) -> None:
        """Remove the counters whose window is over."""
        self.session.execute(delete(LimitCounter).where(LimitCounter.expires_at <= now))
