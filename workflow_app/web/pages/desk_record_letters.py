"""Letters about one record: the notice that goes with its decision, and proofs that its duties are performed."""

from itertools import count

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.record_letters import Duty, WriteRecordLetter
from workflow_app.domain.duty_checks import MOST
from workflow_app.domain.errors import AlreadyAnsweredError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.letter_policies import CONFIRMS, PRINTS
from workflow_app.services.desk_records import get_desk_record
from workflow_app.services.record_letters import letters_of_record, write_record_letter
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, day, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_record_letters", __name__, url_prefix="/desk/records")
ROWS = 3
CONFLICT = 409
NAMES = ("duty", "performed_on", "evidence")


@pages.route("/<uuid:record_id>/letters", methods=["GET", "POST"])
@require_actor(*DESK_ROLES)
def letters(record_id: object) -> Response | str | tuple[str, int]:
    """Show the letters about a record, and issue another."""
    if request.method == "GET":
        return _page(str(record_id), {}, {})
    here = f"/desk/records/{record_id}/letters"
    try:
        command = WriteRecordLetter(str(record_id), text("kind")[:40], _duties(), once_for(lambda _view: here))
        write_record_letter(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(record_id), typed(), problems(error)), UNPROCESSABLE
    except (RefusedError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(record_id), typed(), {}), CONFLICT
    flash(_("The letter is issued; its PDF is being made."), "success")
    return see(here)


def _duties() -> list[Duty]:
    """Return the rows of the form down to the last in which something was typed."""
    rows: list[Duty] = []
    for place in count(1):
        if place > MOST or f"duty_{place}" not in request.form:
            break
        rows.append(Duty(text(f"duty_{place}"), day(f"performed_on_{place}"), text(f"evidence_{place}")))
    while rows and not (rows[-1].duty or rows[-1].performed_on or rows[-1].evidence):
        rows.pop()
    return rows


def _page(record_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    actor, tools = current_actor(), current_tools()
    labels = {"duty": _("What was to be done"), "performed_on": _("Performed on"), "evidence": _("Proof")}
    return render_template(
        "desk/record_letters.html",
        record=get_desk_record(record_id, actor=actor, tools=tools).record,
        letters=letters_of_record(record_id, actor=actor, tools=tools),
        typed=typed_before,
        problems=told,
        fields={f"{name}_{place}": word for name, word in labels.items() for place in range(1, MOST + 1)},
        rows=max(ROWS, sum(1 for name in request.form if name.startswith("duty_"))),
        may_print=actor.has(*PRINTS),
        may_confirm=actor.has(*CONFIRMS),
    )
