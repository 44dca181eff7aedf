"""Taking a record out of force because a row says that such a fine is not reported at all (rule S64)."""

from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.models import Record, RecordVersion
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.landing_known import UNREPORTED, Admitted

NOT_REPORTED_UP_TO = "not_reported_up_to"
"""What the version of a record says that was taken down because such a fine is not reported."""


def withdraw(work: UnitOfWork, record: Record, each: Admitted, *, import_id: str, now: datetime) -> RecordVersion:
    """Take a record down everywhere, flag the answers that rest on it, and return the version that says so.

    A later row that is to be reported after all brings it back.
    """
    record.status, record.version = UNREPORTED, record.version + 1
    record.fine, record.content, record.content_hash = each.row.fine, each.content, each.digest
    work.listings.end([record.id], reason=UNREPORTED, now=now, due_on=local_date(now))
    doubt_answers(work, record.subject_id, reason="RECORD_NOT_REPORTED", now=now, record_id=record.id)
    return RecordVersion(
        id=new_id(),
        record_id=record.id,
        version=record.version,
        content={**each.content, NOT_REPORTED_UP_TO: str(each.unreported)},
        import_id=import_id,
        created_at=now,
    )
