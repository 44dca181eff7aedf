"""Telling those who act for a subject how its case comes out, by the states that a step reaches."""

from collections.abc import Collection

from workflow_app.models import Removal
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.letter_values import reapply_day
from workflow_app.repositories.listings import ListingRows

COMPLETED = "CLOSED"
NOTICES = {
    "GRANTED": "CASE_GRANTED",
    "REFUSED": "CASE_REFUSED",
    "SYNC_PARTIAL": "CASE_SITES_LATE",
    COMPLETED: "CASE_COMPLETED",
}
OF_MATTERS = {"GRANTED": "MATTER_GRANTED", "REFUSED": "MATTER_REFUSED"}
"""What is told instead where a case is about no record, and nothing is taken down."""


def tell_outcome(work: CaseWork, states: Collection[str]) -> None:
    """Leave one notice for each outcome among the states that a step of a case has just reached."""
    if work.case.record_id is None:
        for state in OF_MATTERS.keys() & set(states):
            work.tell_subject(OF_MATTERS[state], subject=work.subject.name)
        return
    for state, code in NOTICES.items():
        if state in states:
            work.tell_subject(code, subject=work.subject.name, **_document(work), **_more(work, state))


def _document(work: CaseWork) -> dict[str, object]:
    record = work.record()
    return {"document_no": record.document_no} if record is not None else {}


def _more(work: CaseWork, state: str) -> dict[str, object]:
    """Return what a notice says beside whose case it is: the day to apply again, or the sites."""
    if state == "REFUSED":
        return {"reapply_on": reapply_day(work).isoformat()}
    if state == "GRANTED":
        return {}
    rows = work.unit.listings.list_removals([work.case.id])
    if state == "SYNC_PARTIAL":
        rows = [row for row in rows if _is_open(row.removal)]
    return _sites(rows)


def _sites(rows: Collection[ListingRows]) -> dict[str, object]:
    """Name each site once, for one that showed the record again was ordered twice."""
    names = dict.fromkeys((row.site.name_zh, row.site.name_en) for row in rows)
    return {
        "sites_zh": "、".join(zh for zh, _en in names),
        "sites_en": ", ".join(en for _zh, en in names),
        "count": len(names),
    }


def _is_open(removal: Removal | None) -> bool:
    return removal is not None and removal.status != "VERIFIED"
