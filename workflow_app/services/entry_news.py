"""Telling of an entry that was made or lifted: its subject, the clerks, the gate, the trail."""

from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.models import Record
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.concerned import Concerned


def tell_of_entry(unit: UnitOfWork, record: Record, *, actor: Actor, now: datetime, code: str, doubt: str) -> None:
    """Tell the subject and the clerks, put answers of the gate in doubt, and note it in the trail."""
    concerned = Concerned(unit, record.authority_id, now, {"document_no": record.document_no})
    concerned.tell_subject(code, record.subject_id, record=record)
    concerned.tell_role(code, Role.DATA_CLERK, record=record)
    doubt_answers(unit, record.subject_id, reason=doubt, now=now)
    said = {"record": record.id, "kind": record.kind, "document_no": record.document_no}
    audit.record(unit, authority=record.authority_id, actor=actor, action=f"entry.{doubt.lower()}", data=said, now=now)
