"""Who signs what is handed in: ask the legal representative, or have a paper signed; nothing is filed here."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.signing import AskSignature, KeepPaper
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    ForbiddenError,
    InvalidError,
    LimitedError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.signed_papers import LONGEST_MARK
from workflow_app.services.signing_asks import ask_signature, take_back
from workflow_app.services.signing_papers import keep_paper
from workflow_app.services.signing_views import SigningView
from workflow_app.services.signing_views import signing_of as view_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.answering import chosen, files_of, told_too_large
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.paper_at_home import home_sheet
from workflow_app.web.pages.phone_steps import Trouble
from workflow_app.web.pages.signing_forms import KNOWN, refusal, signed_paper_name, typed_before
from workflow_app.web.pages.task_pages import applicants_task
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_signing", __name__, url_prefix="/my/tasks/<uuid:task_id>/signing")
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


def signing_of(task_id: str) -> SigningView | None:
    """Return how a step can be signed by whom, for its page; None where nothing is signed or not by the reader."""
    try:
        return view_of(task_id, actor=current_actor(), tools=current_tools())
    except (NotFoundError, ForbiddenError, ConflictError):
        return None


@pages.get("")
@require_actor(Role.APPLICANT)
def shown(task_id: object) -> Answer:
    """Show the ways, whom one has asked, and what came of it."""
    asked = ask_before_switching(applicants_task(task_id).case.subject)
    return asked or _page(str(task_id))


@pages.post("/ask")
@require_actor(Role.APPLICANT)
def ask(task_id: object) -> Answer:
    """Send the link to the legal representative."""
    here, is_known = _here(task_id), text("to") == KNOWN
    command = AskSignature(str(task_id), text("name"), text("mobile"), is_known, once_for(lambda _id: here))
    try:
        ask_signature(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, LimitedError, ConflictError, RefusedError) as error:
        return _page(str(task_id), refusal(error))
    flash(_("The link is on its way. You are told when it is signed; nothing is filed until you hand in."), "success")
    return see(here)


@pages.post("/<uuid:signature_id>/take-back")
@require_actor(Role.APPLICANT)
def taken_back(task_id: object, signature_id: object) -> Answer:
    """Let a request or a signature count no more."""
    try:
        take_back(str(task_id), str(signature_id), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("Taken back. Whoever has the link can do nothing with it any more."), "success")
    return see(_here(task_id))


@pages.get("/sheet.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.APPLICANT)
def sheet(task_id: object) -> Response:
    """Hand out application and pledge to be signed, with the number and version on every page."""
    view = view_of(str(task_id), actor=current_actor(), tools=current_tools())
    if view is None:
        flash(sentence("NOTHING_TO_SIGN"), "warning")
        return see(f"/my/tasks/{task_id}")
    try:
        content = home_sheet(view, by=current_actor().name, tools=current_tools())
    except RefusedError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(_here(task_id))
    name = _("%(number)s-application.pdf", number=view.mark)
    return as_attachment(content, media_type="application/pdf", filename=name)


@pages.post("/paper")
@require_actor(Role.APPLICANT)
def paper(task_id: object) -> Answer:
    """Keep the photographs of what was signed."""
    here, files = _here(task_id), [chosen(each) for each in request.files.getlist("pages") if each.filename]
    once = once_for(lambda _id: here)
    command = KeepPaper(str(task_id), text("mark")[:LONGEST_MARK], signed_paper_name(), files, once)
    try:
        keep_paper(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, LimitedError, ConflictError, RefusedError) as error:
        return _page(str(task_id), refusal(error))
    flash(_("The signed paper is kept. It can be handed in now."), "success")
    return see(here)


def _page(task_id: str, trouble: Trouble | None = None) -> Answer:
    """Show how the step can be signed, with what is wrong at its field or above the page."""
    view, met = view_of(task_id, actor=current_actor(), tools=current_tools()), trouble or Trouble()
    if view is None:
        raise ConflictError("NOTHING_TO_SIGN")
    page = render_template(
        "my/signing.html",
        signing=view,
        here=_here(task_id),
        typed={**typed_before(view), **met.typed},
        problems=met.problems,
        whole=met.whole,
        files=files_of(view.documents),
    )
    return page, met.status


def _here(task_id: object) -> str:
    return f"/my/tasks/{task_id}/signing"
