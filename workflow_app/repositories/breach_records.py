"""The record of a confirmed breach: kind BREACH, which the gate knows and no site shows (facts 13 and 14)."""

from workflow_app.domain import regimes
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import EntryKind
from workflow_app.domain.record_content import hash_of
from workflow_app.models import PledgeBreach, Record, RecordVersion
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.rules import as_regime


def enter_breach(work: CaseWork, breach: PledgeBreach, *, findings: str) -> Record:
    """Write the record of a breach, by its decision; what the gate said of the subject before is in doubt now."""
    today = work.today
    content: dict[str, object] = {
        "violation_type": EntryKind.BREACH.value,
        "facts": findings,
        "basis": f"{breach.document_no}",
        "decision": findings,
        "authority_name": work.authority.name_zh,
        "decided_on": today.isoformat(),
        "breach_kind": breach.kind,
        "rests_on": {"document_no": breach.document_no, "decided_on": str(breach.document_on)},
    }
    rows = [as_regime(each) for each in work.unit.rules.list_regimes()]
    record = Record(
        id=new_id(),
        kind=EntryKind.BREACH.value,
        authority_id=work.authority.id,
        subject_id=work.subject.id,
        document_no=breach.decision_no or breach.id,
        decided_on=today,
        severity="GENERAL",
        regime=regimes.select(rows, on=today, field=work.authority.field).key,
        status="ACTIVE",
        content=content,
        content_hash=hash_of(content),
        version=1,
        created_at=work.now,
    )
    version = RecordVersion(id=new_id(), record_id=record.id, version=1, content=content, created_at=work.now)
    work.unit.add(record, version)
    work.unit.flush()
    doubt_answers(work.unit, work.subject.id, reason="ENTRY_MADE", now=work.now)
    return record
