"""Taking over a case that was filed at the service window: number and code, then the telephone noted there."""

from flask import Blueprint, flash, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.errors import ConflictError, InvalidError, LimitedError
from workflow_app.services.phone_codes import offers_code
from workflow_app.services.window_taking_over import find_takeable, get_takeable, phone_at_counter, take_over
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.phone_steps import PhoneSteps, Trouble
from workflow_app.web.sentences import sentence

pages = Blueprint("my_counter", __name__, url_prefix="/my/enterprises/add/counter")
HERE = "/my/enterprises/add/counter"
KEPT = "counter"
"""Under this name the session keeps the case whose number and code were right."""
GUESSES = "60 per hour"
CONFLICT, TOO_MANY = 409, 429
Answer = Response | tuple[str, int]


@pages.get("")
@require_actor(Role.APPLICANT)
def ask() -> Answer:
    """Show the step that is next."""
    return _show(Trouble(typed={"number": request.args.get("number", "")[:40]}))


@pages.post("")
@require_actor(Role.APPLICANT)
@limiter.limit(GUESSES)
def step() -> Answer:
    """Take one step: number and code, the code by SMS, and in the end the case itself."""
    act, case_id = text("act"), str(session.get(KEPT, ""))
    if act == "case" or not case_id:
        return _find()
    if act == "anew":
        _steps(case_id).forget()
        session.pop(KEPT, None)
        return see(HERE)
    if act == "take":
        return _take(case_id)
    return _steps(case_id).take(act, _show, mobile=phone_at_counter(case_id, tools=current_tools()))


def _find() -> Answer:
    try:
        session[KEPT] = find_takeable(text("number"), text("code"), actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _show(Trouble(problems(error), typed(), "", UNPROCESSABLE))
    except LimitedError as error:
        return _show(Trouble({"code": sentence(error.code, error.values)}, typed(), "", TOO_MANY))
    return see(HERE)


def _take(case_id: str) -> Answer:
    """Act for the enterprise of the case from now on."""
    steps = _steps(case_id)
    try:
        take_over(case_id, secret=steps.secret, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _show(Trouble({}, {}, "; ".join(problems(error).values()), UNPROCESSABLE))
    except ConflictError as error:
        return _show(Trouble({}, {}, sentence(error.code, error.values), CONFLICT))
    steps.forget()
    session.pop(KEPT, None)
    flash(_("The case is yours now: here you see how it stands and answer what the authority asks."), "success")
    return see(f"/my/cases/{case_id}")


def _steps(case_id: str) -> PhoneSteps:
    return PhoneSteps(Purpose.TAKE_OVER, HERE, case_id)


def _show(trouble: Trouble) -> Answer:
    case_id = str(session.get(KEPT, ""))
    found = get_takeable(case_id, actor=current_actor(), tools=current_tools()) if case_id else None
    page = render_template(
        "my/enterprise_counter.html",
        found=found,
        proof=_steps(case_id).proof() if found else None,
        problems=trouble.problems,
        typed=trouble.typed,
        whole=trouble.whole,
        offers_sms=offers_code(current_tools()),
    )
    return page, trouble.status
