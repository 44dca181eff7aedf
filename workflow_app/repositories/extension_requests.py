"""Questions about requests to put off the limit of a case."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import ExtensionRequest

OPEN, GIVEN, DECLINED = "OPEN", "GIVEN", "DECLINED"


def find_open(session: Session, case_id: str) -> ExtensionRequest | None:
    """Return the request of a case that nobody has answered, or None."""
    wanted = select(ExtensionRequest).where(ExtensionRequest.case_id == case_id, ExtensionRequest.status == OPEN)
    return session.scalar(wanted)
