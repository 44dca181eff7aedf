"""Pledges of those who work here: read by who signed and the head of the section, never public (S63)."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.pledges import WithdrawPledge
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, RefusedError
from workflow_app.domain.pledges import PledgeKind
from workflow_app.services.authority_views import AuthorityView, list_authorities
from workflow_app.services.pledge_archive import list_of_staff
from workflow_app.services.pledging import make_pledge, take_back
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, text, typed
from workflow_app.web.pages.pledge_forms import form_words, read_pledge, told
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_staff_pledges", __name__, url_prefix="/desk/staff-pledges")
HERE, PLEDGE = "/desk/staff-pledges", "/desk/pledges"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*DESK_ROLES)
def pledges() -> str:
    """Show one's own pledges, and those of the staff to the head of their section."""
    return render_template(
        "desk/staff_pledges.html", pledges=list_of_staff(actor=current_actor(), tools=current_tools())
    )


@pages.route("/new", methods=["GET", "POST"])
@require_actor(*DESK_ROLES)
def new() -> Answer:
    """Write a pledge of one's own and sign it."""
    if request.method == "GET":
        return _form({"signer": current_actor().name}, {})
    try:
        command = read_pledge(PledgeKind.STAFF, uscc=None, authority=text("authority"), to=PLEDGE)
        pledge_id = make_pledge(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, RefusedError) as error:
        return _form(typed(), told(error)), UNPROCESSABLE
    flash(_("Signed. It is kept in the archive of the staff and never published."), "success")
    return see(f"{PLEDGE}/{pledge_id}")


@pages.post("/<uuid:pledge_id>/withdraw")
@require_actor(*DESK_ROLES)
def withdraw(pledge_id: object) -> Answer:
    """Take one's own pledge back."""
    here = f"{PLEDGE}/{pledge_id}"
    command = WithdrawPledge(str(pledge_id), text("why"), version=version_seen(), once=once_for(lambda _id: here))
    try:
        take_back(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError:
        flash(_("Say in one sentence why you take it back."), "danger")
        return see(here)
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return see(here)
    flash(_("The pledge is taken back."), "success")
    return see(here)


def _form(answers: dict[str, str], wrong: dict[str, str]) -> str:
    return render_template(
        "desk/staff_pledge_new.html",
        typed=answers,
        problems=wrong,
        authorities=_places(),
        **form_words(PledgeKind.STAFF),
    )


def _places() -> list[AuthorityView]:
    """Return the authorities at which somebody works."""
    held = {each.authority_id for each in current_actor().grants if each.role in DESK_ROLES}
    return [each for each in list_authorities(tools=current_tools()) if None in held or each.id in held]
