"""Files that were received and are still being looked at: until they are kept, no period lapses over them (rule K6)."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workflow_app.models import UploadInHand


class UploadsInHand:
    """What is being looked at; a row of a process that died counts no more once it has expired (machine time)."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def is_any(self, case_id: str, *, before: datetime, now: datetime) -> bool:
        """Tell whether a file of a case that was received before an instant is still being looked at."""
        rows = select(UploadInHand.id).where(
            UploadInHand.case_id == case_id, UploadInHand.received_at < before, UploadInHand.expires_at > now
        )
        return self.session.scalar(rows.limit(1)) is not None

    def end(self, row_id: str, *, now: datetime) -> None:
        """Take a file out of hand, and with it whatever has expired."""
        gone = (UploadInHand.id == row_id) | (UploadInHand.expires_at <= now)
        self.session.execute(delete(UploadInHand).where(gone))
