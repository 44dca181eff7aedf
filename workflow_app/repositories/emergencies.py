"""Questions about versions that one person published alone."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Emergency, Process, ProcessVersion

Unconfirmed = tuple[Emergency, ProcessVersion, Process]


class Emergencies:
    """Versions that were published in an emergency."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, version_id: str) -> Emergency | None:
        """Return how a version was published alone, or None where two people published it."""
        return self.session.scalar(select(Emergency).where(Emergency.version_id == version_id))

    def list_of(self, version_ids: Sequence[str]) -> Sequence[Emergency]:
        """Return those of some versions that were published alone."""
        return self.session.scalars(select(Emergency).where(Emergency.version_id.in_(version_ids))).all()

    def list_unconfirmed(self) -> list[Unconfirmed]:
        """Return what nobody has confirmed and nobody has taken back, the oldest first."""
        rows = self.session.execute(
            select(Emergency, ProcessVersion, Process)
            .join(ProcessVersion, ProcessVersion.id == Emergency.version_id)
            .join(Process, Process.id == ProcessVersion.process_id)
            .where(Emergency.confirmed_at.is_(None), ProcessVersion.taken_back_at.is_(None))
            .order_by(Emergency.published_at, Emergency.id)
        )
        return [(emergency, version, process) for emergency, version, process in rows]
