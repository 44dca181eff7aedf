"""Questions about authorities, calendars and parameters."""

from sqlalchemy.orm import Session


class Authorities:
    """Whose rules and days apply."""

    def __init__(self, session: Session) -> None:
        self.session = session
