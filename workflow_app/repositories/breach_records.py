"""The record of a confirmed breach: kind BREACH, shown and repaired as the class table says (facts 13 and 14)."""

from datetime import datetime

from workflow_app.domain.breaches import PLEDGE_AFTER, BreachStatus, standing_beside
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import EntryKind
from workflow_app.domain.publicity import as_json
from workflow_app.domain.record_content import hash_of
from workflow_app.models import PledgeBreach, Record, RecordVersion
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.record_periods import set_periods
from workflow_app.repositories.unit_of_work import UnitOfWork


def enter_breach(work: CaseWork, breach: PledgeBreach, *, findings: str) -> Record:
    """Write the record of a breach, by its decision, and put it on show for the periods of its class.

    What the gate said of the subject before is in doubt now. Raises a DomainError where a rule is missing.
    """
    record = _record(work, breach, findings)
    publicity = set_periods(record, work.authority, rules=work.read_publicity(), on=work.today)
    version = RecordVersion(
        id=new_id(),
        record_id=record.id,
        version=1,
        content={**record.content, "publicity": as_json(publicity)},
        created_at=work.now,
    )
    work.unit.add(record, version)
    work.unit.flush()
    work.unit.add(*Publishing(work.unit.listings.list_sites(), work.now).show(record, work.subject))
    doubt_answers(work.unit, work.subject.id, reason="ENTRY_MADE", now=work.now)
    return record


def settle_breach_of(unit: UnitOfWork, record: Record, outcome: BreachStatus, *, now: datetime) -> PledgeBreach | None:
    """Let the breach that a record came of come out so, and its pledge with it; None for a record of another kind.

    A pledge of which another breach is being heard, or stands, keeps the standing that this one gives it.
    """
    breach = unit.breaches.find_of_record(record.id) if record.kind == EntryKind.BREACH else None
    if breach is None:
        return None
    breach.status, breach.settled_at = outcome.value, now
    pledge = unit.pledges.get(breach.pledge_id, lock=True)
    others = [each.status for each in unit.breaches.of_pledges([pledge.id]) if each.id != breach.id]
    pledge.status = standing_beside(PLEDGE_AFTER[outcome], others).value
    pledge.version += 1
    return breach


def _record(work: CaseWork, breach: PledgeBreach, findings: str) -> Record:
    content: dict[str, object] = {
        "violation_type": EntryKind.BREACH.value,
        "facts": findings,
        "basis": f"{breach.document_no}",
        "decision": findings,
        "authority_name": work.authority.name_zh,
        "decided_on": work.today.isoformat(),
        "breach_kind": breach.kind,
        "promise": _promise(work, breach),
        "rests_on": {"document_no": breach.document_no, "decided_on": str(breach.document_on)},
    }
    return Record(
        id=new_id(),
        kind=EntryKind.BREACH.value,
        authority_id=work.authority.id,
        subject_id=work.subject.id,
        document_no=breach.decision_no or breach.id,
        decided_on=work.today,
        status="ACTIVE",
        content=content,
        content_hash=hash_of(content),
        version=1,
        created_at=work.now,
    )


def _promise(work: CaseWork, breach: PledgeBreach) -> dict[str, str]:
    """Return what was promised and not kept, in both languages; of a whole pledge its number stands for it."""
    pledge = work.unit.pledges.get(breach.pledge_id)
    item = next((each for each in work.unit.pledges.items_of([pledge.id]) if each.id == breach.item_id), None)
    words = {"zh": item.text_zh, "en": item.text_en} if item else {}
    return {"pledge_id": pledge.id, "pledge_no": pledge.number, **words}
