"""The two ends of an application: what to know before its first question, and what is said once it is handed in."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import AlreadyAnsweredError, NotFoundError
from workflow_app.schemas.forms.question_pages import question_pages
from workflow_app.services.before_applying import before_applying
from workflow_app.services.case_answers import case_answers
from workflow_app.services.cases import get_case
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.filing_news import filing_news
from workflow_app.services.opening import open_case
from workflow_app.services.records import get_record
from workflow_app.services.views import CaseView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.case_receipt import receipt_of_case
from workflow_app.web.pages.template_links import template_links

pages = Blueprint("my_applying", __name__, url_prefix="/my")
PROCESS = "credit_repair"


@pages.get("/records/<uuid:record_id>/apply")
@require_actor(Role.APPLICANT)
def before(record_id: object) -> Response | str:
    """Say what this record needs, how long it takes, and that it is free; nothing is begun yet."""
    actor, use = current_actor(), current_tools()
    view = get_record(str(record_id), actor=actor, tools=use)
    if asked := ask_before_switching(view.subject):
        return asked
    if view.open_case_id or not view.may_apply:
        return see(f"/my/cases/{view.open_case_id}" if view.open_case_id else f"/my/records/{view.id}")
    ready = before_applying(view.id, actor=actor, tools=use)
    return render_template(
        "my/before.html",
        record=view,
        ready=ready,
        first_pages=question_pages(ready.form, {}, step=ready.step),
        blanks=template_links(view.id, view.materials),
    )


@pages.post("/records/<uuid:record_id>/apply")
@require_actor(Role.APPLICANT)
def apply_for_repair(record_id: object) -> Response:
    """Open a case about a record and go to its first question."""
    actor, use = current_actor(), current_tools()
    view = get_record(str(record_id), actor=actor, tools=use)
    command = OpenCase(
        process=PROCESS,
        uscc=view.subject.uscc or "",
        values={"record_id": view.id},
        once=once_for(first_task),
    )
    try:
        opened = open_case(command, actor=actor, tools=use)
    except AlreadyAnsweredError as error:
        return see_answer(error)
    if opened.answers_from:
        number = opened.answers_from
        flash(
            _("Your answers from %(number)s are filled in. Check each of them, and sign anew.", number=number), "info"
        )
    return see(first_task(opened))


@pages.get("/cases/<uuid:case_id>/submitted")
@require_actor(Role.APPLICANT)
def submitted(case_id: object) -> Response | str:
    """Show the number large, what happens next and when, and where news of it goes."""
    actor, use = current_actor(), current_tools()
    view = get_case(str(case_id), actor=actor, tools=use)
    if asked := ask_before_switching(view.subject):
        return asked
    if view.submitted_at is None:
        return see(f"/my/cases/{view.id}")
    return render_template("my/submitted.html", case=view, told=filing_news([view.id], actor=actor, tools=use))


@pages.get("/cases/<uuid:case_id>/receipt.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.APPLICANT)
def receipt(case_id: object) -> Response:
    """Hand out the receipt of what was handed in."""
    actor, use = current_actor(), current_tools()
    view = get_case(str(case_id), actor=actor, tools=use)
    if view.submitted_at is None:
        raise NotFoundError("CASE_UNKNOWN")
    answers = case_answers(view.id, actor=actor, tools=use)
    made = receipt_of_case(view, answers, tools=use, deferral=deferral_of(view.id, actor=actor, tools=use))
    name = _("%(number)s-receipt.pdf", number=view.number)
    return as_attachment(made, media_type="application/pdf", filename=name)


def first_task(case: object) -> str:
    """Return the address of the first task of a case."""
    if not isinstance(case, CaseView):
        raise TypeError(case)
    return f"/my/tasks/{case.tasks[0].id}" if case.tasks else f"/my/cases/{case.id}"
