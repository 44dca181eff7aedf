"""Questions about answers to repeated requests."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from workflow_app.domain.ids import new_id
from workflow_app.models import Idempotency

KEPT = timedelta(hours=24)


class Answers:
    """Answers once given, by actor, path and key."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def reserve(self, *, actor_id: str, path: str, key: str, body_hash: str, now: datetime) -> str | None:
        """Take a key and return the id of its row, or None where it is taken; a writer of the same key waits here."""
        insert = insert_postgresql if self.session.get_bind().dialect.name == "postgresql" else insert_sqlite
        row_id = new_id()
        statement = insert(Idempotency).values(
            id=row_id, actor_id=actor_id, path=path, key=key, body_hash=body_hash, created_at=now
        )
        done = self.session.execute(
            statement.on_conflict_do_nothing(index_elements=["actor_id", "path", "key"]).returning(Idempotency.id)
        ).scalar_one_or_none()
        return row_id if done else None

    def get(self, *, actor_id: str, path: str, key: str) -> Idempotency:
        """Return the row of a key that is taken."""
        return self.session.execute(
            select(Idempotency).where(
                Idempotency.actor_id == actor_id, Idempotency.path == path, Idempotency.key == key
            )
        ).scalar_one()

    def answer(self, row_id: str, answer: dict[str, object], status: int) -> None:
        """Keep the answer with its key."""
        self.session.execute(update(Idempotency).where(Idempotency.id == row_id).values(answer=answer, status=status))

    def forget(self, now: datetime) -> None:
        """Drop answers older than a day."""
        self.session.execute(delete(Idempotency).where(Idempotency.created_at < now - KEPT))
