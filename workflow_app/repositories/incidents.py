"""Questions about incidents."""

from sqlalchemy.orm import Session


class Incidents:
    """Steps that failed."""

    def __init__(self, session: Session) -> None:
        self.session = session
