"""Questions about cases."""

from sqlalchemy.orm import Session


class Cases:
    """Cases, locked or listed."""

    def __init__(self, session: Session) -> None:
        self.session = session
