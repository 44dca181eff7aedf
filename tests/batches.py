"""Applications prepared together, in the office of the tests: the six penalties of one enterprise."""

from collections.abc import Mapping

from office import Office

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import FileBatch, OpenBatch, SaveCommon
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batch_filing import Filing, file_batch
from workflow_app.services.batch_opening import open_batch
from workflow_app.services.batches import BatchItem, BatchView, get_batch
from workflow_app.services.record_views import RecordView
from workflow_app.services.records import list_records_of
from workflow_app.services.tasks import save_draft

H = "91410122MA3X0E035U"
AGENT_OF_H = "applicant_h"
COMMON: Mapping[str, object] = {"contact_phone": "13800000000", "electronic_service_consent": True}
SIGNED: Mapping[str, object] = {
    "pledge": ["MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED"],
    "signer_role": "LEGAL_REPRESENTATIVE",
    "signer_name": "石立强",
}


def agent_of_h(office: Office) -> Actor:
    """Return who acts for the enterprise with six penalties."""
    return office.agent(H, AGENT_OF_H)


def repairable(office: Office) -> list[RecordView]:
    """Return the records of the enterprise that can be repaired now, the oldest number first."""
    found = list_records_of(RecordFilter(limit=50), actor=agent_of_h(office), tools=office.tools).items
    return sorted((each for each in found if each.may_apply), key=lambda each: each.document_no)


def begin(office: Office, count: int = 3) -> str:
    """Begin a batch about the first records and return its id."""
    ids = tuple(each.id for each in repairable(office)[:count])
    return open_batch(OpenBatch("credit_repair", H, ids), actor=agent_of_h(office), tools=office.tools)


def look(office: Office, batch_id: str) -> BatchView:
    """Return a batch as its agent sees it."""
    return get_batch(batch_id, actor=agent_of_h(office), tools=office.tools)


def fill_in(office: Office, item: BatchItem) -> None:
    """Answer what belongs to one application of a batch."""
    agent, detail = agent_of_h(office), item.detail
    assert detail is not None
    record = item.case.record
    assert record is not None
    asked = {each["key"] for each in detail.form["components"]}
    own = {
        "paid_on": "2026-07-20",
        "receipt_no": f"豫财{item.document_no[-4:-1]}",
        "paid_amount": str(record.fine),
        "rectification_summary": "已按要求完成整改，并通过复查。",
        "rectified_on": "2026-07-18",
        "appeal_declaration": "NONE",
        **{
            key: office.upload(item.case, key, agent=agent)
            for key in ("receipt", "rectification", "t16")
            if key in asked
        },
    }
    save_draft(detail.task.id, {k: v for k, v in own.items() if k in asked}, actor=agent, tools=office.tools)


def say(office: Office, batch_id: str, part: Part, values: Mapping[str, object]) -> None:
    """Answer what is asked once."""
    save_common(SaveCommon(batch_id, part, values), actor=agent_of_h(office), tools=office.tools)


def make_ready(office: Office, count: int = 3) -> str:
    """Begin a batch and answer everything, so that it can be handed in."""
    batch_id = begin(office, count)
    for item in look(office, batch_id).drafts:
        fill_in(office, item)
    say(office, batch_id, Part.ANSWERS, COMMON)
    say(office, batch_id, Part.SIGNING, SIGNED)
    return batch_id


def seen_in(office: Office, batch_id: str) -> frozenset[str]:
    """Return the digests of what a page shows of a batch."""
    return frozenset(each.seen for each in look(office, batch_id).drafts)


def hand_in(office: Office, batch_id: str, *, seen: frozenset[str] | None = None) -> Filing:
    """Hand a batch in as it was seen."""
    command = FileBatch(batch_id, seen_in(office, batch_id) if seen is None else seen)
    return file_batch(command, actor=agent_of_h(office), tools=office.tools)
