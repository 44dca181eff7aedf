"""Signatures of the legal representative: ask for one by a link, see what came of it, take it back."""

from collections.abc import Mapping
from http import HTTPStatus

from workflow_app.domain.commands.signing import AskForBatch, AskSignature
from workflow_app.schemas.batches import BEGUN
from workflow_app.schemas.signatures import ASKS, AskBatchBody, AskBody, NoBody
from workflow_app.services.batch_signing import ask_for_batch
from workflow_app.services.signing_asks import ask_signature, take_back
from workflow_app.services.signing_views import list_asks
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import id_once
from workflow_app.web.context import current_actor, current_tools

signatures = Noun("signatures", description="Signatures that are asked of somebody else, before anything is submitted")
Body = dict[str, object]
FAILS = [HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT]


@signatures.reads("/tasks/<id:task_id>/signatures", answer=ASKS, fails=FAILS)
def list_signatures(task_id: str) -> dict[str, object]:
    """List what was asked for and given under an open task, the newest first."""
    return _listed(task_id)


@signatures.writes(
    "/tasks/<id:task_id>/signatures", answer=BEGUN, body=AskBody(), status=201, fails=[HTTPStatus.NOT_FOUND]
)
def ask_for_signature(body: Body, task_id: str) -> Mapping[str, str]:
    """Send the link by SMS; a new one ends the one before. Nothing is submitted by signing."""
    command = AskSignature(task_id, once=id_once(body, BEGUN, status=201), **body)  # type: ignore[arg-type] # the schema has typed it
    return {"id": ask_signature(command, actor=current_actor(), tools=current_tools())}


@signatures.writes(
    "/tasks/<id:task_id>/signatures/<id:signature_id>/take-back",
    answer=ASKS,
    body=NoBody(),
    fails=[HTTPStatus.NOT_FOUND],
    repeatable=False,
)
def take_back_signature(body: Body, task_id: str, signature_id: str) -> dict[str, object]:
    """Let a request, or a signature that is not submitted, count no more; answers what is left."""
    del body
    take_back(task_id, signature_id, actor=current_actor(), tools=current_tools())
    return _listed(task_id)


@signatures.writes(
    "/batches/<id:batch_id>/signatures", answer=BEGUN, body=AskBatchBody(), status=201, fails=[HTTPStatus.NOT_FOUND]
)
def ask_for_signatures(body: Body, batch_id: str) -> Mapping[str, str]:
    """Send one link for everything of a batch that bears no signature yet; answers the first of the requests."""
    seen = frozenset(map(str, body.pop("seen")))  # type: ignore[call-overload] # the schema has typed it
    repeat = id_once({**body, "seen": sorted(seen)}, BEGUN, status=201)
    command = AskForBatch(batch_id, seen, once=repeat, **body)  # type: ignore[arg-type] # the schema has typed it
    return {"id": ask_for_batch(command, actor=current_actor(), tools=current_tools())}


def _listed(task_id: str) -> dict[str, object]:
    return {"items": list_asks(task_id, actor=current_actor(), tools=current_tools()), "next_cursor": None}
