"""Questions about letters and number series."""

from sqlalchemy.orm import Session


class Letters:
    """Letters and the numbers they take."""

    def __init__(self, session: Session) -> None:
        self.session = session
