"""The last look at applications that were prepared together, and the one signature under all of them."""

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import FileBatch
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.signing import pledge_keys
from workflow_app.services.batch_filing import file_batch, refuse_unready
from workflow_app.services.batch_signing_views import signing_of_drafts
from workflow_app.services.batches import BatchItem, BatchView
from workflow_app.services.repair_reckoning import reckon_all
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.answering import as_kept, files_of, told_too_large
from workflow_app.web.pages.batch_forms import (
    UNPROCESSABLE,
    Answer,
    batch_of,
    come_back_later,
    common_part,
    keep_common,
    part_page,
)
from workflow_app.web.pages.batch_steps import own_questions
from workflow_app.web.pages.checks import applicant_notes
from workflow_app.web.pages.my_batches import next_item, standing, tell_failed
from workflow_app.web.pages.papers import papers_handed_in
from workflow_app.web.pages.task_pages import page_url, pages_of
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_batch_signing", __name__, url_prefix="/my/batches/<uuid:batch_id>")
lead_back(pages, told_too_large)


@pages.get("/check")
@require_actor(Role.APPLICANT)
def check(batch_id: object) -> Answer:
    """Show all that will be handed in."""
    batch = batch_of(batch_id)
    if not batch.drafts:
        return see(f"/my/batches/{batch.id}")
    if asked := ask_before_switching(batch.subject):
        return asked
    return render_template(
        "my/batch_check.html",
        batch=batch,
        common=common_part(batch, Part.ANSWERS),
        items=_items(batch),
        next_item=next_item(batch),
        standing=standing,
        seen=_seen_now(batch),
    )


@pages.get("/sign")
@require_actor(Role.APPLICANT)
def sign(batch_id: object) -> Answer:
    """Show what is signed for, what is promised, and who signs."""
    batch, seen = batch_of(batch_id), request.args.get("seen", "")
    if batch.drafts and (asked := ask_before_switching(batch.subject)):
        return asked
    if elsewhere := _not_to_sign(batch, seen):
        return elsewhere
    if signing_of_drafts(batch, actor=current_actor(), tools=current_tools()).asked:
        return see(f"/my/batches/{batch.id}/signing")
    return part_page(batch, common_part(batch, Part.SIGNING), "my/batch_sign.html", seen=seen)


@pages.post("/sign")
@require_actor(Role.APPLICANT)
def signed(batch_id: object) -> Answer:
    """Keep what was signed with every draft; each application is then handed in by itself."""
    batch, seen = batch_of(batch_id), request.form.get("seen", "")
    if elsewhere := _not_to_sign(batch, seen):
        return elsewhere
    errors = keep_common(batch, Part.SIGNING)
    if request.form.get("act") == "later":
        return come_back_later()
    if request.form.get("act") == "ask":
        promised = pledge_keys(batch.drafts[0].detail.form if batch.drafts[0].detail else {})
        errors = tuple(each for each in errors if each.field.removeprefix("/values/") in promised)
    if errors:
        again = batch_of(batch_id)
        page = part_page(again, common_part(again, Part.SIGNING), "my/batch_sign.html", errors, seen=seen)
        return page, UNPROCESSABLE
    return see(f"/my/batches/{batch.id}/signing") if request.form.get("act") == "ask" else _file(batch.id, seen)


def _not_to_sign(batch: BatchView, seen: str) -> Response | None:
    """Return where one is led who cannot sign now: nothing is left to sign, or not all is there as it was seen."""
    if not batch.drafts:
        return see(f"/my/batches/{batch.id}")
    try:
        refuse_unready(batch, seen.split("."), signed=False)
    except ConflictError as error:
        return _look_again(batch.id, error)
    return None


def _file(batch_id: str, seen: str) -> Response:
    """Hand in what is left, and tell what could not be."""
    command = FileBatch(batch_id, frozenset(seen.split(".")))
    try:
        filing = file_batch(command, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        return _look_again(batch_id, error)
    tell_failed(filing)
    return see(f"/my/batches/{batch_id}")


def _look_again(batch_id: str, error: ConflictError) -> Response:
    flash(sentence(error.code, error.values), "warning")
    return see(f"/my/batches/{batch_id}/check")


def _items(batch: BatchView) -> list[dict[str, object]]:
    """Return what is handed in as the last look shows it, with the rules read once for all."""
    records = [each.case.record.id for each in batch.drafts if each.case.record]
    reckoned = reckon_all(records, actor=current_actor(), tools=current_tools())
    return [
        {**_shown(each), "reckoned": reckoned.get(each.case.record.id) if each.case.record else None}
        for each in batch.drafts
    ]


def _shown(item: BatchItem) -> dict[str, object]:
    """Return one application as the last look shows it."""
    detail = item.detail
    if detail is None:
        raise NotFoundError("BATCH_UNKNOWN")
    own = own_questions(detail)
    values = as_kept(own)
    return {
        "item": item,
        "form": own.form,
        "values": values,
        "files": files_of(detail.documents),
        "place_of": {key: page_url(own, page.name, then_check=True) for page in pages_of(own) for key in page.keys},
        "papers": papers_handed_in(own, values),
        "notes": applicant_notes(detail, values),
    }


def _seen_now(batch: BatchView) -> str:
    return ".".join(each.seen for each in batch.drafts)
