"""Questions about due work."""

from sqlalchemy.orm import Session


class DueWorks:
    """What must happen, leased to one worker at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
