"""Questions about the notices (T01) of the records that one import brought in."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.letter_states import HOLDS
from workflow_app.models import Authority, Letter, Record, RecordVersion

NOTICE = "T01_NOTICE"


class ImportNotices:
    """Records of an import with their notices, those of some authorities only."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def without(self, import_id: str, authority_ids: Collection[str], *, limit: int) -> Sequence[str]:
        """Return the ids of new penalties that are shown and have no notice yet, in the order they came."""
        return self.session.scalars(_due(import_id, authority_ids).order_by(Record.id).limit(limit)).all()

    def count_without(self, import_id: str, authority_ids: Collection[str]) -> int:
        """Return how many there are of those."""
        due = _due(import_id, authority_ids).subquery()
        return self.session.scalar(select(func.count()).select_from(due)) or 0

    def authorities_without(self, import_id: str, authority_ids: Collection[str]) -> Sequence[tuple[str, str]]:
        """Return whose notices those will be, in both languages: of the authorities that made the decisions."""
        statement = _due(import_id, authority_ids).join(Authority, Authority.id == Record.authority_id)
        names = statement.with_only_columns(Authority.name_zh, Authority.name_en).distinct()
        return [(zh, en) for zh, en in self.session.execute(names.order_by(Authority.name_zh))]

    def letters(self, import_id: str, authority_ids: Collection[str], *, skip: int, limit: int) -> Sequence[Letter]:
        """Return the notices in force of new records, in the order of their numbers."""
        statement = _issued(select(Letter), import_id, authority_ids).order_by(Letter.id)
        return self.session.scalars(statement.offset(skip).limit(limit)).all()

    def count_letters(self, import_id: str, authority_ids: Collection[str]) -> int:
        """Return how many notices there are."""
        return self.session.scalar(_issued(select(func.count(Letter.id)), import_id, authority_ids)) or 0


# Any: what a statement asks for is the caller's; only its tables and conditions are added here.
def _due(import_id: str, authority_ids: Collection[str]) -> Select[Any]:
    has_notice = exists().where(Letter.record_id == Record.id, Letter.kind == NOTICE)
    in_force = (Record.kind == "PENALTY", Record.status == "ACTIVE", Record.hidden_at.is_(None))
    repairable = Record.first_apply_on.is_not(None)
    return _of_import(select(Record.id), import_id, authority_ids).where(*in_force, repairable, ~has_notice)


def _issued(statement: Select[Any], import_id: str, authority_ids: Collection[str]) -> Select[Any]:
    joined = statement.select_from(Letter).join(Record, Record.id == Letter.record_id)
    held = (Letter.kind == NOTICE, Letter.standing.in_([each.value for each in HOLDS]))
    return _of_import(joined, import_id, authority_ids).where(*held)


def _of_import(statement: Select[Any], import_id: str, authority_ids: Collection[str]) -> Select[Any]:
    first = (RecordVersion.import_id == import_id, RecordVersion.version == 1)
    joined = statement.join(RecordVersion, RecordVersion.record_id == Record.id)
    return joined.where(*first, Record.authority_id.in_(authority_ids))
