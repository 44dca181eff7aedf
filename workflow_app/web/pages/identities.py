"""Logging in by an external provider: the way there, the way back, and out of it; and one's connected identities."""

from collections.abc import Mapping

import structlog
from flask import Blueprint, flash, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    NotSignedInError,
    SecondStepError,
    UnknownIdentityError,
)
from workflow_app.domain.identities import Provider, Purpose
from workflow_app.services.identity_binding import Bound
from workflow_app.services.identity_connecting import disconnect
from workflow_app.services.identity_logins import Arrived, Back, Leaving, come_back, find_provider, leave_for
from workflow_app.services.identity_views import list_own, offered
from workflow_app.services.proving import prove_own_password
from workflow_app.web.auth import SESSION_TOKEN, begin_session, require_actor
from workflow_app.web.context import current_actor, current_tools, find_actor
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages import second_step
from workflow_app.web.pages.identity_words import bound_sentence, provider_name
from workflow_app.web.pages.menus import home_of
from workflow_app.web.sentences import sentence

pages = Blueprint("identities", __name__)
log = structlog.get_logger(__name__)
HERE, ENTERPRISES = "/account/identities", "/my/enterprises"
BROWSER, VOUCHED = "outside", "outside/by"
"""Under these names the browser keeps the secret of a login under way, and which provider vouched for its session."""
OFTEN, CONNECTING = "30 per minute", "30 per hour"
LONGEST = 4000
UNPROCESSABLE = 422
STATUS = {"IDENTITY_AWAY": 503, "IDENTITY_UNKNOWN": 403, "IDENTITY_NOT_FOR_YOU": 403, "LOCKED": 403, "DISABLED": 403}
Answer = Response | str | tuple[str, int]


@pages.get("/login/with/<code>")
@limiter.limit(OFTEN)
def leave(code: str) -> Answer:
    """Go to a provider to log in."""
    provider, actor = find_provider(code, tools=current_tools()), find_actor()
    onward = local_path(request.args.get("next")) or ""
    if actor is not None:
        return see(onward or home_of(actor))
    try:
        leaving = leave_for(provider, onward=onward, tools=current_tools())
    except NotSignedInError as error:
        return _problem(provider, error)
    session[BROWSER] = leaving.browser
    return see(leaving.address)


@pages.get("/login/with/<code>/back")
@limiter.limit(OFTEN)
def back(code: str) -> Answer:
    """Come back from a provider with its answer, which counts once and in this browser only."""
    provider = find_provider(code, tools=current_tools())
    brought = {name: request.args.get(name, "")[:LONGEST] for name in ("state", "code", "error")}
    answer = Back(**brought, browser=str(session.pop(BROWSER, "")), issuer=request.args.get("iss"))
    try:
        arrived = come_back(provider, answer, actor=find_actor(), tools=current_tools())
    except SecondStepError as error:
        return second_step.lead_to(error.token, local_path(error.onward))
    except (NotSignedInError, ConflictError, ForbiddenError) as error:
        return _problem(provider, error)
    return _lead_on(provider, arrived)


@pages.get("/login/with/<code>/out")
@limiter.limit(OFTEN)
def out(code: str) -> Answer:
    """Log out of the provider too, where it offers that; the session here is over already."""
    tools = current_tools()
    provider = find_provider(code, tools=tools)
    try:
        address = tools.identities.leave_address(provider, back=f"{tools.base_url}/login")
    except NotSignedInError as error:
        return _problem(provider, error)
    return see(address or "/login")


@pages.get(HERE)
@require_actor()
def own() -> str:
    """Show with whom one's account is connected."""
    return _page({})


