"""A letter after its issue: its papers, the scan of the stamped one, and changes that two people make (rule A15)."""

from collections.abc import Callable
from itertools import count

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.letters import AttachSealed, DecideLetterChange, ProposeLetterChange
from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.letter_changes import Pair
from workflow_app.domain.letter_policies import DECIDES, PROPOSES, SEALS
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.services.letter_changes import decide_letter_change, propose_letter_change
from workflow_app.services.letter_desk import get_letter_desk, list_open_letters
from workflow_app.services.letter_sealing import attach_sealed
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("desk_letter_papers", __name__, url_prefix="/desk/letters")
Answer = Response | str | tuple[str, int]
CONFLICT, FORBIDDEN = 409, 403
MOST_PAIRS = 10


@pages.get("/open")
@require_actor(*(SEALS | DECIDES))
def open_letters() -> str:
    """List the letters that wait for their seal, and the changes that wait for a decision."""
    unsealed, waiting = list_open_letters(actor=current_actor(), tools=current_tools())
    return render_template("desk/letters_open.html", unsealed=unsealed, waiting=waiting)


@pages.get("/<uuid:letter_id>/paper")
@require_actor(*DESK_ROLES)
def paper(letter_id: object) -> str:
    """Show what a letter says, its files and its changes."""
    return _page(str(letter_id), {}, {})


@pages.post("/<uuid:letter_id>/paper/seal")
@require_actor(*SEALS)
def seal(letter_id: object) -> Answer:
    """Attach the scan of the stamped letter."""
    file = request.files.get("proof")

    def act() -> str:
        proof = Proof(file.filename, file.mimetype, file.stream) if file and file.filename else None  # type: ignore[arg-type] # werkzeug's stream is one
        command = AttachSealed(str(letter_id), text("number")[:200], proof, _edition(), _once(letter_id))
        attach_sealed(command, actor=current_actor(), tools=current_tools())
        return str(_("The stamped letter is attached; it can be served now."))

    return _do(str(letter_id), act)


@pages.post("/<uuid:letter_id>/paper/propose")
@require_actor(*PROPOSES)
def propose(letter_id: object) -> Answer:
    """Ask for the letter to be corrected, annulled or issued anew."""

    def act() -> str:
        kind = choice("kind", ChangeKind)
        pairs = () if kind is ChangeKind.ANNUL else _pairs()
        command = ProposeLetterChange(str(letter_id), kind, text("reason"), pairs, _edition(), _once(letter_id))
        propose_letter_change(command, actor=current_actor(), tools=current_tools())
        return str(_("The change is asked for; a second person decides on it."))

    return _do(str(letter_id), act)


@pages.post("/<uuid:letter_id>/paper/changes/<uuid:change_id>")
@require_actor(*DECIDES)
def decide(letter_id: object, change_id: object) -> Answer:
    """Carry out what somebody else asked for, or turn it down."""

    def act() -> str:
        approve = text("answer") == "approve"
        command = DecideLetterChange(str(change_id), approve, text("note"), _once(letter_id))
        decide_letter_change(command, actor=current_actor(), tools=current_tools())
        return str(_("The change is carried out.") if approve else _("The change is turned down."))

    return _do(str(letter_id), act)


def _do(letter_id: str, act: Callable[[], str]) -> Answer:
    """Do one thing to a letter and show it again; what was typed stays where it was refused."""
    try:
        flash(act(), "success")
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(letter_id, typed(), problems(error)), UNPROCESSABLE
    except (ConflictError, RefusedError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(letter_id, typed(), {}), FORBIDDEN if isinstance(error, ForbiddenError) else CONFLICT
    return see(f"/desk/letters/{letter_id}/paper")


def _once(letter_id: object) -> Once | None:
    return once_for(lambda _view: f"/desk/letters/{letter_id}/paper")


def _edition() -> int | None:
    return whole_number(text("edition"))


def _pairs() -> list[Pair]:
    """Return the rows of the form in which something was typed; their numbers stay, so that faults find them."""
    rows: list[Pair] = []
    for place in count(1):
        if place > MOST_PAIRS or f"was_{place}" not in request.form:
            break
        rows.append((text(f"was_{place}"), text(f"now_{place}")))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _page(letter_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_letter_desk(letter_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/letter_paper.html", desk=view, typed=typed_before, problems=told, rows=_rows(view))


def _rows(_view: object) -> int:
    """Return how many pairs the form offers: three, or those that were typed."""
    return max(3, sum(1 for name in request.form if name.startswith("was_")))
