"""Questions about processes."""

from sqlalchemy.orm import Session


class Processes:
    """Processes and their versions."""

    def __init__(self, session: Session) -> None:
        self.session = session
