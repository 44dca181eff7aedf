"""Pledges at the desk: what is to be looked at, what is to be published, one pledge whole, and alleging its breach."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.pledges import Allegation, AskFollowUp, PublishPledge
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledge_policies import KEEPS, LOOKS, READS_STAFF
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.follow_ups import REASONS, ask_follow_up
from workflow_app.services.pledge_archive import get_file, list_pledges
from workflow_app.services.pledging import publish
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen, words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, day, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_pledges", __name__, url_prefix="/desk/pledges")
HERE = "/desk/pledges"
CONFLICT = 409
WORKS = LOOKS | READS_STAFF
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*DESK_ROLES)
def pledges() -> str:
    """List the pledges that this desk reads: all, or those that wait to be published."""
    show, cursor = request.args.get("show", ""), request.args.get("cursor") or None
    page = list_pledges(
        words_sought(), actor=current_actor(), tools=current_tools(), to_publish=show == "publish", cursor=cursor
    )
    return render_template("desk/pledges.html", page=page, show=show, q=words_sought(), works=_works())


@pages.get("/<uuid:pledge_id>")
@require_actor(*DESK_ROLES)
def pledge(pledge_id: object) -> str:
    """Show one pledge, whole."""
    return _page(str(pledge_id))


@pages.post("/<uuid:pledge_id>/publish")
@require_actor(*KEEPS)
def put_on_show(pledge_id: object) -> Answer:
    """Put a pledge on public display."""
    here = f"{HERE}/{pledge_id}"
    command = PublishPledge(str(pledge_id), version=version_seen(), once=once_for(lambda _id: here))
    try:
        publish(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(pledge_id)), CONFLICT
    flash(_("The pledge is on public display; the looks at it are planned."), "success")
    return see(here)


@pages.route("/<uuid:pledge_id>/breach", methods=["GET", "POST"])
@require_actor(*KEEPS)
def breach(pledge_id: object) -> Answer:
    """Ask what was found and on which evidence, then open the case that hears it."""
    if request.method == "GET":
        return _breach(str(pledge_id), request.args.to_dict(), {})
    try:
        command = Allegation(
            str(pledge_id),
            choice("kind", BreachKind),
            text("facts"),
            text("evidence"),
            item_id=text("item_id") or None,
            version=version_seen(),
            once=once_for(lambda case: f"/desk/cases/{getattr(case, 'id', '')}"),
        )
        case = allege_breach(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _breach(str(pledge_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _breach(str(pledge_id), typed(), {}), CONFLICT
    flash(
        _("The notice is issued. Nothing is on record before it was served, answered, and confirmed by two."), "success"
    )
    return see(f"/desk/cases/{case.id}")


@pages.route("/<uuid:pledge_id>/look", methods=["GET", "POST"])
@require_actor(*WORKS)
def new_look(pledge_id: object) -> Answer:
    """Ask for a look at an item because of a penalty, a complaint, an objection or an inspection."""
    if request.method == "GET":
        return _new_look(str(pledge_id), {})
    try:
        command = AskFollowUp(
            str(pledge_id),
            text("item_id"),
            text("reason"),
            text("cause"),
            day("on"),
            once=once_for(lambda look_id: f"{HERE}/looks/{look_id}"),
        )
        ask_follow_up(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _new_look(str(pledge_id), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(pledge_id)), CONFLICT
    flash(_("The look is planned; you are reminded on its day."), "success")
    return see(f"{HERE}/{pledge_id}")


def _works() -> bool:
    return current_actor().has(*WORKS)


def _page(pledge_id: str) -> str:
    return render_template("desk/pledge.html", file=get_file(pledge_id, actor=current_actor(), tools=current_tools()))


def _breach(pledge_id: str, answers: dict[str, str], wrong: dict[str, str]) -> str:
    file = get_file(pledge_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/pledge_breach.html", file=file, typed=answers, problems=wrong)


def _new_look(pledge_id: str, wrong: dict[str, str]) -> str:
    file = get_file(pledge_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/pledge_look.html", file=file, reasons=REASONS, typed=typed(), problems=wrong)
