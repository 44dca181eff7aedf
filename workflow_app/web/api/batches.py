"""Batches: begin applications about several records at once, look at them, submit them."""

from collections.abc import Mapping
from http import HTTPStatus

from workflow_app.domain.commands.batches import FileBatch, FileSigned, OpenBatch
from workflow_app.schemas.batches import BATCH, BATCHES, BEGUN, FILING, BatchBody, SubmitBody
from workflow_app.services.batch_filing import Filing, file_batch, file_signed
from workflow_app.services.batch_opening import open_batch as open_one
from workflow_app.services.batch_signing_views import signing_of_batch
from workflow_app.services.batches import BatchItem, list_open_batches
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import id_once
from workflow_app.web.context import current_actor, current_tools

batches = Noun("batches", description="Applications that are prepared together, one for each record")
Body = dict[str, object]


@batches.writes("/batches", answer=BEGUN, body=BatchBody(), status=201, fails=[HTTPStatus.NOT_FOUND])
def open_batch(body: Body) -> Mapping[str, str]:
    """Begin an application about each of several records, or about none where one of them cannot be."""
    named = tuple(body.pop("record_ids"))  # type: ignore[arg-type, var-annotated] # the schema has typed it
    repeat = id_once({**body, "record_ids": named}, BEGUN, status=201)
    command = OpenBatch(record_ids=named, once=repeat, **body)  # type: ignore[arg-type] # the schema has typed it
    return {"id": open_one(command, actor=current_actor(), tools=current_tools())}


@batches.reads("/batches", answer=BATCHES)
def list_batches() -> dict[str, object]:
    """List the batches of one's enterprises that have drafts left, the newest first."""
    return {"items": list_open_batches(actor=current_actor(), tools=current_tools()), "next_cursor": None}


@batches.reads("/batches/<id:batch_id>", answer=BATCH, fails=[HTTPStatus.NOT_FOUND])
def get_batch(batch_id: str) -> dict[str, object]:
    """Read how far each application of a batch is; its answers are the draft of its task."""
    signing = signing_of_batch(batch_id, actor=current_actor(), tools=current_tools())
    signed = {each.item.case.id for each in signing.signed}
    batch = signing.batch
    items = [_shown(each, is_signed=each.case.id in signed) for each in batch.items]
    return {"id": batch.id, "subject": batch.subject, "created_at": batch.created_at, "items": items}


@batches.writes(
    "/batches/<id:batch_id>/submit", answer=FILING, body=SubmitBody(), fails=[HTTPStatus.NOT_FOUND], repeatable=False
)
def submit_batch(body: Body, batch_id: str) -> Filing:
    """Submit what is left of a batch, or what of it is signed; each application by itself.

    Sent again it submits only what is left, so it needs no key.
    """
    actor, tools = current_actor(), current_tools()
    if body["signed_only"]:
        return file_signed(FileSigned(batch_id), actor=actor, tools=tools)
    seen = frozenset(map(str, body["seen"]))  # type: ignore[call-overload] # the schema has typed it
    return file_batch(FileBatch(batch_id, seen), actor=actor, tools=tools)


def _shown(item: BatchItem, *, is_signed: bool) -> dict[str, object]:
    record = item.case.record
    return {
        "case_id": item.case.id,
        "number": item.case.number,
        "record_id": record.id if record else None,
        "document_no": record.document_no if record else None,
        "state": item.state,
        "task_id": item.detail.task.id if item.detail else None,
        "seen": item.seen or None,
        "missing": item.wrong,
        "refused": item.refused.code if item.refused else None,
        "is_signed": is_signed,
    }
