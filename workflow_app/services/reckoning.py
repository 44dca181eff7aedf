"""What rules say of records that are there already: how many would change, and writing down those that do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow_app.domain.errors import DomainError
from workflow_app.domain.ids import new_id
from workflow_app.domain.publicity import Publicity, Rules, as_json, compute
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Record, RecordVersion
from workflow_app.repositories.listings import ON_SHOW, ListingRows
from workflow_app.repositories.publishing import GONE, Publishing
from workflow_app.repositories.record_periods import facts_of, write_periods
from workflow_app.repositories.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Effect:
    """Counts over records: looked at, class changed, dates changed, listings that end and begin, and what could not."""

    counts: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> "Effect":
        """Return counts as they are kept in JSON."""
        counts, classes = kept.get("counts"), kept.get("classes")
        return cls(_counter(counts), _counter(classes))

    def write(self) -> dict[str, object]:
        """Return the counts as JSON keeps them."""
        return {"counts": dict(self.counts), "classes": dict(self.classes)}


def _counter(kept: object) -> Counter[str]:
    return Counter({str(name): int(count) for name, count in kept.items()}) if isinstance(kept, dict) else Counter()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some records of an authority, where they are listed, and the cases that are open about them."""

    authority: Authority
    records: Sequence[Record]
    listings: Mapping[str, Sequence[ListingRows]]
    open_cases: Mapping[str, str]


def read_chunk(unit: UnitOfWork, authority: Authority, records: Sequence[Record], *, lock: bool) -> Chunk:
    """Read what stands beside some records."""
    ids = [record.id for record in records]
    listings: dict[str, list[ListingRows]] = {}
    for rows in unit.listings.list_of_items(ids, lock=lock) if ids else ():
        listings.setdefault(rows.listing.item_id, []).append(rows)
    return Chunk(authority, records, listings, unit.records.list_open_cases(ids) if ids else {})


def weigh(chunk: Chunk, *, now_rules: Rules, then_rules: Rules, on: date, sites: int, effect: Effect) -> None:
    """Count what other rules would change; nothing is written."""
    for record in chunk.records:
        facts = facts_of(record, chunk.authority)
        try:
            now, then = (compute(facts, rules=rules, on=on) for rules in (now_rules, then_rules))
        except DomainError:
            effect.counts.update(records=1, failed=1)
            continue
        _count(effect, chunk, record, now, then, on=on, sites=sites)


@dataclass(frozen=True, slots=True)
class Standing:
    """The periods that a record has, and by which rules."""

    regime: str
    severity: str
    min_until: date | None
    first_apply_on: date | None
    max_until: date | None


def _standing(of: Publicity | Record) -> Standing:
    return Standing(of.regime, str(of.severity), of.min_until, of.first_apply_on, of.max_until)


def _dates(of: Standing) -> tuple[date | None, date | None, date | None]:
    return (of.min_until, of.first_apply_on, of.max_until)


def _count(
    effect: Effect, chunk: Chunk, record: Record, now: Publicity | Record, then: Publicity, *, on: date, sites: int
) -> bool:
    """Count one record; tell whether anything changes."""
    effect.counts["records"] += 1
    before, after = _standing(now), _standing(then)
    if before == after:
        return False
    listings = chunk.listings.get(record.id, ())
    shown = sum(rows.listing.status in ON_SHOW for rows in listings)
    due = after.max_until is not None and on <= after.max_until
    again = sum(rows.listing.status == GONE for rows in listings) if listings else sites
    effect.counts.update(
        changed=before.severity != after.severity,
        dates=_dates(before) != _dates(after),
        ends=0 if due else shown,
        begins=again if due else 0,
        open_cases=record.id in chunk.open_cases,
    )
    if before.severity != after.severity:
        effect.classes[f"{before.severity}>{after.severity}"] += 1
    return True


def carry(unit: UnitOfWork, chunk: Chunk, *, rules: Rules, now: datetime, effect: Effect) -> list[dict[str, object]]:
    """Write new versions of the records whose periods change, and carry that to where they are listed.

    Returns what changed, for the audit trail. A record for which a rule is missing stays as it is and is counted.
    """
    publishing = Publishing(unit.listings.list_sites(), now)
    today, said = local_date(now), list[dict[str, object]]()
    subjects = {row.id: row for row in unit.subjects.list_by_ids([each.subject_id for each in chunk.records])}
    for record in chunk.records:
        try:
            publicity = compute(facts_of(record, chunk.authority), rules=rules, on=today)
        except DomainError:
            effect.counts.update(records=1, failed=1)
            continue
        before = record.severity
        if not _count(effect, chunk, record, record, publicity, on=today, sites=len(publishing.sites)):
            continue
        unit.add(_new_version(record, publicity, now=now))
        unit.add(*publishing.show_change(record, subjects[record.subject_id], chunk.listings.get(record.id, ())))
        said.append(
            {"record": record.id, "from": before, "to": record.severity, "case": chunk.open_cases.get(record.id)}
        )
    return said


def _new_version(record: Record, publicity: Publicity, *, now: datetime) -> RecordVersion:
    """Write periods into a record and return its new version, which keeps every computation that was weighed."""
    record.version += 1
    write_periods(record, publicity)
    return RecordVersion(
        id=new_id(),
        record_id=record.id,
        version=record.version,
        content={**record.content, "publicity": as_json(publicity)},
        import_id=None,
        created_at=now,
    )
