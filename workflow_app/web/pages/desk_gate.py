"""The gate at the desk: which way is open to whom, why, what to do next, and the answers that should be asked again."""

from urllib.parse import urlencode

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.errors import InvalidError, NotFoundError
from workflow_app.domain.gate import Channel
from workflow_app.domain.uscc import validate
from workflow_app.services.gate import ask_again, ask_gate, get_result, list_doubted, list_matters, list_results
from workflow_app.services.gate_views import MatterView
from workflow_app.services.subject_file import search_subjects
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.gate_words import channel_word
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, text
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_gate", __name__, url_prefix="/desk/gate")
_OF_MATTERS = (Channel.PLEDGE_APPROVAL, Channel.DEFERRED_ACCEPTANCE)
SHOWN = 10


@pages.get("")
@require_actor(*DESK_ROLES)
def gate() -> str:
    """Show the question, the answers that have become doubtful, and the newest answers."""
    return _page({"uscc": request.args.get("uscc", "")[:18]}, {})


@pages.post("")
@require_actor(*DESK_ROLES)
def ask() -> Response | tuple[str, int]:
    """Ask, and go to the answer that was kept."""
    way, _colon, matter = text("way").partition(":")
    command = AskGate(text("uscc"), matter or way, channel=way if matter else None, record_id=text("record_id") or None)
    try:
        answer = ask_gate(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        first = error.errors[0]
        if first.field == "/uscc":
            return _unknown(command.uscc)
        if first.code == "RECORD_NEEDED":
            flash(_("Several records are in force; ask about one of them here."), "info")
            return see(f"/desk/subjects/{first.values['subject_id']}#records")
        return _page(dict(request.form), {"way": sentence(first.code, first.values)}), UNPROCESSABLE
    except NotFoundError as error:
        if error.code == "SUBJECT_UNKNOWN":
            return _unknown(command.uscc)
        wrong, told = "way", sentence(error.code, error.values)
        return _page(dict(request.form), {wrong: told}), UNPROCESSABLE
    return see(f"/desk/gate/{answer.id}")


def _unknown(sought: str) -> Response | tuple[str, int]:
    """Go to the enterprises of a name, or say what is wrong with what was typed as a code."""
    if not sought:
        told = _("Fill this in")
    elif search_subjects(sought, actor=current_actor(), tools=current_tools()).items:
        flash(_("Choose the enterprise; on its page you can ask which way is open."), "info")
        return see(f"/desk/subjects?{urlencode({'q': sought})}")
    else:
        wrong = next((each for each in validate(sought) if not each.warning), None)
        looks_like_code = sought.isascii() and sought.isalnum()
        told = (
            sentence(wrong.code, wrong.values)
            if wrong and looks_like_code
            else _(
                "Nobody of this code or name is known here; look at a copy of the licence, or import the record first"
            )
        )
    return _page(dict(request.form), {"uscc": told}), UNPROCESSABLE


@pages.get("/<uuid:result_id>")
@require_actor(*DESK_ROLES)
def result(result_id: object) -> str:
    """Show one answer as it was given, and the others about the same enterprise."""
    actor, use = current_actor(), current_tools()
    view = get_result(str(result_id), actor=actor, tools=use)
    others = list_results(actor=actor, tools=use, subject_id=view.subject.id, cursor=request.args.get("cursor"))
    matters = {each.code: each for each in list_matters(tools=use)}
    return render_template("desk/gate_result.html", answer=view, others=others, matters=matters)


@pages.post("/<uuid:result_id>/again")
@require_actor(*DESK_ROLES)
def again(result_id: object) -> Response:
    """Ask the same with the facts of today."""
    answer = ask_again(str(result_id), actor=current_actor(), tools=current_tools())
    return see(f"/desk/gate/{answer.id}")


def ways(matters: list[MatterView]) -> list[tuple[str, str]]:
    """Return every way with its words, those about a matter named with it."""
    plain = [(each.value, channel_word(each.value)) for each in (Channel.CREDIT_REPAIR, Channel.GREEN_CHANNEL)]
    language = current_language()
    named = [
        (f"{channel.value}:{each.code}", f"{getattr(each, f'name_{language}')} · {channel_word(channel.value)}")
        for each in matters
        for channel in _OF_MATTERS
    ]
    return [*plain, *named]


def _page(typed: dict[str, str], problems: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    matters = list_matters(tools=use)
    return render_template(
        "desk/gate.html",
        typed=typed,
        problems=problems,
        ways=ways(matters),
        matters={each.code: each for each in matters},
        doubted=list_doubted(actor=actor, tools=use),
        page=list_results(actor=actor, tools=use, cursor=request.args.get("cursor") or None, limit=SHOWN),
    )
