"""What the legal representative sees on their telephone: first a code, then who asks for what, and the answer."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.commands.binding import AnswerConsent
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError
from workflow_app.services.consenting import answer_consent, find_consent, phone_of
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import problems
from workflow_app.web.pages.phone_steps import CONFLICT, UNPROCESSABLE, PhoneSteps, Trouble
from workflow_app.web.sentences import sentence

pages = Blueprint("public_consent", __name__, url_prefix="/consent")
OFTEN = "120 per hour"
NOT_FOUND = 404
LONGEST_TOKEN = 40
Answer = Response | tuple[str, int]


@pages.get("/<token>")
@limiter.limit(OFTEN)
def ask(token: str) -> Answer:
    """Show the step that is next."""
    return _show(token, Trouble())


@pages.post("/<token>")
@limiter.limit(OFTEN)
def step(token: str) -> Answer:
    """Send the code, take it, or take the answer."""
    act = request.form.get("act", "")
    try:
        steps = _steps(token)
        if act == "answer":
            return _answer(token, steps)
        return steps.take(act, lambda trouble: _show(token, trouble), mobile=phone_of(token, tools=current_tools()))
    except NotFoundError:
        return _gone()


def _steps(token: str) -> PhoneSteps:
    asked = find_consent(token[:LONGEST_TOKEN], tools=current_tools())
    return PhoneSteps(Purpose.CONSENT, f"/consent/{token[:LONGEST_TOKEN]}", asked.id)


def _answer(token: str, steps: PhoneSteps) -> Answer:
    """Take the answer; once given it stands, and the page says so."""
    agrees, name = request.form.get("agrees", ""), request.form.get("name", "")
    if agrees not in {"yes", "no"}:
        return _show(token, Trouble({"agrees": sentence("REQUIRED")}, {"name": name}, "", UNPROCESSABLE))
    command = AnswerConsent(token, steps.secret, name, agrees == "yes")
    try:
        answer_consent(command, tools=current_tools())
    except InvalidError as error:
        return _show(token, Trouble(problems(error), {"name": name, "agrees": agrees}, "", UNPROCESSABLE))
    except ConflictError as error:
        return _show(token, Trouble({}, {"name": name}, sentence(error.code, error.values), CONFLICT))
    return see(steps.here)


def _show(token: str, trouble: Trouble) -> Answer:
    try:
        steps = _steps(token)
    except NotFoundError:
        return _gone()
    page = render_template(
        "public/consent.html",
        asked=find_consent(token[:LONGEST_TOKEN], tools=current_tools()),
        proof=steps.proof(),
        here=steps.here,
        problems=trouble.problems,
        typed=trouble.typed,
        whole=trouble.whole,
    )
    return page, trouble.status


def _gone() -> tuple[str, int]:
    return render_template("public/consent.html", asked=None), NOT_FOUND
