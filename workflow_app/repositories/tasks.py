"""Questions about tasks."""

from sqlalchemy.orm import Session


class Tasks:
    """Tasks, inboxes and waits."""

    def __init__(self, session: Session) -> None:
        self.session = session
