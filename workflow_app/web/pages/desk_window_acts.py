"""What is done with a case at the window: scans kept, handed in, withdrawn, templates printed."""

from typing import BinaryIO, cast

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.deferral import WishMoreTime
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.window import HandIn, KeepSigned, WithdrawAtWindow
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, LimitedError, RefusedError
from workflow_app.services.more_time import wish_more_time
from workflow_app.services.views import CaseView
from workflow_app.services.window_handing import hand_in, keep_signed, withdraw_at_window
from workflow_app.services.window_views import behalf_of, window_case
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.desk_window_cases import show_case_page
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, instant, problems, text, typed
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.pages.window_asking import form_of
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_window_acts", __name__, url_prefix="/desk/window")
CONFLICT, TOO_MANY = 409, 429
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.post("/cases/<uuid:case_id>/signed")
@require_actor(Role.WINDOW)
def signed(case_id: object) -> Answer:
    """Keep the scanned pages of what was signed, several in one go."""
    here, files = _here(case_id), [each for each in request.files.getlist("pages") if each.filename]
    pages_sent = tuple(_proof(each.filename, each.mimetype, each.stream) for each in files)
    command = KeepSigned(str(case_id), text("mark")[:300], pages_sent, once_for(lambda _filing: here))
    try:
        keep_signed(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return show_case_page(str(case_id), typed(), problems(error)), UNPROCESSABLE
    except LimitedError as error:
        return show_case_page(str(case_id), typed(), {"pages": sentence(error.code, error.values)}), TOO_MANY
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(here)
    flash(_("The signed paper is kept. It can be handed in now."), "success")
    return see(here)


@pages.post("/cases/<uuid:case_id>/hand-in")
@require_actor(Role.WINDOW)
def handed_in(case_id: object) -> Answer:
    """Hand in what was signed, as of the counter's time."""
    here = _here(case_id)
    try:
        command = HandIn(str(case_id), instant("received_at"), version_seen(), once_for(lambda _case: here))
        case = hand_in(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return show_case_page(str(case_id), typed(), problems(error)), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(here)
    flash(_handed_in_words(case), "success")
    return see(here)


@pages.post("/cases/<uuid:case_id>/more-time")
@require_actor(Role.WINDOW)
def more_time(case_id: object) -> Answer:
    """Open the applicant's request for more time to bring documents, and go to its form."""
    behalf = behalf_of(str(case_id), actor=current_actor(), tools=current_tools())
    command = WishMoreTime(str(case_id), version_seen(), once=once_for(lambda _case: form_of(case_id)))
    try:
        wish_more_time(command, actor=behalf, tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(_here(case_id))
    return see(form_of(case_id))


@pages.route("/cases/<uuid:case_id>/withdraw", methods=["GET", "POST"])
@require_actor(Role.WINDOW)
def withdraw(case_id: object) -> Answer:
    """Ask for the reason and the written request, then withdraw."""
    here, file = _here(case_id), request.files.get("request")
    if request.method == "GET":
        return _ask(str(case_id), {}, {})
    paper = _proof(file.filename, file.mimetype, file.stream) if file and file.filename else None
    command = WithdrawAtWindow(str(case_id), text("reason"), paper, version_seen(), once_for(lambda _case: here))
    try:
        withdraw_at_window(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _ask(str(case_id), typed(), problems(error)), UNPROCESSABLE
    except LimitedError as error:
        return _ask(str(case_id), typed(), {"request": sentence(error.code, error.values)}), TOO_MANY
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(here)
    flash(_("The case has been withdrawn."), "success")
    return see(here)


def _handed_in_words(case: CaseView) -> str:
    return str(_("Handed in. The number of the case is %(number)s. Print the receipt now.", number=case.number or ""))


def _proof(filename: str | None, media_type: str, stream: object) -> Proof:
    return Proof(filename or "", media_type, cast("BinaryIO", stream))


def _here(case_id: object) -> str:
    return f"/desk/window/cases/{case_id}"


def _ask(case_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = window_case(case_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/window_withdraw.html", case=view.case, typed=typed_before, problems=told)
