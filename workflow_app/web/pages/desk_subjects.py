"""Subjects at the desk: their names, what became of them, what is on record, and which way is open to them."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.commands.inlets import ChangeSubject, EnterAdverse
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.domain.inlets import BreachKind, EntryKind, SubjectStatus
from workflow_app.services.entries import enter_adverse
from workflow_app.services.gate import list_matters, list_results
from workflow_app.services.pledge_archive import list_of_subject
from workflow_app.services.register import change_subject
from workflow_app.services.subject_file import get_subject_file, search_subjects
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, words_sought
from workflow_app.web.pages.desk_gate import ways
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, day, problems, text, typed

pages = Blueprint("desk_subjects", __name__, url_prefix="/desk/subjects")
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*DESK_ROLES)
def subjects() -> str:
    """Show who is known here, by code or part of any name."""
    cursor = request.args.get("cursor") or None
    page = search_subjects(words_sought(), actor=current_actor(), tools=current_tools(), cursor=cursor)
    return render_template("desk/subjects.html", page=page, q=words_sought())


@pages.get("/<uuid:subject_id>")
@require_actor(*DESK_ROLES)
def subject(subject_id: object) -> str:
    """Show one subject, whole."""
    actor, use = current_actor(), current_tools()
    file = get_subject_file(str(subject_id), actor=actor, tools=use)
    answers = list_results(actor=actor, tools=use, subject_id=file.detail.id, limit=10)
    matters = list_matters(tools=use)
    named = {each.code: each for each in matters}
    pledges = list_of_subject(file.detail.id, actor=actor, tools=use)
    return render_template(
        "desk/subject.html", file=file, answers=answers, ways=ways(matters), matters=named, pledges=pledges
    )


@pages.route("/<uuid:subject_id>/status", methods=["GET", "POST"])
@require_actor(Role.DATA_CLERK)
def status(subject_id: object) -> Answer:
    """Ask what became of a subject and by which document, then note it."""
    file = get_subject_file(str(subject_id), actor=current_actor(), tools=current_tools())
    if request.method == "GET":
        return render_template("desk/subject_status.html", file=file, typed={}, problems={})
    here = f"/desk/subjects/{subject_id}"
    try:
        command = ChangeSubject(
            uscc=file.detail.uscc or "",
            status=choice("status", SubjectStatus),
            on=day("decided_on"),
            document_no=text("document_no"),
            name=text("name") or None,
            successor_uscc=text("successor_uscc") or None,
            once=once_for(lambda _view: here),
        )
        change_subject(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        told = problems(error)
        return render_template("desk/subject_status.html", file=file, typed=typed(), problems=told), UNPROCESSABLE
    after = get_subject_file(str(subject_id), actor=current_actor(), tools=current_tools())
    if any(
        each.is_late and (each.document_no, each.status) == (command.document_no, command.status)
        for each in after.events
    ):
        flash(_("Noted in the history. A later change was known already, so nothing else changes."), "warning")
    else:
        flash(_("Noted; all concerned were told."), "success")
    return see(here)


@pages.route("/<uuid:subject_id>/entries", methods=["GET", "POST"])
@require_actor(Role.CREDIT_OFFICE)
def entry(subject_id: object) -> Answer:
    """Ask for the document and what it says, then make the entry."""
    file = get_subject_file(str(subject_id), actor=current_actor(), tools=current_tools())
    if request.method == "GET":
        return render_template("desk/entry.html", file=file, typed={}, problems={})
    here = f"/desk/subjects/{subject_id}"
    try:
        kind = choice("kind", EntryKind)
        command = EnterAdverse(
            kind=kind,
            subject_id=file.detail.id,
            authority_id=text("authority_id"),
            document_no=text("document_no"),
            decided_on=day("decided_on"),
            facts=text("facts"),
            basis=text("basis"),
            breach_kind=choice("breach_kind", BreachKind) if kind is EntryKind.BREACH else None,
            based_on=text("based_on") or None,
            once=once_for(lambda _view: here),
        )
        enter_adverse(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return render_template("desk/entry.html", file=file, typed=typed(), problems=problems(error)), UNPROCESSABLE
    flash(_("The entry is made; all concerned were told."), "success")
    return see(here)
