"""Questions about the audit trail."""

from sqlalchemy.orm import Session


class Audit:
    """Entries and checkpoints."""

    def __init__(self, session: Session) -> None:
        self.session = session
