"""The last look at applications that were prepared together, and the one signature under all of them."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import FileBatch
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.services.batch_filing import file_batch, refuse_unready
from workflow_app.services.batches import BatchItem, BatchView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
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
from workflow_app.web.pages.my_batches import next_item, reason, standing
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
    return render_template(
        "my/batch_check.html",
        batch=batch,
        common=common_part(batch, Part.ANSWERS),
        items=[_shown(each) for each in batch.drafts],
        next_item=next_item(batch),
        standing=standing,
        seen=_seen_now(batch),
    )


@pages.route("/sign", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def sign(batch_id: object) -> Answer:
    """Read, promise and sign once; each application is then handed in by itself."""
    batch = batch_of(batch_id)
    if not batch.drafts:
        return see(f"/my/batches/{batch.id}")
    seen = request.values.get("seen", "")
    try:
        refuse_unready(batch, seen.split("."), signed=False)
    except ConflictError as error:
        return _look_again(batch.id, error)
    if request.method == "GET":
        return part_page(batch, common_part(batch, Part.SIGNING), "my/batch_sign.html", seen=seen)
    errors = keep_common(batch, Part.SIGNING)
    if request.form.get("act") == "later":
        return come_back_later()
    if errors:
        again = batch_of(batch_id)
        return part_page(
            again, common_part(again, Part.SIGNING), "my/batch_sign.html", errors, seen=seen
        ), UNPROCESSABLE
    return _file(batch.id, seen)


def _file(batch_id: str, seen: str) -> Response:
    """Hand in what is left, and tell what could not be."""
    command = FileBatch(batch_id, frozenset(seen.split(".")))
    try:
        filing = file_batch(command, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        return _look_again(batch_id, error)
    for each in filing.failed:
        what = _("%(number)s was not submitted. %(why)s", number=each.document_no, why=reason(each.error))
        flash(what, "warning")
    return see(f"/my/batches/{batch_id}")


def _look_again(batch_id: str, error: ConflictError) -> Response:
    flash(sentence(error.code, error.values), "warning")
    return see(f"/my/batches/{batch_id}/check")


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
