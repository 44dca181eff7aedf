"""The gate at the desk: which way is open to whom, why, what to do next, and the answers that should be asked again."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.gate import Channel
from workflow_app.services.gate import ask_again, ask_gate, get_result, list_doubted, list_matters, list_results
from workflow_app.services.gate_views import MatterView
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
    except NotFoundError as error:
        wrong = {"SUBJECT_UNKNOWN": "uscc"}.get(error.code, "way")
        told = sentence(error.code, error.values) if command.uscc else _("Fill this in")
        return _page(dict(request.form), {wrong: told}), UNPROCESSABLE
    return see(f"/desk/gate/{answer.id}")


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
