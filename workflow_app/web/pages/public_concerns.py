"""Objecting to what is public, or reporting it, in three pages, the receipt, and following it; without logging in.

What was typed goes along from page to page, and files are kept when they come, so that no error loses anything.
"""

from functools import partial

from flask import Blueprint, render_template, request, session
from flask_babel import gettext as _

from workflow_app.domain.concerns import TAKES, Kind, Target
from workflow_app.domain.errors import AlreadyAnsweredError, BusyError, InvalidError, LimitedError, NotFoundError
from workflow_app.domain.message_ports import Told
from workflow_app.services.concern_following import follow_concern
from workflow_app.services.concern_targets import TargetView, find_target
from workflow_app.services.concerns import file_concern, get_concern_receipt
from workflow_app.services.phone_codes import offers_code, send_code_for
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.limits import caller_network, limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking_why import of_target
from workflow_app.web.pages.concern_form import ConcernForm
from workflow_app.web.pages.concern_words import ACTS
from workflow_app.web.pages.objection_form import LAST, problems_of
from workflow_app.web.pages.public_objections import told_too_large
from workflow_app.web.pages.three_pages import Answer, send_code, status_of, walk
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("public_concerns", __name__, url_prefix="/public")
OFTEN, GUESSES = "60 per minute", "20 per minute"
NOT_FOUND, CONFLICT, UNPROCESSABLE, TOO_MANY = 404, 409, 422, 429
RECEIPT = "concern"
"""Under this name the browser's session remembers what it has just sent."""
PLACES = {
    "records": Target.RECORD,
    "pledges": Target.PLEDGE,
    "breaches": Target.BREACH,
    "permits": Target.PERMIT,
    "repairs": Target.REPAIR,
}
KINDS = {word: kind for kind, word in ACTS.items()}
FORM = "/<any(records, pledges, breaches, permits):place>/<uuid:target_id>/<any(object, report):act>"
lead_back(pages, told_too_large)


@pages.route(FORM, methods=["GET", "POST"])
@pages.route("/<any(repairs):place>/<uuid:target_id>/<any(report):act>", methods=["GET", "POST"])
@limiter.limit(OFTEN)
def concern(place: str, target_id: object, act: str) -> Answer:
    """Ask what is wrong, then for proof, then who it is; the last page sends it."""
    form = ConcernForm.of(PLACES[place], str(target_id), KINDS[act])
    if form.go in {"send", "code"}:
        return _send(form) if form.go == "send" else _send_code(form)
    return walk(form, partial(_page, form))


@pages.get(f"{FORM}/sheet")
@pages.get("/<any(repairs):place>/<uuid:target_id>/<any(report):act>/sheet")
@limiter.limit(OFTEN)
def sheet(place: str, target_id: object, act: str) -> Answer:
    """Show a sheet to print on which it is named already, for who would rather write or come."""
    shown = _find(PLACES[place], str(target_id))
    if shown is None:
        return render_template("public/concern_gone.html", typed={}), NOT_FOUND
    asking = of_target(shown, KINDS[act])
    return render_template("public/concern_sheet.html", shown=shown, asking=asking, reports=asking.may_be_unnamed)


@pages.get("/concerns/receipt")
@limiter.limit(OFTEN)
def receipt() -> Answer:
    """Show number and code of what this browser has just sent."""
    try:
        kind, view = get_concern_receipt(str(session.get(RECEIPT, "")), tools=current_tools())
    except NotFoundError:
        return see("/public/concerns")
    return render_template("public/concern_receipt.html", receipt=view, reports=kind is Kind.REPORT)


@pages.route("/concerns", methods=["GET", "POST"])
@limiter.limit(GUESSES, methods=["POST"])
def concerns() -> Answer:
    """Follow an objection or a report by its number and code; the code stays out of the address."""
    number, code = request.form.get("number", "").strip()[:60], request.form.get("code", "").strip()[:20]
    if request.method == "GET":
        return _ask()
    if not number or not code:
        return _ask(number, _("Enter the number and the code.")), UNPROCESSABLE
    try:
        found = follow_concern(number, code, tools=current_tools())
    except NotFoundError:
        return _ask(number, _("Nothing has this number and code. Please check both.")), NOT_FOUND
    except LimitedError as error:
        return _ask(number, sentence(error.code, error.values)), TOO_MANY
    return render_template("public/concern.html", concern=found)


def _ask(number: str = "", problem: str = "") -> str:
    return render_template("public/concerns.html", number=number, problem=problem)


def _send(form: ConcernForm) -> Answer:
    """Send it and go to its receipt; whatever stands against it is told beside what was typed."""
    try:
        view = file_concern(form.concern(), tools=current_tools())
    except AlreadyAnsweredError as error:
        session[RECEIPT] = str(error.answer["id"])
        return see("/public/concerns/receipt")
    except InvalidError as error:
        return _page(form, form.first_wrong(error), problems_of(error), UNPROCESSABLE)
    except NotFoundError:
        return _gone(form)
    except (LimitedError, BusyError) as error:
        return _page(form, LAST, {"send": sentence(error.code, error.values)}, status_of(error))
    session[RECEIPT] = view.id
    return see("/public/concerns/receipt")


def _send_code(form: ConcernForm) -> Answer:
    """Send a code to the telephone that was typed, in the name of the authority whose it is."""
    shown = _find(form.target, form.case_id)
    if shown is None:
        return _gone(form)
    sender = Told("", {}, shown.authority_zh, shown.authority_en, "")
    language, phone = current_language(), form.typed["phone"]
    send = partial(send_code_for, sender, phone, caller=caller_network(), language=language, tools=current_tools())
    return send_code(send, partial(_page, form))


def _page(
    form: ConcernForm, step: int, problems: dict[str, str] | None = None, status: int = 200, *, sent: bool = False
) -> Answer:
    """Return one of the three pages, or where it is not public any more, the one that says so."""
    shown = _find(form.target, form.case_id)
    if shown is None or form.kind not in TAKES[form.target]:
        return _gone(form)
    page = render_template(
        "public/objection_form.html",
        asking=of_target(shown, form.kind),
        step=step,
        typed=form.typed,
        files=form.known_files(),
        problems=problems or {},
        offers_code=offers_code(current_tools()),
        sent=sent,
    )
    return page, status


def _find(target: Target, target_id: str) -> TargetView | None:
    try:
        return find_target(target, target_id, tools=current_tools())
    except NotFoundError:
        return None


def _gone(form: ConcernForm) -> Answer:
    """Say that it is not public any more, how else one may speak, and keep what was typed to be copied."""
    status = CONFLICT if request.method == "POST" else NOT_FOUND
    return render_template("public/concern_gone.html", typed=form.typed), status
