"""Questions about subjects."""

from sqlalchemy.orm import Session


class Subjects:
    """Whom records are about."""

    def __init__(self, session: Session) -> None:
        self.session = session
