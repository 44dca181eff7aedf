"""Filling in several applications at once: what is the same for all, and what belongs to each record."""

from dataclasses import replace

from flask import Blueprint, request

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Part, form_part
from workflow_app.services.batches import BatchView, item_of
from workflow_app.services.tasks import save_draft
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import take_answers, together, told_too_large
from workflow_app.web.pages.batch_forms import (
    UNPROCESSABLE,
    Answer,
    batch_of,
    come_back_later,
    common_part,
    keep_common,
    part_page,
)
from workflow_app.web.pages.my_batches import next_item
from workflow_app.web.pages.too_large import lead_back

pages = Blueprint("my_batch_answers", __name__, url_prefix="/my/batches/<uuid:batch_id>")
lead_back(pages, told_too_large)


@pages.route("/answers", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def answers(batch_id: object) -> Answer:
    """Ask once what is the same for all."""
    batch = batch_of(batch_id)
    if not batch.drafts:
        return see(f"/my/batches/{batch.id}")
    if request.method == "GET":
        return part_page(batch, common_part(batch, Part.ANSWERS), "my/batch_answers.html")
    errors = keep_common(batch, Part.ANSWERS)
    if request.form.get("act") == "later":
        return come_back_later()
    if errors:
        again = batch_of(batch_id)
        return part_page(again, common_part(again, Part.ANSWERS), "my/batch_answers.html", errors), UNPROCESSABLE
    return see(_next_page(batch_of(batch_id)))


@pages.route("/records/<uuid:case_id>", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def record(batch_id: object, case_id: object) -> Answer:
    """Ask what belongs to one record."""
    batch = batch_of(batch_id)
    item = next((each for each in batch.drafts if each.case.id == str(case_id)), None)
    if item is None or item.detail is None:
        return see(f"/my/batches/{batch.id}")
    own = replace(item.detail, form=form_part(item.detail.form, Part.OWN))
    if request.method == "GET":
        errors = item.wrong_in(Part.OWN) if "errors" in request.args else ()
        return part_page(batch, own, "my/batch_record.html", errors)
    values, refused = take_answers(own)
    save_draft(own.task.id, values, actor=current_actor(), tools=current_tools())
    if request.form.get("act") == "later":
        return come_back_later()
    after = item_of(item.case.id, actor=current_actor(), tools=current_tools())
    errors = together(refused, after.wrong_in(Part.OWN))
    if errors and after.detail:
        own = replace(after.detail, form=own.form)
        return part_page(batch, own, "my/batch_record.html", errors), UNPROCESSABLE
    return see(_next_page(batch_of(batch_id)))


def _next_page(batch: BatchView) -> str:
    """Return where one goes on: the next record that lacks something, else the last look."""
    lacking = next_item(batch)
    if lacking is not None:
        return f"/my/batches/{batch.id}/records/{lacking.case.id}"
    return f"/my/batches/{batch.id}/check"
