"""Questions about pledges."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Pledge


class Pledges:
    """Signed promises."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of_case(self, case_id: str) -> Sequence[Pledge]:
        """Return the pledges signed in a case."""
        return self.session.scalars(select(Pledge).where(Pledge.case_id == case_id).order_by(Pledge.id)).all()
