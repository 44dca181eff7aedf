"""Signatures of somebody else under applications that are prepared together: one link, one print, a sheet for each."""

import io

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.batches import FileSigned
from workflow_app.domain.commands.signing import AskForBatch, KeepPaper
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    InvalidError,
    LimitedError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.signed_papers import LONGEST_MARK, read_mark
from workflow_app.services.batch_filing import file_signed
from workflow_app.services.batch_signing import ask_for_batch, take_back_all
from workflow_app.services.batch_signing_views import BatchSigning, ItemSigning, signing_of_batch
from workflow_app.services.paper_making import bind_papers
from workflow_app.services.signing_papers import keep_paper
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.answering import chosen, told_too_large
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.my_batches import standing, tell_failed
from workflow_app.web.pages.paper_at_home import home_sheet
from workflow_app.web.pages.phone_steps import Trouble
from workflow_app.web.pages.signing_forms import KNOWN, refusal, signed_paper_name, typed_before
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_batch_signatures", __name__, url_prefix="/my/batches/<uuid:batch_id>/signing")
lead_back(pages, told_too_large)
OTHER_CASE = "SHEET_OF_OTHER_CASE"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.APPLICANT)
def shown(batch_id: object) -> Answer:
    """Show how each application stands with its signature, and how to ask for what lacks."""
    return _page(_signing(batch_id))


@pages.post("/ask")
@require_actor(Role.APPLICANT)
def ask(batch_id: object) -> Answer:
    """Send one link for everything that wants a signature."""
    here, seen = _here(batch_id), frozenset(text("seen").split("."))
    once = once_for(lambda _id: here)
    command = AskForBatch(str(batch_id), seen, text("name"), text("mobile"), text("to") == KNOWN, once)
    try:
        ask_for_batch(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, LimitedError, ConflictError, RefusedError) as error:
        return _page(_signing(batch_id), refusal(error))
    flash(_("The link is on its way. You are told when it is signed; nothing is filed until you hand in."), "success")
    return see(here)


@pages.post("/take-back")
@require_actor(Role.APPLICANT)
def taken_back(batch_id: object) -> Response:
    """Let everything that was asked or signed count no more."""
    take_back_all(str(batch_id), actor=current_actor(), tools=current_tools())
    flash(_("Taken back. Whoever has the link can do nothing with it any more."), "success")
    return see(_here(batch_id))


@pages.get("/sheets.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.APPLICANT)
def sheets(batch_id: object) -> Response:
    """Hand out one print with a sheet for each application that wants a signature, each with its own number."""
    wanted = [each for each in _signing(batch_id).unsigned if each.is_whole]
    if not wanted:
        flash(sentence("NOTHING_TO_SIGN"), "warning")
        return see(_here(batch_id))
    name, tools = current_actor().name, current_tools()
    try:
        made = [home_sheet(each.signing, by=name, tools=tools).read() for each in wanted]
    except RefusedError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(_here(batch_id))
    title = _("%(number)s and others, to sign.pdf", number=wanted[0].item.document_no)
    return as_attachment(io.BytesIO(bind_papers(made, tools=tools)), media_type="application/pdf", filename=title)


@pages.post("/<uuid:case_id>/paper")
@require_actor(Role.APPLICANT)
def paper(batch_id: object, case_id: object) -> Answer:
    """Keep the photographs of the sheet of one application."""
    here, signing = _here(batch_id), _signing(batch_id)
    one = next((each for each in signing.items if each.item.case.id == str(case_id)), None)
    if one is None:
        raise NotFoundError("CASE_UNKNOWN")
    files = [chosen(each) for each in request.files.getlist("pages") if each.filename]
    once, mark = once_for(lambda _id: here), text("mark")[:LONGEST_MARK]
    try:
        command = KeepPaper(one.signing.task_id, mark, signed_paper_name(), files, once)
        keep_paper(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, LimitedError, ConflictError, RefusedError) as error:
        return _page(_signing(batch_id), _of_sibling(signing, mark, refusal(error), error), at=str(case_id))
    number = one.item.document_no
    flash(_("The signed paper about %(number)s is kept. It can be handed in now.", number=number), "success")
    return see(here)


@pages.post("/hand-in")
@require_actor(Role.APPLICANT)
def hand_in(batch_id: object) -> Response:
    """Hand in what is signed; the rest stays as it is."""
    try:
        filing = file_signed(FileSigned(str(batch_id)), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(_here(batch_id))
    tell_failed(filing)
    return see(f"/my/batches/{batch_id}")


def _signing(batch_id: object) -> BatchSigning:
    return signing_of_batch(str(batch_id), actor=current_actor(), tools=current_tools())


def _page(signing: BatchSigning, trouble: Trouble | None = None, *, at: str = "") -> Answer:
    """Show the page; what is wrong is said above it, or at the application `at` with its sheet."""
    batch, met = signing.batch, trouble or Trouble()
    if not signing.items:
        return see(f"/my/batches/{batch.id}")
    if request.method == "GET" and (asked := ask_before_switching(batch.subject)):
        return asked
    typed = {"mark": met.typed.get("mark", "")} if at else met.typed
    first = (signing.unsigned or signing.items)[0].signing
    page = render_template(
        "my/batch_signing.html",
        signing=signing,
        batch=batch,
        first=first,
        here=_here(batch.id),
        seen=".".join(each.seen for each in batch.drafts),
        typed={**typed_before(first), **typed},
        problems={} if at else met.problems,
        at=at,
        at_problems=met.problems if at else {},
        whole=met.whole,
        standing=standing,
        said_of=said_of,
    )
    return page, met.status


def said_of(each: ItemSigning) -> str:
    """Say what is to be done about an application that bears no signature that holds; nothing where there is none."""
    last = each.last
    if each.is_signed or each.is_barred or last is None:
        return ""
    if last.standing in {"WAITING", "SIGNED"} and last.is_changed:
        return str(_("Its answers, or who is on record, changed since. What was asked or signed of it counts no more."))
    if last.standing == "DECLINED":
        return str(_("Reason: %(reason)s", reason=last.reason))
    return ""


def _of_sibling(signing: BatchSigning, mark: str, trouble: Trouble, error: Exception) -> Trouble:
    """Say to which application of the same batch a sheet belongs that was kept with the wrong one."""
    read = read_mark(mark)
    is_other = isinstance(error, InvalidError) and any(each.code == OTHER_CASE for each in error.errors)
    of = next((each for each in signing.items if read and each.signing.mark.startswith(read[0])), None)
    if is_other and of is not None and "mark" in trouble.problems:
        said = _("This sheet is that of %(number)s. Keep it there.", number=of.item.document_no)
        trouble.problems["mark"] = said
    return trouble


def _here(batch_id: object) -> str:
    return f"/my/batches/{batch_id}/signing"