@pages.post(f"{HERE}/<code>/connect")
@require_actor()
@limiter.limit(CONNECTING)
def connect(code: str) -> Answer:
    """Go to a provider to connect one's account, against the password: a desk that was left open is not enough."""
    provider, name = find_provider(code, tools=current_tools()), f"proof-{code}"
    try:
        prove_own_password(request.form.get("proof", ""), actor=current_actor(), tools=current_tools())
        leaving = leave_for(provider, purpose=Purpose.CONNECT, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _page({name: sentence(error.errors[0].code, error.errors[0].values)}), UNPROCESSABLE
    except NotSignedInError as error:
        return _page({name: sentence(error.code, error.values)}), STATUS.get(error.code, UNPROCESSABLE)
    return _going(provider, leaving)


@pages.post(f"{HERE}/<uuid:identity_id>/disconnect")
@require_actor()
def part(identity_id: object) -> Answer:
    """Disconnect one's account from an identity."""
    token = str(session.get(SESSION_TOKEN, ""))
    try:
        disconnect(str(identity_id), actor=current_actor(), session=token, tools=current_tools())
    except NotFoundError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("Disconnected. Wherever else you were logged in, that has ended."), "success")
    return see(HERE)


@pages.post(f"{ENTERPRISES}/add/identity/<code>")
@require_actor(Role.APPLICANT)
@limiter.limit(CONNECTING)
def show_standing(code: str) -> Answer:
    """Go to a provider to show for which enterprise one acts; the account is connected with it already."""
    tools, provider = current_tools(), find_provider(code, tools=current_tools())
    if not any(each.code == code and each.connected_at for each in list_own(actor=current_actor(), tools=tools)):
        flash(_("Connect your account with this external login first; then come back."), "info")
        return see(HERE)
    try:
        leaving = leave_for(provider, purpose=Purpose.BIND, actor=current_actor(), tools=tools)
    except NotSignedInError as error:
        return _problem(provider, error)
    return _going(provider, leaving)


def _going(provider: Provider, leaving: Leaving) -> str:
    """Show a page that goes on by itself: a form may not lead out of this service, a link may."""
    session[BROWSER] = leaving.browser
    return render_template("auth/going.html", provider=provider_name(provider), address=leaving.address)


def _lead_on(provider: Provider, arrived: Arrived) -> Response:
    """Begin the session, say what came of it, and go on."""
    said = bound_sentence(arrived.bound, asked=arrived.purpose is Purpose.BIND)
    if arrived.signed_in is not None:
        begin_session(arrived.signed_in)
        session[VOUCHED] = provider.code
    elif arrived.purpose is Purpose.CONNECT:
        flash(
            _("Connected. You may log in with %(provider)s from now on.", provider=provider_name(provider)), "success"
        )
    if said:
        flash(said, "success" if arrived.bound is Bound.GIVEN else "info")
    if arrived.signed_in is not None:
        return see(local_path(arrived.onward) or home_of(arrived.signed_in.actor))
    return see(HERE if arrived.purpose is Purpose.CONNECT else ENTERPRISES)


def _problem(provider: Provider, error: DomainError) -> Answer:
    """Say what was wrong and lead back to the password; why a token was not believed stands in the log only."""
    log.warning("identity.refused", provider=provider.code, code=error.code, reason=error.values.get("reason"))
    values: Mapping[str, object] = {key: value for key, value in error.values.items() if key != "reason"}
    page = render_template(
        "auth/identity_problem.html",
        code=error.code,
        said=sentence(error.code, values),
        provider=provider_name(provider),
        provider_code=provider.code,
        serves=provider.serves.value,
        subject=error.subject if isinstance(error, UnknownIdentityError) else "",
    )
    return page, STATUS.get(error.code, 409 if isinstance(error, ConflictError) else 401)


def _page(problems: Mapping[str, str]) -> str:
    actor, tools = current_actor(), current_tools()
    own_ones = list_own(actor=actor, tools=tools)
    held = {each.code for each in own_ones}
    free = [each for each in offered(actor=actor, tools=tools) if each.code not in held]
    return render_template("account/identities.html", identities=own_ones, free=free, problems=problems)
