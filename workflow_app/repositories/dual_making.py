"""What is to be reported of a permit, prepared in the step that grants or ends it."""

from workflow_app.domain.dual_publicity import Act, Reported, Sending, fields_of
from workflow_app.models import DualRecord, Permit
from workflow_app.repositories.case_work import CaseWork

LIMIT = "dual_publicity.limit"
"""The parameter that says within how many days of its act a permit is reported."""


def prepare(work: CaseWork, permit: Permit, act: Act, *, decision_no: str | None) -> DualRecord:
    """Return the record of what was just done with a permit, due by the limit that its case keeps."""
    limit = work.parameter(LIMIT)
    due = work.begin(LIMIT).due
    fields = fields_of(_reported(work, permit, decision_no))
    record = DualRecord(
        permit_id=permit.id,
        authority_id=permit.authority_id,
        act=act.value,
        fields=fields,
        status=Sending.PREPARED.value,
        acted_on=work.today,
        amount=limit.amount,
        unit=limit.unit,
        due_on=due.due_on,
        prepared_at=work.now,
    )
    work.unit.add(record)
    work.audit("dual_record.prepared", number=permit.number, due_on=due.due_on.isoformat())
    return record


def _reported(work: CaseWork, permit: Permit, decision_no: str | None) -> Reported:
    subject, authority = work.subject, work.authority
    return Reported(
        holder=subject.name,
        holder_kind=subject.kind,
        uscc=subject.uscc,
        representative=subject.legal_representative,
        decision_no=decision_no,
        category=permit.category,
        category_note=permit.category_note,
        permit_name=permit.name_zh,
        permit_no=permit.number,
        content=permit.content,
        decided_on=permit.decided_on,
        valid_from=permit.valid_from,
        valid_to=permit.valid_to,
        authority=authority.name_zh,
        authority_uscc=authority.uscc,
        status=permit.status,
        ended_on=permit.ended_on,
        reason=permit.end_reason or "",
    )
