"""The versions of a record as its desk reads them: what each changed, and every computation that was weighed for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.record_changes import Change, changes_between
from workflow_app.repositories.record_history import VersionRows
from workflow_app.repositories.unit_of_work import UnitOfWork

Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ComputationView:
    """What one rule version makes of a record; of several the one that applies stands first."""

    name_zh: str
    name_en: str
    severity: str
    min_until: date | None
    first_apply_on: date | None
    max_until: date | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version: when it came and with which file, what it changed, and the computations that were weighed."""

    version: int
    created_at: datetime
    import_id: str | None
    filename: str | None
    changes: tuple[Change, ...]
    computed: tuple[ComputationView, ...] = ()


def show_versions(unit: UnitOfWork, rows: Sequence[VersionRows]) -> tuple[VersionView, ...]:
    """Return the versions, the newest first."""
    names = {each.key: (each.name_zh, each.name_en) for each in unit.rules.list_regimes()}
    before = [None, *(each.version.content for each in rows)]
    return tuple(
        VersionView(
            version=each.version.version,
            created_at=each.version.created_at,
            import_id=each.version.import_id,
            filename=each.filename,
            changes=changes_between(earlier, each.version.content) if earlier is not None else (),
            computed=tuple(_computed(each.version.content, names)),
        )
        for earlier, each in reversed(list(zip(before, rows, strict=False)))
    )


def _computed(content: Mapping[str, object], names: Names) -> Iterator[ComputationView]:
    """Yield the computations that a version keeps; of one kept by an older service there may be none."""
    kept = content.get("publicity")
    weighed = kept.get("considered") if isinstance(kept, Mapping) else None
    for each in weighed if isinstance(weighed, list) else ():
        key = str(each["regime"])
        zh, en = names.get(key, (key, key))
        days = (_day(each.get(name)) for name in ("min_until", "first_apply_on", "max_until"))
        yield ComputationView(zh, en or zh, str(each["severity"]), *days)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
