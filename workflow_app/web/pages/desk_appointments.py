"""Steps for which nobody is left: what waits, and the form in which the head of a section names somebody."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.appointing import READERS
from workflow_app.domain.commands.appointments import Appoint, AppointmentFilter
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.services.appointing import appoint
from workflow_app.services.appointment_views import get_appointment, list_appointments
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_appointments", __name__, url_prefix="/desk")
Answer = Response | str | tuple[str, int]
STATUSES = ("waiting", "all")


@pages.get("/appointments")
@require_actor(*READERS)
def appointments() -> str:
    """List the steps that wait for a name, or every one that ever did."""
    status = request.args.get("show", "")
    wanted = AppointmentFilter(
        status=status if status in STATUSES else STATUSES[0], cursor=request.args.get("cursor") or None
    )
    page, waiting = list_appointments(wanted, actor=current_actor(), tools=current_tools())
    return render_template("desk/appointments.html", page=page, waiting=waiting, wanted=wanted)


@pages.route("/appointments/<uuid:appointment_id>", methods=["GET", "POST"])
@require_actor(*READERS)
def appointment(appointment_id: object) -> Answer:
    """Show one step with who can be named and why others cannot, and take the name."""
    if request.method == "GET":
        return _page(str(appointment_id), {}, {})
    here = f"/desk/appointments/{appointment_id}"
    command = Appoint(str(appointment_id), text("account_id"), text("reason"), once=once_for(lambda _case: here))
    try:
        appoint(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(appointment_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(here)
    flash(_("Appointed. The step is in their inbox, and they have been told."), "success")
    return see(here)


def _page(appointment_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view, candidates = get_appointment(appointment_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/appointment.html", asked=view, candidates=candidates, typed=typed_before, problems=told
    )
