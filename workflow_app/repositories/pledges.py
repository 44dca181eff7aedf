"""Questions about pledges."""

from sqlalchemy.orm import Session


class Pledges:
    """Signed promises."""

    def __init__(self, session: Session) -> None:
        self.session = session
