"""The link by which a legal representative signs on their own telephone; it opens nothing without a code.

Link, code, name, reading, answer: each step has the same address, so that the page may be loaded again at any time.
"""

from flask import Blueprint, render_template, request, session
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.batches import Part, form_part
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.commands.signing import AnswerSigning, SignAct
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, NotFoundError
from workflow_app.services.signer_views import open_paper, phone_to_sign, to_sign
from workflow_app.services.signing_answers import answer_signing, note_opened, note_try
from workflow_app.web.context import current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import problems, text
from workflow_app.web.pages.phone_steps import CONFLICT, UNPROCESSABLE, PhoneSteps, Trouble, out_of_date
from workflow_app.web.sentences import sentence

pages = Blueprint("public_signing", __name__, url_prefix="/s")
OFTEN = "120 per hour"
NOT_FOUND = 404
LONGEST_TOKEN, LONGEST_NAME = 40, 50
Answer = Response | tuple[str, int]


@pages.get("/<token>")
@limiter.limit(OFTEN)
def ask(token: str) -> Answer:
    """Show the step that is next."""
    return _show(token, Trouble())


@pages.post("/<token>")
@limiter.limit(OFTEN)
def step(token: str) -> Answer:
    """Send the code, take it, take the name, or take the answer."""
    act = request.form.get("act", "")
    try:
        steps = _steps(token)
        if act == "name":
            return _name(token, steps)
        if act in set(SignAct):
            return _answer(token, steps, SignAct(act))
        if act == "code":
            note_try(token, tools=current_tools())
        mobile = phone_to_sign(token, tools=current_tools())
        return steps.take(act, lambda trouble: _show(token, trouble), mobile=mobile)
    except NotFoundError:
        return _gone()
    except ConflictError as error:
        return _show(token, Trouble({}, {}, sentence(error.code, error.values), CONFLICT))


@pages.get("/<token>/documents/<uuid:document_id>")
@limiter.limit(OFTEN)
def document(token: str, document_id: object) -> Response:
    """Hand out a file that the answers name, to who may read them."""
    if not _is_shown(token, _steps(token)):
        raise NotFoundError("DOCUMENT_UNKNOWN")
    view, stream = open_paper(token, str(document_id), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show the step again where the page was kept open for too long; whoever signs has no account to log in with."""
    del error
    return _show(str((request.view_args or {}).get("token", "")), out_of_date())


def _steps(token: str) -> PhoneSteps:
    asked = to_sign(token[:LONGEST_TOKEN], is_shown=False, tools=current_tools())
    return PhoneSteps(Purpose.SIGN, f"/s/{token[:LONGEST_TOKEN]}", asked.id)


def _named(steps: PhoneSteps) -> str:
    """Return under which key the browser keeps the name that was typed."""
    return f"signs/{steps.about_id}"


def _is_shown(token: str, steps: PhoneSteps) -> bool:
    """Tell whether a reader has shown both that the telephone is theirs and that they are meant."""
    del token
    proof = steps.proof()
    return proof is not None and proof.confirmed and session.get(_named(steps), {}).get("secret") == steps.secret


def _name(token: str, steps: PhoneSteps) -> Answer:
    name = text("name")[:LONGEST_NAME]
    try:
        note_opened(token, steps.secret, name, tools=current_tools())
    except (InvalidError, ConflictError) as error:
        return _show(token, _trouble(error))
    session[_named(steps)] = {"name": name, "secret": steps.secret}
    return see(steps.here)


def _answer(token: str, steps: PhoneSteps, act: SignAct) -> Answer:
    """Take the answer; once given it stands, and the page says so."""
    name = str(session.get(_named(steps), {}).get("name", ""))
    shown, has_read = frozenset(request.form.getlist("shown")), request.form.get("has_read") == "yes"
    command = AnswerSigning(token, steps.secret, name, act, shown, text("reason"), has_read)
    try:
        is_done = answer_signing(command, tools=current_tools())
    except (InvalidError, ConflictError) as error:
        return _show(token, _trouble(error))
    if is_done:
        session.pop(_named(steps), None)
    return see(steps.here)


def _trouble(error: DomainError) -> Trouble:
    typed = {"reason": text("reason"), "name": text("name")}
    if isinstance(error, InvalidError):
        return Trouble(problems(error), typed, "", UNPROCESSABLE)
    return Trouble({}, typed, sentence(error.code, error.values), CONFLICT)


def _show(token: str, trouble: Trouble) -> Answer:
    try:
        steps = _steps(token)
    except NotFoundError:
        return _gone()
    asked = to_sign(token[:LONGEST_TOKEN], is_shown=_is_shown(token, steps), tools=current_tools())
    papers = [paper for each in asked.items for paper in each.documents]
    files = {each.id: {"name": each.filename, "url": f"{steps.here}/documents/{each.id}"} for each in papers}
    page = render_template(
        "public/signing.html",
        asked=asked,
        own_parts=[form_part(each.form, Part.OWN) for each in asked.items],
        proof=steps.proof(),
        here=steps.here,
        files=files,
        problems=trouble.problems,
        typed=trouble.typed,
        ticked=request.form.getlist("shown"),
        whole=trouble.whole,
    )
    return page, trouble.status


def _gone() -> tuple[str, int]:
    return render_template("public/signing.html", asked=None), NOT_FOUND
