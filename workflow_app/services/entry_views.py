"""What services show of list entries and breaches."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.inlets import is_applied_for
from workflow_app.repositories.records import RecordRows
from workflow_app.services.views import SubjectView


@dataclass(frozen=True, slots=True)
class EntryView:
    """A list entry or a breach; `first_lift_on` is the first day on which it may end without having been wrong.

    One that is repaired `by_application` is ended by the office only where it was wrong.
    """

    id: str
    kind: str
    subject: SubjectView
    authority_zh: str
    authority_en: str
    document_no: str
    decided_on: date
    first_lift_on: date | None
    max_until: date | None
    status: str
    facts: str
    basis: str
    breach_kind: str | None
    based_on: str | None
    lifted: dict[str, str] | None
    by_application: bool = False


def show_entry(rows: RecordRows) -> EntryView:
    """Return an entry."""
    record, content = rows.record, rows.record.content
    return EntryView(
        id=record.id,
        kind=record.kind,
        subject=SubjectView(rows.subject.id, rows.subject.uscc, rows.subject.name),
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        document_no=record.document_no,
        decided_on=record.decided_on,
        first_lift_on=record.first_apply_on,
        max_until=record.max_until,
        status=record.status,
        facts=content["facts"],
        basis=content["basis"],
        breach_kind=content.get("breach_kind"),
        based_on=content.get("based_on"),
        lifted=content.get("lifted"),
        by_application=is_applied_for(record.kind, rows.subject.kind),
    )
