"""What arrived on paper: by which way and when, entered by whoever received it (rule K6: the arrival counts)."""

from datetime import datetime

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.deferral import EnterArrival
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.matters import Supply
from workflow_app.domain.time import ZONE
from workflow_app.services.cases import get_case
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.supplying import enter_arrival
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_supplying", __name__, url_prefix="/desk/cases")
CONFLICT = 409
FIELDS = ("channel", "day", "hour")
ENTERED = (Supply.COUNTER.value, Supply.POST.value)


@pages.get("/<uuid:case_id>/arrivals/<material>")
@require_actor(Role.INTAKE, Role.WINDOW, Role.CLERK_OF_OFFICE)
def ask(case_id: object, material: str) -> str:
    """Ask by which way a document came, and when."""
    return _page(str(case_id), material, {})


@pages.post("/<uuid:case_id>/arrivals/<material>")
@require_actor(Role.INTAKE, Role.WINDOW, Role.CLERK_OF_OFFICE)
def enter(case_id: object, material: str) -> Response | str | tuple[str, int]:
    """Enter the arrival; what is wrong is told with what was typed."""
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    there = f"/desk/cases/{case_id}"
    wrong = _wrong(typed)
    if wrong:
        return _page(str(case_id), material, typed, wrong), UNPROCESSABLE
    command = EnterArrival(
        str(case_id), material, Supply(typed["channel"]), _instant(typed), once=once_for(lambda _view: there)
    )
    try:
        enter_arrival(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(case_id), material, typed, {"day": next(iter(problems(error).values()))}), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(case_id), material, typed), CONFLICT
    flash(_("The arrival is entered; the document is checked next."), "success")
    return see(there)


def _wrong(typed: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with what was typed, by field."""
    wrong = {} if typed["channel"] in ENTERED else {"channel": _("Choose an answer")}
    if _instant(typed) is None:
        wrong["day"] = _("Enter the day and the time at which it arrived, such as 2026-10-12 and 10:30")
    return wrong


def _instant(typed: dict[str, str]) -> datetime | None:
    """Return when a document arrived, in the time of China; None where that is no instant."""
    try:
        return datetime.strptime(f"{typed['day']} {typed['hour']}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError:
        return None


def _page(case_id: str, material: str, typed: dict[str, str], told: dict[str, str] | None = None) -> str:
    actor, use = current_actor(), current_tools()
    case, found = get_case(case_id, actor=actor, tools=use), deferral_of(case_id, actor=actor, tools=use)
    item = next((each for each in found.items if each.material == material), None) if found else None
    if item is None:
        raise NotFoundError("MATERIAL_UNKNOWN")
    return render_template("desk/arrival.html", case=case, deferral=found, item=item, typed=typed, problems=told or {})
