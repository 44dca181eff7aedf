"""Questions about what was registered of appeals against records."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Account, RecordAppeal


class RecordAppeals:
    """What reconsideration and courts pronounced on records."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, record_id: str, *, result: str, document_no: str) -> RecordAppeal | None:
        """Return what was registered of an appeal under a document, or None."""
        statement = select(RecordAppeal).where(RecordAppeal.record_id == record_id, RecordAppeal.result == result)
        return self.session.scalar(statement.where(RecordAppeal.document_no == document_no))

    def list_decided(self, record_ids: Collection[str]) -> Sequence[RecordAppeal]:
        """Return the decisions on appeals that varied or revoked what records say, the oldest first."""
        has_changed_it = RecordAppeal.result.in_(("VARIED", "REVOKED"))
        statement = select(RecordAppeal).where(RecordAppeal.record_id.in_(record_ids), has_changed_it)
        return self.session.scalars(statement.order_by(RecordAppeal.id)).all()

    def list_of(self, record_id: str) -> list[tuple[RecordAppeal, str]]:
        """Return what was registered of appeals against a record with who registered it, the newest first."""
        statement = select(RecordAppeal, Account.name).join(Account, Account.id == RecordAppeal.registered_by)
        rows = self.session.execute(
            statement.where(RecordAppeal.record_id == record_id).order_by(RecordAppeal.id.desc())
        )
        return [(appeal, name) for appeal, name in rows]
