"""Letters on their way: the list of those not served yet, and the record of every attempt."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.commands.serving import Proof, RecordAttempt
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.policies import SERVES_LETTERS
from workflow_app.domain.serving import Result, ServiceStatus, Way
from workflow_app.services.serving import get_serving, list_serving, record_attempt
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, day, problems, text, typed
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("desk_letters", __name__, url_prefix="/desk/letters")
Answer = Response | str | tuple[str, int]
CONFLICT = 409


@pages.get("")
@require_actor(*SERVES_LETTERS)
def letters() -> str:
    """List the letters that are not served yet, the oldest first."""
    page, count = list_serving(actor=current_actor(), tools=current_tools(), cursor=request.args.get("cursor") or None)
    return render_template("desk/letters.html", page=page, count=count)


@pages.route("/<uuid:letter_id>", methods=["GET", "POST"])
@require_actor(*SERVES_LETTERS)
def letter(letter_id: object) -> Answer:
    """Show how a letter was served so far, and record the next attempt."""
    if request.method == "GET":
        return _page(str(letter_id), {}, {})
    here = f"/desk/letters/{letter_id}"
    try:
        view = record_attempt(_asked(str(letter_id), here), actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(letter_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(letter_id), typed(), {}), CONFLICT
    if view.status is ServiceStatus.SERVED:
        flash(_("The letter is served; what depends on it goes on from that day."), "success")
    else:
        flash(_("The attempt is recorded."), "success")
    return see("/desk/letters" if view.status is ServiceStatus.SERVED else here)


def _asked(letter_id: str, here: str) -> RecordAttempt:
    """Return what the form asks for; raises InvalidError per field."""
    file = request.files.get("proof")
    return RecordAttempt(
        letter_id=letter_id,
        way=choice("way", Way),
        result=choice("result", Result),
        made_on=day("made_on"),
        version=whole_number(text("version")),
        address=text("address")[:200],
        receiver=text("receiver")[:100],
        tracking_no=text("tracking_no")[:64],
        note=text("note")[:200],
        proof=Proof(file.filename, file.mimetype, file.stream) if file and file.filename else None,  # type: ignore[arg-type] # werkzeug's stream is one
        once=once_for(lambda _view: here),
    )


def _page(letter_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_serving(letter_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/letter.html", letter=view, typed=typed_before, problems=told)
