"""Taking an objection or a report down at the desk: what it is about, what was said, who it was, and the receipt."""

from dataclasses import replace

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.commands.concerns import EnterConcern
from workflow_app.domain.concern_policies import ENTERS, HANDLES
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.domain.time import ZONE
from workflow_app.services.concern_entering import enter_concern, get_entered, show_enterable
from workflow_app.services.concern_finding import find_targets
from workflow_app.services.phone_codes import offers_code
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import once_for, see_answer, words_sought
from workflow_app.web.pages.asking_why import of_target
from workflow_app.web.pages.concern_form import ConcernForm
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, text, typed
from workflow_app.web.pages.objection_form import problems_of
from workflow_app.web.pages.public_concerns import KINDS, PLACES
from workflow_app.web.pages.session_forms import instant
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

HERE = "/desk/concerns/entry"
pages = Blueprint("desk_concern_entry", __name__, url_prefix=HERE)
FORM = "/<any(records, pledges, breaches, permits):place>/<uuid:target_id>/<any(object, report):act>"
Answer = Response | str | tuple[str, int]
lead_back(pages, told_too_large)


@pages.get("")
@require_actor(*ENTERS)
def entry() -> str:
    """Ask what it is about, and offer what is found among what is public."""
    q, actor = words_sought(), current_actor()
    found = find_targets(q, actor=actor, tools=current_tools())
    return render_template("desk/concern_entry.html", q=q, found=found, handles=actor.has(*HANDLES))


@pages.route(FORM, methods=["GET", "POST"])
@pages.route("/<any(repairs):place>/<uuid:target_id>/<any(report):act>", methods=["GET", "POST"])
@require_actor(*ENTERS)
def take_down(place: str, target_id: object, act: str) -> Answer:
    """Take it down; files are kept when they come, so that no error loses one."""
    form = ConcernForm.of(PLACES[place], str(target_id), KINDS[act])
    if request.method == "GET":
        now = current_tools().clock.now().astimezone(ZONE)
        return _page(form, {"received_at": f"{now:%Y-%m-%dT%H:%M}"})
    show_enterable(form.concern(), actor=current_actor(), tools=current_tools())
    problems = form.keep_files() | _unread()
    if problems or form.go != "send":
        return _page(form, typed(), problems), UNPROCESSABLE if problems else 200
    return _send(form)


@pages.get("/<uuid:concern_id>/receipt")
@require_actor(*ENTERS)
def receipt(concern_id: object) -> str:
    """Show number, code and what was written down, to be printed for who spoke."""
    found = get_entered(str(concern_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/concern_entered.html", receipt=found)


def _send(form: ConcernForm) -> Answer:
    """Take it down, and go to the receipt."""
    once = once_for(lambda made: f"{HERE}/{made}/receipt")
    asked = replace(form.concern(), once=None)
    command = EnterConcern(
        asked, text("way"), text("identified"), instant("received_at"), read_back=text("read_back") == "on", once=once
    )
    try:
        made = enter_concern(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(form, typed(), problems_of(error)), UNPROCESSABLE
    flash(_("It is taken down. Hand the printed receipt over, or tell number and code on the telephone."), "success")
    return see(f"{HERE}/{made}/receipt")


def _unread() -> dict[str, str]:
    """Return what is wrong with a time that nobody can read."""
    is_wrong = bool(text("received_at")) and instant("received_at") is None
    return {"received_at": sentence("INVALID_DATE", {})} if is_wrong else {}


def _page(form: ConcernForm, entered: dict[str, str], problems: dict[str, str] | None = None) -> str:
    shown = show_enterable(form.concern(), actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/concern_take_down.html",
        shown=shown,
        asking=of_target(shown, form.kind),
        typed=entered,
        files=form.known_files(),
        problems=problems or {},
        offers_sms=offers_code(current_tools()),
    )
