"""External logins as administrators see them: providers, connected accounts, and who is expected."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.identities import Serves
from workflow_app.services.administration import READERS
from workflow_app.services.identity_connecting import expect, take_away
from workflow_app.services.identity_logins import find_provider
from workflow_app.services.identity_views import list_identities, list_providers
from workflow_app.services.one_time_links import MAKES
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_identities", __name__, url_prefix="/admin/identities")
HERE = "/admin/identities"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*READERS)
@limiter.limit("60 per minute")
def identities() -> str:
    """Show the providers, whether they answer, and who is connected."""
    return _page({}, {})


@pages.post("")
@require_actor(*MAKES)
def enter() -> Answer:
    """Enter who somebody of the staff is at a provider."""
    try:
        provider = find_provider(text("provider"), tools=current_tools())
        expect(text("username"), provider, text("subject"), by=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _page(typed(), problems(error)), UNPROCESSABLE
    except NotFoundError as error:
        name = "provider" if error.code == "PROVIDER_UNKNOWN" else "username"
        return _page(typed(), {name: sentence(error.code, error.values)}), UNPROCESSABLE
    except (ConflictError, ForbiddenError, RefusedError) as error:
        return _page(typed(), {"username": sentence(error.code, error.values)}), UNPROCESSABLE
    flash(_("Entered. Their first login there connects the account; they have been told."), "success")
    return see(HERE)


@pages.post("/<uuid:identity_id>/remove")
@require_actor(*MAKES)
def remove(identity_id: object) -> Response:
    """Disconnect an account of the staff."""
    try:
        name = take_away(str(identity_id), by=current_actor(), tools=current_tools())
    except (ForbiddenError, NotFoundError) as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("%(name)s is disconnected; their sessions have ended.", name=name), "success")
    return see(HERE)


def _page(filled: dict[str, str], told: dict[str, str]) -> str:
    actor, tools = current_actor(), current_tools()
    providers = list_providers(actor=actor, tools=tools)
    return render_template(
        "admin/identities.html",
        providers=providers,
        for_staff=[each.provider for each in providers if each.provider.serves is Serves.STAFF],
        page=list_identities(actor=actor, tools=tools, cursor=request.args.get("cursor") or None),
        makes=actor.has(*MAKES),
        typed=filled,
        problems=told,
    )
