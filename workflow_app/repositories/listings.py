"""Questions about sites, listings and removals."""

from sqlalchemy.orm import Session


class Listings:
    """What is shown where."""

    def __init__(self, session: Session) -> None:
        self.session = session
