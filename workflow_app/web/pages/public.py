"""What everybody may see: published records, a case by number and code, a letter by its code."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.errors import LimitedError, NotFoundError
from workflow_app.services.cases import follow_case
from workflow_app.services.concern_following import is_disputed
from workflow_app.services.letters import NOTICE, open_verified, verify_with_seal
from workflow_app.services.permits import find_of_letter
from workflow_app.services.pledges import pledges_of_record
from workflow_app.services.public_record_views import PublicRecordView
from workflow_app.services.records import get_public_record, needed_publicly, search_public
from workflow_app.web.context import current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.public_feeds import forget
from workflow_app.web.sentences import sentence

pages = Blueprint("public", __name__, url_prefix="/public")
pages.after_request(forget)
PAGE = 20
OFTEN = "60 per minute"
GUESSES = "20 per minute"
NOT_FOUND, UNPROCESSABLE, TOO_MANY = 404, 422, 429


@pages.get("")
@limiter.limit(OFTEN)
def search() -> str:
    """Search what our own listing shows; without words, the newest."""
    page = search_public(words_sought(), tools=current_tools(), cursor=request.args.get("cursor") or None, limit=PAGE)
    return render_template("public/search.html", q=words_sought(), page=page)


@pages.get("/records/<uuid:record_id>")
@limiter.limit(OFTEN)
def record(record_id: object) -> str | tuple[str, int]:
    """Show one published record; what is no longer published says so."""
    try:
        view = get_public_record(str(record_id), tools=current_tools())
    except NotFoundError:
        return render_template("public/gone.html"), NOT_FOUND
    use = current_tools()
    told_of = {"pledges": pledges_of_record(view.id, tools=use), "is_disputed": is_disputed(view.id, tools=use)}
    return render_template("public/record.html", record=view, **told_of)


@pages.route("/cases", methods=["GET", "POST"])
@limiter.limit(GUESSES, methods=["POST"])
def cases() -> str | tuple[str, int]:
    """Follow a case by its number and code; the code stays out of the address."""
    number, code = request.form.get("number", "").strip()[:60], request.form.get("code", "").strip()[:20]
    if request.method == "GET":
        return render_template("public/cases.html", number="", problem="")
    if not number or not code:
        return render_template(
            "public/cases.html", number=number, problem=_("Enter the number and the code.")
        ), UNPROCESSABLE
    try:
        case = follow_case(number, code, tools=current_tools())
    except NotFoundError:
        problem = _("There is no case with this number and code. Please check both.")
        return render_template("public/cases.html", number=number, problem=problem), NOT_FOUND
    except LimitedError as error:
        problem = sentence(error.code, error.values)
        return render_template("public/cases.html", number=number, problem=problem), TOO_MANY
    return render_template("public/case.html", case=case)


@pages.get("/letters")
def letters() -> str | Response | tuple[str, int]:
    """Ask for the code on a letter; what cannot be one is said at its field."""
    code = "".join(request.args.get("code", "").split())[:40]
    if code.replace("-", "").isalnum():
        return see(f"/public/letters/{code}")
    if "code" not in request.args:
        return render_template("public/letters.html", code="", problem="")
    problem = _("A code has letters and digits only. Please check it.") if code else _("Enter the code on the letter.")
    return render_template("public/letters.html", code=code, problem=problem), UNPROCESSABLE


@pages.get("/letters/<code>")
@limiter.limit(GUESSES)
def letter(code: str) -> str | tuple[str, int]:
    """Say whether a letter is genuine: this is what its QR code opens."""
    try:
        found = verify_with_seal(code[:40], tools=current_tools())
    except NotFoundError:
        return render_template("public/letter.html", letter=None, code=code[:40]), NOT_FOUND
    told_of = _on_display(found.record_id) if found.record_id else None
    is_notice = told_of is not None and found.letter.kind == NOTICE
    return render_template(
        "public/letter.html",
        letter=found.letter,
        seal=found,
        record=told_of,
        materials=needed_publicly(told_of.id, tools=current_tools()) if told_of and is_notice else (),
        permit=find_of_letter(found.letter.id, tools=current_tools()),
        code=code[:40],
    )


@pages.get("/letters/<code>/sealed")
@limiter.limit(GUESSES)
def sealed_letter(code: str) -> Response | tuple[str, int]:
    """Hand the sealed copy to who holds the code."""
    try:
        found = open_verified(code[:40], tools=current_tools())
    except NotFoundError:
        return render_template("public/letter.html", letter=None, code=code[:40]), NOT_FOUND
    return as_attachment(found.stream, media_type=found.media_type, filename=found.filename)


def _on_display(record_id: str) -> PublicRecordView | None:
    """Return a record that is shown to the public, None for every other."""
    try:
        return get_public_record(record_id, tools=current_tools())
    except NotFoundError:
        return None
