"""Questions about records."""

from sqlalchemy.orm import Session


class Records:
    """Adverse records and imports."""

    def __init__(self, session: Session) -> None:
        self.session = session
