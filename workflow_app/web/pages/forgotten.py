"""A forgotten password: number, code, another password; staff is told whom to ask."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.errors import BusyError, ConflictError, InvalidError
from workflow_app.services.phone_codes import offers_code
from workflow_app.services.resetting import reset_password
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.phone_steps import CONFLICT, UNPROCESSABLE, PhoneSteps, Trouble, out_of_date
from workflow_app.web.security import prove_csrf
from workflow_app.web.sentences import sentence

pages = Blueprint("forgotten", __name__)
HERE = "/forgotten"
OFTEN = "120 per hour"
Answer = Response | tuple[str, int]


@pages.get(HERE)
def ask() -> Answer:
    """Show the step that is next."""
    return _show(Trouble())


@pages.post(HERE)
@limiter.limit(OFTEN)
def step() -> Answer:
    """Take one step."""
    try:
        prove_csrf()
    except CSRFError:
        return _show(out_of_date())
    act = request.form.get("act", "")
    return _reset() if act == "password" else _steps().take(act, _show)


def _steps() -> PhoneSteps:
    return PhoneSteps(Purpose.RESET, HERE)


def _reset() -> Answer:
    """Set the password and lead to the page to log in."""
    password = request.form.get("password", "")
    if not password:
        return _show(Trouble({"password": sentence("REQUIRED")}, {}, "", UNPROCESSABLE))
    try:
        reset_password(_steps().secret, password, tools=current_tools())
    except InvalidError as error:
        first = error.errors[0]
        return _show(Trouble({"password": sentence(first.code, first.values)}, {}, "", UNPROCESSABLE))
    except (ConflictError, BusyError) as error:
        return _show(Trouble({}, {}, sentence(error.code, error.values), CONFLICT))
    _steps().forget()
    flash(_("The new password is set. Log in with it."), "success")
    return see("/login")


def _show(trouble: Trouble) -> tuple[str, int]:
    page = render_template(
        "auth/forgotten.html",
        proof=_steps().proof(),
        problems=trouble.problems,
        typed=trouble.typed,
        whole=trouble.whole,
        offers_sms=offers_code(current_tools()),
    )
    return page, trouble.status
