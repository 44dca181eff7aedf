"""Questions about documents."""

from sqlalchemy.orm import Session


class Documents:
    """Uploaded files."""

    def __init__(self, session: Session) -> None:
        self.session = session
