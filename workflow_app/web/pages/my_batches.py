"""Applying for several records at once: which, how far each is, and what came of it."""

import io

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Signed
from workflow_app.domain.commands.batches import LeaveBatch, OpenBatch
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    DomainError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.file_kinds import PDF
from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.repairability import Card
from workflow_app.services.batch_filing import Filing
from workflow_app.services.batch_opening import leave_batch, open_batch
from workflow_app.services.batches import BatchItem, BatchView, ItemState, get_batch
from workflow_app.services.case_answers import case_answers
from workflow_app.services.cases import get_case
from workflow_app.services.filing_news import filing_news
from workflow_app.services.paper_making import bind_papers
from workflow_app.services.part_views import SubjectView
from workflow_app.services.record_views import RecordView, SubjectDetail
from workflow_app.services.records import list_my_subjects, list_records_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.case_receipt import receipt_of_case
from workflow_app.web.sentences import sentence

pages = Blueprint("my_batches", __name__, url_prefix="/my/batches")
Answer = Response | str | tuple[str, int]
PROCESS, MANY, UNPROCESSABLE = "credit_repair", 100, 422


@pages.get("/new")
@require_actor(Role.APPLICANT)
def choose() -> Answer:
    """Show the records of an enterprise: those that can be applied for with a box, the others with the reason."""
    subject = _subject()
    if asked := ask_before_switching(SubjectView(subject.id, subject.uscc, subject.name)):
        return asked
    return _choosing(frozenset(request.args.getlist("records")))


@pages.post("/new")
@require_actor(Role.APPLICANT)
def begin() -> Answer:
    """Begin an application about each of the records."""
    ticked = request.form.getlist("records")
    subject = _subject()
    command = OpenBatch(PROCESS, subject.uscc or "", tuple(ticked), once=once_for(_answers_page))
    try:
        batch_id = open_batch(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        (wrong,) = error.errors
        return _choosing(frozenset(ticked), sentence(wrong.code, wrong.values)), UNPROCESSABLE
    except (ConflictError, NotFoundError, RefusedError) as error:
        told = _("Nothing was begun: one of the records cannot be applied for any more. %(why)s", why=reason(error))
        return _choosing(frozenset(ticked), str(told)), UNPROCESSABLE
    return see(_answers_page(batch_id))


@pages.get("/<uuid:batch_id>")
@require_actor(Role.APPLICANT)
def batch(batch_id: object) -> str:
    """Show how far each application is; once they are handed in, their numbers."""
    view = get_batch(str(batch_id), actor=current_actor(), tools=current_tools())
    if asked := ask_before_switching(view.subject):
        return asked
    filed = [each.case.id for each in view.of(ItemState.FILED)]
    told = filing_news(filed, actor=current_actor(), tools=current_tools())
    return render_template(
        "my/batch.html", batch=view, standing=standing, signed_badge=signed_badge, next_item=next_item(view), told=told
    )


@pages.get("/<uuid:batch_id>/receipts.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.APPLICANT)
def receipts(batch_id: object) -> Response:
    """Hand out the receipts of what was handed in, one after the other in one file."""
    actor, use = current_actor(), current_tools()
    filed = get_batch(str(batch_id), actor=actor, tools=use).of(ItemState.FILED)
    if not filed:
        raise NotFoundError("BATCH_UNKNOWN")
    cases = [get_case(each.case.id, actor=actor, tools=use) for each in filed]
    made = [receipt_of_case(each, case_answers(each.id, actor=actor, tools=use), tools=use).read() for each in cases]
    name = _("%(number)s and others, receipts.pdf", number=filed[0].case.number)
    return as_attachment(io.BytesIO(bind_papers(made, tools=use)), media_type=PDF, filename=name)


@pages.post("/<uuid:batch_id>/leave")
@require_actor(Role.APPLICANT)
def leave(batch_id: object) -> Response:
    """Take one draft out; it stays a draft of its own."""
    command = LeaveBatch(str(batch_id), request.form.get("case_id", ""))
    try:
        leave_batch(command, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("It was taken out and stays a draft of its own; you find it on your home page."), "success")
    return see(f"/my/batches/{batch_id}")


def tell_failed(filing: Filing) -> None:
    """Say on the next page what could not be handed in, and why."""
    for each in filing.failed:
        what = _("%(number)s was not submitted. %(why)s", number=each.document_no, why=reason(each.error))
        flash(what, "warning")


def next_item(view: BatchView) -> BatchItem | None:
    """Return the application that is to be filled in next, or None where nothing lacks."""
    return next(iter(view.of(ItemState.LACKING)), None)


def standing(item: BatchItem) -> str:
    """Say how an application stands, or why it cannot be handed in."""
    if item.refused is not None:
        return reason(item.refused)
    words = {
        ItemState.FILED: _("Submitted"),
        ItemState.READY: _("Filled in"),
        ItemState.TO_SIGN: _("Filled in"),
        ItemState.LACKING: _("To be filled in"),
        ItemState.GONE: _("Not submitted: the draft has ended."),
    }
    return str(words.get(item.state, item.state))


def signed_badge(item: BatchItem) -> tuple[str, str] | None:
    """Return how an application is signed by somebody else, and the tone of that; None where nobody was asked."""
    words = {
        Signed.ASKED: (_("waits for the signature"), "info"),
        Signed.SIGNED: (_("signed"), "success"),
        Signed.CHANGED: (_("counts no more: answers changed"), "warning"),
        Signed.IN_VAIN: (_("asked, but not signed"), "warning"),
    }
    return words.get(item.signed)


def reason(error: DomainError) -> str:
    """Say why something was refused."""
    return sentence(error.code, error.values)


def _answers_page(batch_id: object) -> str:
    return f"/my/batches/{batch_id}/answers"


def _subject() -> SubjectDetail:
    """Return the enterprise that was named, or the only one; raises NotFoundError SUBJECT_UNKNOWN."""
    subjects = list_my_subjects(actor=current_actor(), tools=current_tools())
    named = request.args.get("subject") or request.form.get("subject")
    found = [each for each in subjects if each.id == named] if named else list(subjects)
    if len(found) != 1:
        raise NotFoundError("SUBJECT_UNKNOWN")
    return found[0]


def _choosing(ticked: frozenset[str], problem: str = "") -> str:
    subject = _subject()
    found = list_records_of(RecordFilter(uscc=subject.uscc, limit=MANY), actor=current_actor(), tools=current_tools())
    records = [each for each in found.items if each.subject.id == subject.id]
    return render_template(
        "my/batch_choose.html",
        subject=subject,
        open_to=[each for each in records if is_open_to(each)],
        closed=[each for each in records if not is_open_to(each)],
        ticked=ticked,
        problem=problem,
    )


def is_open_to(record: RecordView) -> bool:
    """Tell whether a record can be ticked: an application can be begun, or was begun and belongs to no batch.

    A broken pledge is applied for by itself: what is promised anew goes by what was broken. About one that may be wrong
    it is first settled what it says.
    """
    begins = record.may_apply and record.card == Card.NOW
    return record.kind == PENALTY and (begins or (record.is_drafted and record.batch_id is None))
