"""Questions about counters of attempts."""

from sqlalchemy.orm import Session


class Limits:
    """How often something was tried."""

    def __init__(self, session: Session) -> None:
        self.session = session
