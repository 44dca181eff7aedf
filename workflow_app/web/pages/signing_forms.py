"""What is wrong with a form by which a signature is asked for or a signed paper kept, in words."""

from flask import request
from flask_babel import gettext as _

from workflow_app.domain.errors import DomainError, InvalidError, LimitedError
from workflow_app.services.signing_views import SigningView
from workflow_app.web.file_kinds import ACCEPTED_MATERIALS, kinds_text
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, text
from workflow_app.web.pages.notice_contacts import channel_noun
from workflow_app.web.pages.phone_steps import CONFLICT, TOO_MANY, Trouble
from workflow_app.web.sentences import sentence

KNOWN = "known"
TYPED = ("name", "mobile", "to", "mark")


def refusal(error: DomainError) -> Trouble:
    """Return what is wrong at its field, or above the page, with what was typed; other forms there stay as they are."""
    values = {"what": channel_noun("SMS"), "kinds": kinds_text(ACCEPTED_MATERIALS)}
    typed = {name: text(name) for name in TYPED if name in request.form}
    if isinstance(error, InvalidError) and error.errors:
        problems = {each.field.strip("/"): sentence(each.code, {**values, **each.values}) for each in error.errors}
        return Trouble(problems, typed, "", UNPROCESSABLE)
    status = TOO_MANY if isinstance(error, LimitedError) else CONFLICT
    return Trouble({}, typed, sentence(error.code, {**values, **error.values}), status)


def typed_before(view: SigningView) -> dict[str, str]:
    """Return what the forms are filled in with: whom to ask is who is on record, else who the answers name as such."""
    named = view.signer if view.signer_role == "LEGAL_REPRESENTATIVE" else ""
    to = KNOWN if view.known_phone else "other"
    return {"name": view.representative or named, "to": to, "mobile": "", "mark": ""}


def signed_paper_name() -> str:
    """Return what the document with the photographs is called."""
    return str(_("Signed application"))
