"""Questions about notes of calls."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import PhoneNote


class PhoneNotes:
    """What was said by telephone."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_of_case(self, case_id: str) -> Sequence[PhoneNote]:
        """Return the notes of a case, the newest first."""
        statement = select(PhoneNote).where(PhoneNote.case_id == case_id).order_by(PhoneNote.id.desc())
        return self.session.scalars(statement).all()
