"""Questions about settings."""

from sqlalchemy.orm import Session


class Settings:
    """What the installation keeps."""

    def __init__(self, session: Session) -> None:
        self.session = session
