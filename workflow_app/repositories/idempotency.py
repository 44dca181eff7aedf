"""Questions about answers to repeated requests."""

from sqlalchemy.orm import Session


class Answers:
    """Answers once given."""

    def __init__(self, session: Session) -> None:
        self.session = session
