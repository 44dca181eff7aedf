"""Taking down, at the desk, an objection that came by telephone or at the counter."""

from dataclasses import replace

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import RegisterObjection
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.time import ZONE
from workflow_app.services.phone_codes import offers_code
from workflow_app.services.taking_down_objections import register_objection, show_objectionable
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, text, typed
from workflow_app.web.pages.objection_form import ObjectionForm, problems_of
from workflow_app.web.pages.session_forms import instant
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_objection_register", __name__, url_prefix="/desk/objections/repairs")
CONFLICT = 409
Answer = Response | str | tuple[str, int]
lead_back(pages, told_too_large)


@pages.route("/<uuid:case_id>/register", methods=["GET", "POST"])
@require_actor(Role.COMPLAINT_HANDLER)
def register(case_id: object) -> Answer:
    """Take an objection down; files are kept when they come, so that no error loses one."""
    form = ObjectionForm.read(str(case_id))
    if request.method == "GET":
        now = current_tools().clock.now().astimezone(ZONE)
        repair = show_objectionable(form.case_id, actor=current_actor(), tools=current_tools())
        return _page(form, {"received_at": f"{now:%Y-%m-%dT%H:%M}"} if repair.may_object else {})
    show_objectionable(form.case_id, actor=current_actor(), tools=current_tools())
    form.came_at = instant("received_at")
    problems = form.keep_files() | _unread()
    if problems or form.go != "send":
        return _page(form, typed(), problems), UNPROCESSABLE if problems else 200
    return _send(form)


def _send(form: ObjectionForm) -> Answer:
    """Register, and go to the page of the objection, which has number and code to be told to who objects."""
    said = replace(form.command(), once=None, language="zh")
    once = once_for(lambda made: f"/desk/objections/{made}")
    try:
        made = register_objection(
            RegisterObjection(said, text("way"), form.came_at, once=once),
            actor=current_actor(),
            tools=current_tools(),
        )
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(form, typed(), problems_of(error)), UNPROCESSABLE
    except ConflictError as error:
        return _page(form, typed(), {"received_at": sentence(error.code, error.values)}), CONFLICT
    flash(_("The objection is taken down; tell its number and code to who objects."), "success")
    return see(f"/desk/objections/{made}")


def _unread() -> dict[str, str]:
    """Return what is wrong with a time that nobody can read."""
    is_wrong = bool(text("received_at")) and instant("received_at") is None
    return {"received_at": sentence("INVALID_DATE", {})} if is_wrong else {}


def _page(form: ObjectionForm, entered: dict[str, str], problems: dict[str, str] | None = None) -> str:
    use = current_tools()
    return render_template(
        "desk/objection_register.html",
        repair=show_objectionable(form.case_id, actor=current_actor(), tools=use),
        typed=entered,
        files=form.known_files(),
        problems=problems or {},
        offers_sms=offers_code(use),
    )
