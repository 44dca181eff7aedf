"""Objecting to an intended repair in three pages, the receipt, and following an objection; without logging in.

What was typed goes along from page to page, and files are kept when they come, so that no error loses anything.
"""

from functools import partial

from flask import Blueprint, render_template, request, session
from flask_babel import gettext as _

from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    BusyError,
    ConflictError,
    InvalidError,
    LimitedError,
    NotFoundError,
)
from workflow_app.services.intended_repairs import get_repair
from workflow_app.services.objecting import file_objection, get_receipt
from workflow_app.services.objection_following import follow_objection
from workflow_app.services.objection_letters import open_result_letter
from workflow_app.services.phone_codes import offers_code, send_phone_code
from workflow_app.web.context import current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.languages import current_language
from workflow_app.web.limits import caller_network, limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking_why import of_repair
from workflow_app.web.pages.objection_form import LAST, ObjectionForm, problems_of
from workflow_app.web.pages.three_pages import Answer, send_code, status_of, walk
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("public_objections", __name__, url_prefix="/public")
OFTEN, GUESSES = "60 per minute", "20 per minute"
NOT_FOUND, CONFLICT, UNPROCESSABLE = 404, 409, 422
RECEIPT = "objection"
"""Under this name the browser's session remembers the objection just made."""


def told_too_large(limit: str) -> str:
    """Say that files are too large together."""
    text = _("The files are larger than %(limit)s together. Nothing was stored; add them one after the other.")
    return str(text) % {"limit": limit}


lead_back(pages, told_too_large)


@pages.route("/repairs/<uuid:case_id>/object", methods=["GET", "POST"])
@limiter.limit(OFTEN)
def objection(case_id: object) -> Answer:
    """Ask what is wrong, then for proof, then who it is; the last page sends it."""
    form = ObjectionForm.read(str(case_id))
    if request.method == "GET" or form.go not in {"send", "code"}:
        return walk(form, partial(_page, form))
    return _send(form) if form.go == "send" else _send_code(form)


@pages.get("/repairs/objections/receipt")
@limiter.limit(OFTEN)
def receipt() -> Answer:
    """Show number and code of the objection that this browser has just made."""
    try:
        view = get_receipt(str(session.get(RECEIPT, "")), tools=current_tools())
    except NotFoundError:
        return see("/public/repairs/objections")
    return render_template("public/objection_receipt.html", receipt=view)


@pages.route("/repairs/objections", methods=["GET", "POST"])
@limiter.limit(GUESSES, methods=["POST"])
def objections() -> Answer:
    """Follow an objection by its number and code; the code stays out of the address."""
    number, code = request.form.get("number", "").strip()[:60], request.form.get("code", "").strip()[:20]
    if request.method == "GET":
        return render_template("public/objections.html", number="", problem="")
    if not number or not code:
        problem = _("Enter the number and the code.")
        return render_template("public/objections.html", number=number, problem=problem), UNPROCESSABLE
    try:
        found = follow_objection(number, code, tools=current_tools())
    except NotFoundError:
        problem = _("There is no objection with this number and code. Please check both.")
        return render_template("public/objections.html", number=number, problem=problem), NOT_FOUND
    return render_template("public/objection.html", objection=found, code=code)


@pages.post("/repairs/objections/letter")
@limiter.limit(GUESSES)
def letter() -> Answer:
    """Hand the letter with the result to the objector, who has number and code; the code stays out of the address."""
    number, code = request.form.get("number", "")[:60], request.form.get("code", "")[:20]
    try:
        paper = open_result_letter(number, code, tools=current_tools())
    except NotFoundError:
        problem = _("There is no letter for this number and code. Please check both.")
        return render_template("public/objections.html", number=number, problem=problem), NOT_FOUND
    except ConflictError as error:
        problem = sentence(error.code, error.values)
        return render_template("public/objections.html", number=number, problem=problem), CONFLICT
    return as_attachment(paper.stream, media_type=paper.media_type, filename=paper.filename)


def _send(form: ObjectionForm) -> Answer:
    """Make the objection and go to its receipt; whatever stands against it is told beside what was typed."""
    try:
        view = file_objection(form.command(), tools=current_tools())
    except AlreadyAnsweredError as error:
        session[RECEIPT] = str(error.answer["id"])
        return see("/public/repairs/objections/receipt")
    except InvalidError as error:
        return _page(form, form.first_wrong(error), problems_of(error), UNPROCESSABLE)
    except ConflictError:
        return _over(form)
    except (LimitedError, BusyError) as error:
        return _page(form, LAST, {"send": sentence(error.code, error.values)}, status_of(error))
    session[RECEIPT] = view.id
    return see("/public/repairs/objections/receipt")


def _send_code(form: ObjectionForm) -> Answer:
    """Send a code to the telephone that was typed."""
    send = partial(
        send_phone_code,
        form.typed["phone"],
        case_id=form.case_id,
        caller=caller_network(),
        language=current_language(),
        tools=current_tools(),
    )
    try:
        return send_code(send, partial(_page, form))
    except NotFoundError:
        return _over(form)


def _page(
    form: ObjectionForm, step: int, problems: dict[str, str] | None = None, status: int = 200, *, sent: bool = False
) -> Answer:
    """Return one of the three pages, or where there is nothing to object to any more, the one that says so."""
    try:
        detail = get_repair(form.case_id, tools=current_tools())
    except NotFoundError:
        return _over(form)
    if not detail.repair.may_object:
        return _over(form)
    page = render_template(
        "public/objection_form.html",
        asking=of_repair(detail.repair),
        step=step,
        typed=form.typed,
        files=form.known_files(),
        problems=problems or {},
        offers_code=offers_code(current_tools()),
        sent=sent,
    )
    return page, status


def _over(form: ObjectionForm) -> Answer:
    """Say that the time to object is over, how else one may speak, and keep what was typed to be copied."""
    status = CONFLICT if request.method == "POST" else NOT_FOUND
    return render_template("public/objection_over.html", typed=form.typed), status
