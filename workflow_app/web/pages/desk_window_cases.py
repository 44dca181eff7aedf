"""A case filed at the window: the applicant's form, the paper to sign, its scans, handing in, and what follows."""

from flask import Blueprint, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.materials import Asked
from workflow_app.domain.time import ZONE
from workflow_app.services.cases import case_history
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.tasks import get_task
from workflow_app.services.views import TaskDetail
from workflow_app.services.window_people import change_person
from workflow_app.services.window_views import behalf_of, window_case
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import (
    dates_of,
    files_of,
    take_answers,
    told,
    told_too_large,
    typed_so_far,
    wrong_answers,
)
from workflow_app.web.pages.checks import applicant_notes
from workflow_app.web.pages.desk_window_pages import acting_at
from workflow_app.web.pages.drafting import keep_on_behalf, shown_again
from workflow_app.web.pages.history_days import days_of
from workflow_app.web.pages.inlet_forms import problems, typed
from workflow_app.web.pages.material_pages import in_the_making
from workflow_app.web.pages.old_pages import answer_old_page
from workflow_app.web.pages.template_links import template_links
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.pages.window_asking import person_typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_window_cases", __name__, url_prefix="/desk/window/cases")
UNPROCESSABLE = 422
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:case_id>")
@require_actor(Role.WINDOW)
def case(case_id: object) -> str:
    """Show what is left to do in a case that was filed here, or what came of it."""
    return show_case_page(str(case_id))


@pages.get("/<uuid:case_id>/form")
@require_actor(Role.WINDOW)
def form(case_id: object) -> Answer:
    """Show the applicant's form as it stands."""
    detail = _detail(case_id)
    return _form(detail, detail.values) if detail else see(_here(case_id))


@pages.post("/<uuid:case_id>/form")
@require_actor(Role.WINDOW)
def answer(case_id: object) -> Answer:
    """Keep the answers; then leave, or go on to the paper once nothing is wrong."""
    detail = _detail(case_id)
    if detail is None:
        flash(_("The form has been handed in already; what you typed was not kept."), "warning")
        return see(_here(case_id))
    behalf = behalf_of(str(case_id), actor=current_actor(), tools=current_tools())
    values, refused = take_answers(detail, actor=behalf)
    values = keep_on_behalf(detail, values, behalf)
    if request.form.get("act") == "later":
        flash(_("The answers are kept. You or a colleague can go on at any time."), "success")
        return see("/desk/window")
    seen = {each.field for each in refused}
    errors = (*refused, *(each for each in wrong_answers(detail, values) if each.field not in seen))
    fresh = _detail(case_id)
    if errors and fresh is not None:
        return _form(fresh, values, errors), UNPROCESSABLE
    return see(_here(case_id))


@pages.post("/<uuid:case_id>/draft")
@require_actor(Role.WINDOW)
def draft(case_id: object) -> Response:
    """Keep what was typed so far."""
    detail = _detail(case_id)
    if detail is None:
        raise ConflictError("TASK_DONE")
    behalf = behalf_of(str(case_id), actor=current_actor(), tools=current_tools())
    keep_on_behalf(detail, typed_so_far(detail), behalf)
    return jsonify(saved=True)


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show what was typed again, with the token of the session that is: one more click sends it."""
    return answer_old_page(error, "desk_window_cases.answer", _show_again)


@require_actor(Role.WINDOW)
def _show_again(case_id: object) -> Answer:
    detail = _detail(case_id)
    if detail is None:
        return see(_here(case_id))
    return _form(detail, shown_again(detail, detail), again=True)


@pages.route("/<uuid:case_id>/person", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def person(case_id: object) -> Answer:
    """Note who stands at the counter anew: another telephone, or somebody else who came."""
    actor, use = current_actor(), current_tools()
    if request.method == "POST":
        try:
            change_person(str(case_id), person_typed(), actor=actor, tools=use)
        except InvalidError as error:
            return _person(str(case_id), typed(), problems(error)), UNPROCESSABLE
        except ConflictError as error:
            flash(sentence(error.code, error.values), "warning")
            return see(_here(case_id))
        flash(_("Noted."), "success")
        return see(_here(case_id))
    known = window_case(str(case_id), actor=actor, tools=use).person
    until = known.mandate_until.isoformat() if known.mandate_until else ""
    filled = {"name": known.name, "acts_as": known.acts_as, "shown": known.shown, "phone": known.phone}
    return _person(str(case_id), {**filled, "mandate_until": until}, {})


def show_case_page(case_id: str, typed_before: dict[str, str] | None = None, told: dict[str, str] | None = None) -> str:
    """Return the page of a case, with what was typed and what is wrong with it."""
    actor, use = current_actor(), current_tools()
    view = window_case(case_id, actor=actor, tools=use)
    speak_of(view.case.subject.uscc)
    case = view.case
    return render_template(
        "desk/window_case.html",
        view=view,
        case=case,
        deferral=deferral_of(case_id, actor=actor, tools=use) if case.number else None,
        typed={"received_at": f"{view.made_at.astimezone(ZONE):%Y-%m-%dT%H:%M}", **(typed_before or {})},
        problems=told or {},
        files=files_of(case.documents),
        remarks=_remarks(case_id),
        history=days_of(case, case_history(case.id, actor=actor, tools=use)),
    )


def _remarks(case_id: str) -> list[str]:
    """Return what the applicant may want to look at once more before signing."""
    detail = _detail(case_id)
    return applicant_notes(detail, detail.values) if detail else []


def _detail(case_id: object) -> TaskDetail | None:
    """Return the applicant's open step of a case, or None where nothing waits for them."""
    view = window_case(str(case_id), actor=current_actor(), tools=current_tools())
    if view.draft is None:
        return None
    behalf = behalf_of(str(case_id), actor=current_actor(), tools=current_tools())
    return get_task(view.draft.task_id, actor=behalf, tools=current_tools())


def _here(case_id: object) -> str:
    return f"/desk/window/cases/{case_id}"


def _form(
    detail: TaskDetail, values: dict[str, object], errors: tuple[FieldError, ...] = (), *, again: bool = False
) -> str:
    view = window_case(detail.case.id, actor=current_actor(), tools=current_tools())
    speak_of(view.case.subject.uscc)
    record = detail.case.record
    return render_template(
        "desk/window_form.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=values,
        errors=told(errors),
        dates=dates_of(detail.case),
        files=files_of(detail.documents),
        handed_in=detail.answers,
        **in_the_making(acting_at(detail.case.id), detail),
        again=again,
        name_at_counter=view.person.name,
        is_signed=view.draft is not None and view.draft.is_signed,
        blanks=template_links(record.id, {*Asked}, area="/desk/window") if record else {},
    )


def _person(case_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = window_case(case_id, actor=current_actor(), tools=current_tools())
    speak_of(view.case.subject.uscc)
    return render_template("desk/window_person.html", case=view.case, typed=typed_before, problems=told)
