"""Registering with a mobile number: number, code, then name and password; at one address throughout."""

from flask import Blueprint, render_template, request, session
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.commands.entering import Purpose, Register
from workflow_app.domain.errors import BusyError, ConflictError, InvalidError
from workflow_app.services.phone_codes import offers_code
from workflow_app.services.registering import register
from workflow_app.web.auth import begin_session
from workflow_app.web.context import current_tools, find_actor
from workflow_app.web.languages import current_language
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.menus import home_of
from workflow_app.web.pages.phone_steps import CONFLICT, UNPROCESSABLE, PhoneSteps, Trouble, out_of_date
from workflow_app.web.security import prove_csrf
from workflow_app.web.send_again import is_from_here
from workflow_app.web.sentences import sentence

pages = Blueprint("registering", __name__)
HERE, AFTER = "/register", "/my/enterprises/add"
NOTICE = "notice"
"""Under this name the session keeps the code of a notice that somebody came with."""
LONGEST_CODE = 40
OFTEN = "120 per hour"
Answer = Response | tuple[str, int]


@pages.get(HERE)
def ask() -> Answer:
    """Show the step that is next; who is signed in has no need of it."""
    came_with = "".join(request.args.get(NOTICE, "").split())[:LONGEST_CODE]
    if came_with:
        session[NOTICE] = came_with
    actor = find_actor()
    if actor is not None:
        return see(AFTER if came_with else home_of(actor))
    return _show(Trouble())


@pages.post(HERE)
@limiter.limit(OFTEN)
def step() -> Answer:
    """Take one step; a second click on the last one finds the account open, whatever its token was."""
    try:
        prove_csrf()
    except CSRFError:
        return see(AFTER) if find_actor() is not None and is_from_here() else _show(out_of_date())
    if find_actor() is not None:
        return see(AFTER)
    act = request.form.get("act", "")
    return _register() if act == "details" else _steps().take(act, _show)


def _steps() -> PhoneSteps:
    return PhoneSteps(Purpose.REGISTER, HERE)


def _register() -> Answer:
    """Open the account and sign in."""
    command = Register(
        secret=_steps().secret,
        name=request.form.get("name", ""),
        password=request.form.get("password", ""),
        agreed=request.form.get("agreed") == "yes",
        language=current_language(),
    )
    try:
        signed_in = register(command, tools=current_tools())
    except InvalidError as error:
        problems = {each.field.strip("/"): sentence(each.code, each.values) for each in error.errors}
        typed = {"name": command.name, "agreed": "yes" if command.agreed else ""}
        return _show(Trouble(problems, typed, "", UNPROCESSABLE))
    except (ConflictError, BusyError) as error:
        return _show(Trouble({}, {}, sentence(error.code, error.values), CONFLICT))
    came_with = session.get(NOTICE)
    begin_session(signed_in)
    if came_with:
        session[NOTICE] = came_with
    return see(AFTER)


def _show(trouble: Trouble) -> tuple[str, int]:
    page = render_template(
        "auth/register.html",
        proof=_steps().proof(),
        problems=trouble.problems,
        typed=trouble.typed,
        whole=trouble.whole,
        offers_sms=offers_code(current_tools()),
    )
    return page, trouble.status
