"""Asking to act for an enterprise: by consent of the legal representative, or with a paper; and answering who asks."""

from datetime import date

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.authorisations import ActsAs, Scope
from workflow_app.domain.commands.binding import AskConsent, BringMandate, Wanted
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, LimitedError, RefusedError
from workflow_app.services.binding_checks import latest_end
from workflow_app.services.binding_desk import open_paper
from workflow_app.services.binding_requests import ask_consent, bring_mandate, withdraw_request
from workflow_app.services.consenting import answer_as_head
from workflow_app.services.phone_codes import offers_code
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, day, problems, text, typed
from workflow_app.web.pages.notice_contacts import channel_noun
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_bindings", __name__, url_prefix="/my/enterprises")
HERE = "/my/enterprises"
TOO_MANY, REFUSED = 429, 409
Answer = Response | str | tuple[str, int]
BEGINS = {"scope": Scope.FILE.value, "acts_as": ActsAs.AGENT.value}


def _too_large(limit: str) -> str:
    return str(_("The file is larger than %(limit)s. Nothing was stored; choose a smaller one.")) % {"limit": limit}


lead_back(pages, _too_large)


@pages.route("/add/consent", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def consent() -> Answer:
    """Ask whom the link shall go to, and send it."""
    if request.method == "GET":
        return _form("consent", BEGINS, {})
    try:
        command = AskConsent(_wanted(), text("mobile"))
        ask_consent(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _form("consent", typed(), problems(error)), UNPROCESSABLE
    except LimitedError as error:
        return _form("consent", typed(), {"mobile": sentence(error.code, error.values)}), TOO_MANY
    except RefusedError as error:
        told = sentence(error.code, {**error.values, "what": channel_noun("SMS")})
        return _form("consent", typed(), {"mobile": told}), REFUSED
    flash(
        _("The SMS is on its way to the legal representative. You are told here as soon as there is an answer."),
        "success",
    )
    return see(HERE)


@pages.route("/add/mandate", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def mandate() -> Answer:
    """Ask for the paper and hand it to the office."""
    if request.method == "GET":
        return _form("mandate", BEGINS, {})
    files = tuple(
        ChosenFile(each.filename, each.mimetype, each.stream)  # type: ignore[arg-type] # werkzeug's stream is one
        for each in request.files.getlist("file")
        if each.filename
    )
    try:
        command = BringMandate(_wanted(), choice("acts_as", ActsAs), files)
        bring_mandate(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _form("mandate", typed(), problems(error)), UNPROCESSABLE
    except LimitedError as error:
        return _form("mandate", typed(), {"file": sentence(error.code, error.values)}), TOO_MANY
    flash(
        _("The office has the paper now. You are told here what comes of it; there is nothing more to do."), "success"
    )
    return see(HERE)


@pages.post("/requests/<uuid:request_id>/withdraw")
@require_actor(Role.APPLICANT)
def withdraw(request_id: object) -> Response:
    """Take one's request back."""
    try:
        withdraw_request(str(request_id), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("Taken back."), "success")
    return see(HERE)


@pages.post("/requests/<uuid:request_id>/answer")
@require_actor(Role.APPLICANT)
def answer(request_id: object) -> Response:
    """Agree to or refuse what somebody asks, as the legal representative."""
    agrees = request.form.get("agrees") == "yes"
    try:
        subject_id = answer_as_head(str(request_id), agrees=agrees, actor=current_actor(), tools=current_tools())
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(HERE)
    flash(_("They may act for the enterprise now.") if agrees else _("Refused; they have been told."), "success")
    return see(f"{HERE}/{subject_id}")


@pages.get("/requests/<uuid:request_id>/paper")
@require_actor()
def paper(request_id: object) -> Response:
    """Hand out the paper to who brought it, and to the office."""
    stream, media_type, name = open_paper(str(request_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=media_type, filename=name)


def _wanted() -> Wanted:
    """Read what is asked for; raises InvalidError on `/valid_to`."""
    until: date | None = day("valid_to")
    return Wanted(text("uscc"), text("subject_name"), text("representative"), text("scope"), until)


def _form(way: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    last = latest_end(current_tools())
    return render_template(
        "my/enterprise_request.html",
        way=way,
        typed={"valid_to": last.isoformat(), **typed_before},
        problems=told,
        last=last,
        offers_sms=offers_code(current_tools()),
    )
