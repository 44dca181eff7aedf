"""The page between the password and the session: a code of the authenticator, or setting one up first."""

from flask import Blueprint, flash, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.errors import NotSignedInError
from workflow_app.services.second_steps import StepView, finish_login, get_step
from workflow_app.web.auth import begin_session
from workflow_app.web.context import current_tools, find_actor
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages.menus import home_of
from workflow_app.web.sentences import sentence

pages = Blueprint("second_step", __name__)
HERE = "/login/code"
STEP, NEXT = "step", "step/next"
"""Under these names the browser keeps the secret of the login that waits, and where it wanted to go."""
OFTEN = "30 per minute"
STATUS = {"WRONG_STEP_CODE": 401, "LOCKED": 403}
Answer = Response | str | tuple[str, int]


def lead_to(token: str, onward: str | None) -> Response:
    """Keep the secret of a login whose password was right, and lead to the page that asks for a code."""
    session.clear()
    session[STEP], session[NEXT] = token, onward or ""
    return see(HERE)


@pages.get(HERE)
@limiter.limit(OFTEN)
def ask() -> Answer:
    """Ask for the code; who is logged in has no need of it."""
    actor = find_actor()
    if actor is not None:
        return see(home_of(actor))
    try:
        return _show(get_step(_token(), tools=current_tools()))
    except NotSignedInError as error:
        return _over(error)


@pages.post(HERE)
@limiter.limit(OFTEN)
def take() -> Answer:
    """Begin the session; a second click finds it begun."""
    actor = find_actor()
    if actor is not None:
        return see(home_of(actor))
    typed = request.form.get("code", "")[:40]
    try:
        step = get_step(_token(), tools=current_tools())
        if not typed.strip():
            return _show(step, {"code": sentence("REQUIRED")}), 422
        done = finish_login(_token(), typed, tools=current_tools())
    except NotSignedInError as error:
        if error.code not in STATUS or error.values.get("attempts_left") == 0:
            return _over(error)
        return _show(step, {"code": sentence(error.code, error.values)}), STATUS[error.code]
    onward = local_path(session.get(NEXT)) or home_of(done.signed_in.actor)
    begin_session(done.signed_in)
    if done.recovery_codes:
        return render_template("auth/recovery_codes.html", codes=done.recovery_codes, onward=onward)
    return see(onward)


def _token() -> str:
    return str(session.get(STEP, ""))


def _over(error: NotSignedInError) -> Response:
    """Lead back to the password and say why."""
    session.pop(STEP, None)
    locked = error.code == "WRONG_STEP_CODE"
    said = (
        _("Too many wrong codes: the account is locked for a while.") if locked else sentence(error.code, error.values)
    )
    flash(said, "warning")
    return see("/login")


def _show(step: StepView, problems: dict[str, str] | None = None) -> str:
    return render_template("auth/second_step.html", step=step, problems=problems or {})
