"""The section before its head: figures by step and person, and tasks to be given to somebody."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.assigning import AssignTasks
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.ids import is_id
from workflow_app.services.assigning import Assigned, assign_tasks
from workflow_app.services.inbox import list_tasks
from workflow_app.services.section import SectionView, section_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.sentences import sentence
from workflow_app.web.wording import one_stop

pages = Blueprint("desk_section", __name__, url_prefix="/desk")
PAGE = 25
BACK = "BACK"
"""What is chosen instead of a person to give tasks back to the section."""


@pages.get("/section")
@require_actor(Role.SECTION_HEAD)
def section() -> str:
    """Show what waits for somebody, or what one person holds."""
    view = section_of(actor=current_actor(), tools=current_tools())
    holder = _holder(view)
    cursor = request.args.get("cursor") or None
    wanted = TaskFilter(scope="section", holder=holder, q=words_sought() or None, cursor=cursor, limit=PAGE)
    page = list_tasks(wanted, actor=current_actor(), tools=current_tools())
    return render_template("desk/section.html", section=view, holder=holder, page=page)


@pages.post("/section/assign")
@require_actor(Role.SECTION_HEAD)
def assign() -> Response:
    """Give the chosen tasks to a person or back to the section, and say what could not be given and why."""
    to = request.form.get("account_id", "")
    there = (
        f"/desk/section?holder={request.form['holder']}" if is_id(request.form.get("holder", "")) else "/desk/section"
    )
    chosen = [each for each in request.form.getlist("tasks") if is_id(each)]
    if not (to == BACK or is_id(to)):
        flash(_("Choose to whom the tasks go."), "warning")
        return see(there)
    command = AssignTasks(chosen, None if to == BACK else to)
    try:
        _tell(assign_tasks(command, actor=current_actor(), tools=current_tools()))
    except InvalidError as error:
        wrong = error.errors[0]
        flash(
            _("Choose at least one task.") if wrong.code == "REQUIRED" else sentence(wrong.code, wrong.values),
            "warning",
        )
    return see(there)


def _tell(found: Assigned) -> None:
    if found.done:
        flash(ngettext("%(num)d task was given.", "%(num)d tasks were given.", found.done), "success")
    for each in found.refused:
        why = _("%(number)s was not given: %(why)s.", number=each.number, why=sentence(each.rule))
        flash(one_stop(str(why)), "warning")


def _holder(view: SectionView) -> str | None:
    """Return whose tasks are shown; only people of the authority can be asked for."""
    asked = request.args.get("holder", "")
    return asked if asked in {person.id for person in view.people} else None
