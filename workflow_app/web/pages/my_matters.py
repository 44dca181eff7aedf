"""Applying for a matter: for which enterprise, what to know before the first question, and the way that is open."""

from collections.abc import Sequence

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import AlreadyAnsweredError, NotFoundError, RefusedError
from workflow_app.domain.matters import Way
from workflow_app.schemas.forms.question_pages import question_pages
from workflow_app.services.before_matter import before_matter
from workflow_app.services.opening import open_case
from workflow_app.services.part_views import SubjectView
from workflow_app.services.records import list_my_subjects
from workflow_app.services.subject_views import SubjectDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import acting_for, ask_before_switching
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.my_applying import first_task
from workflow_app.web.sentences import sentence

pages = Blueprint("my_matters", __name__, url_prefix="/my/matters")
UNPROCESSABLE = 422


@pages.get("/<authority>/<code>/<way>")
@require_actor(Role.APPLICANT)
def before(authority: str, code: str, way: str) -> str:
    """Say what this way asks of the enterprise and whether it is open to it; nothing is begun yet."""
    mine = list_my_subjects(actor=current_actor(), tools=current_tools())
    subject = _chosen(mine)
    if subject is None:
        return render_template("my/matter_subject.html", subjects=mine, here=request.path)
    asked = ask_before_switching(SubjectView(subject.id, subject.uscc, subject.name))
    return asked or _page(authority, code, way, subject)


@pages.post("/<authority>/<code>/<way>")
@require_actor(Role.APPLICANT)
def apply(authority: str, code: str, way: str) -> Response | tuple[str, int]:
    """Open a case about the matter and go to its first question; what the gate refuses is said on the page."""
    actor, use = current_actor(), current_tools()
    mine = list_my_subjects(actor=actor, tools=use)
    subject = next((each for each in mine if each.id == request.form.get("subject")), None)
    if subject is None:
        raise NotFoundError("SUBJECT_UNKNOWN")
    command = OpenCase(
        process=_way(way),
        uscc=subject.uscc or "",
        values={"authority": authority, "matter": code},
        once=once_for(first_task),
    )
    try:
        return see(first_task(open_case(command, actor=actor, tools=use)))
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except RefusedError as error:
        flash(sentence(error.code, error.values), "error")
        return _page(authority, code, way, subject), UNPROCESSABLE


def _page(authority: str, code: str, way: str, subject: SubjectDetail) -> str:
    ready = before_matter(
        authority, code, _way(way), subject_id=subject.id, actor=current_actor(), tools=current_tools()
    )
    first_pages = question_pages(ready.form, {}, step=ready.step)
    refusal = sentence(ready.refusal) if ready.refusal else ""
    return render_template("my/before_matter.html", ready=ready, way=way, refusal=refusal, first_pages=first_pages)


def _way(text: str) -> Way:
    try:
        return Way(text)
    except ValueError:
        raise NotFoundError("MATTER_UNKNOWN") from None


def _chosen(mine: Sequence[SubjectDetail]) -> SubjectDetail | None:
    """Return the enterprise that is applied for: the one named, the one worked for, or the only one."""
    now = acting_for(current_actor())
    wanted = request.args.get("subject") or (now.id if now else None)
    if wanted is None and len(mine) == 1:
        return mine[0]
    return next((each for each in mine if each.id == wanted), None)
