"""The calls that the office owes those whom an SMS did not reach: the list, and one with its outcome."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.call_tasks import READERS, Outcome
from workflow_app.domain.commands.call_tasks import SettleCall
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.message_ports import Told
from workflow_app.services.calls_to_make import CallView, get_call, list_calls, settle_call
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.call_words import call_word, outcome_words
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.notice_sms import sms_words
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_calls_to_make", __name__, url_prefix="/desk/calls")
HERE = "/desk/calls"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*READERS)
def calls() -> str:
    """List who is to be called, or what came of calls."""
    ended = request.args.get("show") == "ended"
    cursor = request.args.get("cursor")
    page, waiting = list_calls(ended=ended, cursor=cursor, actor=current_actor(), tools=current_tools())
    return render_template("desk/calls_to_make.html", page=page, waiting=waiting, ended=ended)


@pages.route("/<uuid:call_id>", methods=["GET", "POST"])
@require_actor(*READERS)
def call(call_id: object) -> Answer:
    """Show a call with what is to be said, and take what came of it."""
    if request.method == "GET":
        return _page(str(call_id), {}, {})
    if text("outcome") not in set(Outcome):
        return _page(str(call_id), typed(), {"outcome": sentence("REQUIRED")}), UNPROCESSABLE
    outcome, view = Outcome(text("outcome")), get_call(str(call_id), actor=current_actor(), tools=current_tools())
    command = SettleCall(str(call_id), outcome, _gist(view, outcome), once_for(lambda _case: HERE))
    try:
        settle_call(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(call_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"{HERE}/{call_id}")
    again = _("Noted; the call stays on the list until its limit.")
    flash(again if outcome is Outcome.NOT_REACHED else _("The call is noted."), "success")
    return see(HERE)


def _gist(view: CallView, outcome: Outcome) -> str:
    """Return the telephone note: what came of the call, what was to be said, and what the caller adds."""
    said = [*_said(view)] if outcome is Outcome.REACHED else []
    return " ".join(each for each in (_("%(outcome)s.", outcome=call_word(outcome)), *said, text("gist")) if each)


def _said(view: CallView) -> list[str]:
    """Return what the SMS said that did not arrive."""
    told = (Told(each.code, each.facts, view.authority_zh, view.authority_en, "") for each in view.messages)
    return [sms_words(each) for each in told]


def _page(call_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_call(call_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/call_to_make.html",
        call=view,
        said=_said(view),
        outcomes=list(outcome_words().items()),
        typed=typed_before,
        problems=told,
    )
