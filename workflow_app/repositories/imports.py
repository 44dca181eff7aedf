"""Questions about imports, and about the parts of those that are not finished."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, defer

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import DueWork, ImportPart, RecordImport, Site
from workflow_app.repositories.listings import OWN

UNFINISHED = ("QUEUED", "RUNNING")
LIVE = ("PENDING", "LEASED")


class Imports:
    """Files of records, one of which lands at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def take_turn(self) -> None:
        """Let one chunk land at a time: whoever comes second waits, and then sees what the first one wrote.

        Raises BusyError where that takes too long.
        """
        statement = select(Site.id).where(Site.connector == OWN).with_for_update(key_share=True)
        self.session.execute(statement)

    def get(self, import_id: str) -> RecordImport:
        """Return an import; raises NotFoundError IMPORT_UNKNOWN."""
        row = self.session.get(RecordImport, import_id)
        if row is None:
            raise NotFoundError("IMPORT_UNKNOWN")
        return row

    def list_newest(self, authority_ids: Collection[str], *, limit: int = 50) -> Sequence[RecordImport]:
        """Return the newest imports of authorities, without what was found in them."""
        statement = select(RecordImport).where(RecordImport.authority_id.in_(authority_ids))
        statement = statement.options(defer(RecordImport.findings, raiseload=True))
        return self.session.scalars(statement.order_by(RecordImport.id.desc()).limit(limit)).all()

    def is_any_unfinished(self) -> bool:
        """Tell whether an import is under way or waits."""
        return bool(self.session.scalar(select(exists().where(RecordImport.status.in_(UNFINISHED)))))

    def first_queued(self, *, without: Collection[str] = ()) -> RecordImport | None:
        """Return the import that waits longest, leaving out some."""
        statement = select(RecordImport).where(RecordImport.status == "QUEUED", RecordImport.id.not_in(without))
        return self.session.scalar(statement.order_by(RecordImport.id).limit(1))

    def working_on(self, kind: str) -> frozenset[str]:
        """Return the imports for which there is work that goes on by itself."""
        return self._with_work(kind, LIVE)

    def stopped(self, kind: str) -> frozenset[str]:
        """Return the imports whose work was given up until a person has looked, and that do not go on otherwise."""
        return self._with_work(kind, ("DEAD",)) - self.working_on(kind)

    def _with_work(self, kind: str, statuses: Collection[str]) -> frozenset[str]:
        statement = select(DueWork.payload).where(DueWork.kind == kind, DueWork.status.in_(statuses))
        return frozenset(str(payload["import_id"]) for payload in self.session.scalars(statement))

    def part(self, import_id: str, number: int) -> ImportPart:
        """Return a part of an import; raises NotFoundError IMPORT_PART_UNKNOWN."""
        statement = select(ImportPart).where(ImportPart.import_id == import_id, ImportPart.number == number)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("IMPORT_PART_UNKNOWN")
        return row

    def next_number(self, import_id: str) -> int | None:
        """Return the next part whose rows have to land, or None."""
        waiting = (ImportPart.import_id == import_id) & (ImportPart.number > 0) & ImportPart.landed.is_(False)
        return self.session.scalar(select(ImportPart.number).where(waiting).order_by(ImportPart.number).limit(1))

    def refused_parts(self, import_id: str) -> Sequence[bytes]:
        """Return what was refused of the parts that landed, in the order of the file."""
        landed = (ImportPart.import_id == import_id) & (ImportPart.number > 0) & ImportPart.landed
        return self.session.scalars(select(ImportPart.content).where(landed).order_by(ImportPart.number)).all()

    def forget_parts(self, import_id: str) -> None:
        """Keep nothing of the file any more."""
        self.session.execute(delete(ImportPart).where(ImportPart.import_id == import_id))
