"""Questions about settings."""

from sqlalchemy.orm import Session

from workflow_app.models import Setting
from workflow_app.models.base import JsonMap


class Settings:
    """What the installation keeps."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, key: str, *, lock: bool = False) -> JsonMap | None:
        """Return the value kept under a key, or None; locked until commit if asked."""
        row = self.session.get(Setting, key, with_for_update=lock or None, populate_existing=lock)
        return row.value if row else None

    def set(self, key: str, value: JsonMap) -> None:
        """Keep a value under a key, in place of the one before."""
        self.session.merge(Setting(key=key, value=value))
