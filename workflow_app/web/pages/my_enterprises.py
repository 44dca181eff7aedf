"""For whom one acts: the list, the enterprise with all who act for it, and the ways to act for another."""

from flask import Blueprint, flash, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.binding import BindByNotice
from workflow_app.domain.errors import ForbiddenError, InvalidError, LimitedError
from workflow_app.services.authorisation_views import get_of_subject, list_own
from workflow_app.services.authorising import end_as_representative
from workflow_app.services.binding_by_notice import bind_by_notice
from workflow_app.services.identity_views import offered
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.pages.registering import NOTICE
from workflow_app.web.sentences import sentence

pages = Blueprint("my_enterprises", __name__, url_prefix="/my/enterprises")
HERE = "/my/enterprises"
GUESSES = "60 per hour"
TOO_MANY = 429
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.APPLICANT)
def enterprises() -> str:
    """List for whom one acts, and what one has asked for."""
    acting, requests = list_own(actor=current_actor(), tools=current_tools())
    return render_template("my/enterprises.html", acting=acting, requests=requests)


@pages.get("/add")
@require_actor(Role.APPLICANT)
def add() -> Answer:
    """Offer the ways to act for another enterprise; who came with a notice goes on with its code."""
    if session.get(NOTICE):
        return see(f"{HERE}/add/notice")
    providers = offered(actor=current_actor(), tools=current_tools())
    return render_template("my/enterprise_add.html", providers=providers)


@pages.get("/add/notice")
@require_actor(Role.APPLICANT)
def notice() -> str:
    """Ask for the code on the notice; one that somebody came with stands there already."""
    code = "".join(request.args.get("code", "").split())[:40] or str(session.get(NOTICE, ""))
    return _ask_notice({"code": code, "acts_as": ActsAs.AGENT.value}, {})


@pages.post("/add/notice")
@require_actor(Role.APPLICANT)
@limiter.limit(GUESSES)
def bind() -> Answer:
    """Act for the enterprise of a notice from now on."""
    try:
        command = BindByNotice(text("uscc"), text("code"), choice("acts_as", ActsAs))
        subject_id = bind_by_notice(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _ask_notice(typed(), problems(error)), UNPROCESSABLE
    except LimitedError as error:
        return _ask_notice(typed(), {"code": sentence(error.code, error.values)}), TOO_MANY
    session.pop(NOTICE, None)
    flash(_("You act for this enterprise now. Below is what is on record and what you can do."), "success")
    return see(f"/my?subject={subject_id}")


@pages.get("/<uuid:subject_id>")
@require_actor(Role.APPLICANT)
def enterprise(subject_id: object) -> str:
    """Show who acts for an enterprise: everything to its legal representative, to others their own."""
    view = get_of_subject(str(subject_id), actor=current_actor(), tools=current_tools())
    return render_template("my/enterprise.html", view=view)


@pages.post("/<uuid:subject_id>/end")
@require_actor(Role.APPLICANT)
def end(subject_id: object) -> Response:
    """End an authorisation: somebody else's as the legal representative, or one's own."""
    account_id, actor = request.form.get("account_id", ""), current_actor()
    try:
        end_as_representative(str(subject_id), account_id, actor=actor, tools=current_tools())
    except ForbiddenError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(HERE)
    if account_id == actor.id:
        flash(_("You do not act for this enterprise any more."), "success")
        return see(HERE)
    flash(_("Ended. They see nothing of the enterprise any more and have been told."), "success")
    return see(f"{HERE}/{subject_id}")


def _ask_notice(typed_before: dict[str, str], told: dict[str, str]) -> str:
    return render_template("my/enterprise_notice.html", typed=typed_before, problems=told)
