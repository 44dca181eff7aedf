"""Filling in several applications at once: what is the same for all, and what belongs to each record."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import SaveCommon
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batches import BatchView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.answering import told_too_large, typed_so_far
from workflow_app.web.pages.asking import rules_seen
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
    if request.method == "GET" and (asked := ask_before_switching(batch.subject)):
        return asked
    if request.method == "GET":
        return part_page(batch, common_part(batch, Part.ANSWERS), "my/batch_answers.html")
    errors = keep_common(batch, Part.ANSWERS)
    if request.form.get("act") == "later":
        return come_back_later()
    if errors:
        again = batch_of(batch_id)
        return part_page(again, common_part(again, Part.ANSWERS), "my/batch_answers.html", errors), UNPROCESSABLE
    return see(_next_page(batch_of(batch_id)))


@pages.post("/draft")
@require_actor(Role.APPLICANT)
def draft(batch_id: object) -> Response:
    """Keep what was typed so far of what is common."""
    batch = batch_of(batch_id)
    if batch.drafts:
        part = Part.SIGNING if request.args.get("part") == Part.SIGNING else Part.ANSWERS
        typed = typed_so_far(common_part(batch, part))
        save_common(SaveCommon(batch.id, part, typed, rules_seen()), actor=current_actor(), tools=current_tools())
    return jsonify(saved=True)


@pages.get("/next")
@require_actor(Role.APPLICANT)
def go_on(batch_id: object) -> Answer:
    """Lead to the next record that lacks something, else to the last look."""
    return see(_next_page(batch_of(batch_id)))


@pages.get("/records/<uuid:case_id>")
@require_actor(Role.APPLICANT)
def record(batch_id: object, case_id: object) -> Answer:
    """Lead to the questions of one record: where one stopped, or to all of them where each has its answer."""
    batch = batch_of(batch_id)
    item = next((each for each in batch.drafts if each.case.id == str(case_id)), None)
    if item is None or item.detail is None:
        return see(f"/my/batches/{batch.id}")
    address = f"/my/tasks/{item.detail.task.id}"
    return see(address if item.wrong_in(Part.OWN) else f"{address}?all=1")


def _next_page(batch: BatchView) -> str:
    """Return where one goes on: what is common, the next record that lacks something, else the last look."""
    if any(each.wrong_in(Part.ANSWERS) for each in batch.drafts):
        return f"/my/batches/{batch.id}/answers"
    lacking = next_item(batch)
    if lacking is not None:
        return f"/my/batches/{batch.id}/records/{lacking.case.id}"
    return f"/my/batches/{batch.id}/check"
