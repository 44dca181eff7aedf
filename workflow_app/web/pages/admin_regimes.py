"""Rule versions: which was in force when, what each says of a decision, and a form to propose another."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.data_classes import DATA_CLASSES
from workflow_app.domain.errors import DomainError, InvalidError
from workflow_app.domain.severity import PenaltyType
from workflow_app.services.administration import READERS
from workflow_app.services.proposal_views import list_waiting_about
from workflow_app.services.regime_views import Tried, list_fields, list_regimes, try_rules
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.law_words import field_word
from workflow_app.web.pages.proposing import UNPROCESSABLE, Draft, authorities, may_ask, send
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_regimes", __name__, url_prefix="/admin/regimes")


@pages.get("")
@require_actor(*READERS)
def regimes() -> str:
    """Show every rule version, and what the rules say of a made-up decision."""
    return _show(Draft())


@pages.post("")
@require_actor(*READERS)
def propose() -> Response | tuple[str, int]:
    """Propose a rule version."""
    sent = send("REGIME")
    return (_show(sent), UNPROCESSABLE) if isinstance(sent, Draft) else sent


def _show(draft: Draft) -> str:
    actor, use = current_actor(), current_tools()
    found = list_regimes(actor=actor, tools=use)
    tried, problem = _try()
    return render_template(
        "admin/regimes.html",
        by_field=[(field, [each for each in found if each.field == field]) for field in _fields(found)],
        regime_names={each.key: each for each in found},
        draft=draft,
        tried=tried,
        problem=problem,
        waiting=list_waiting_about("REGIME", None, actor=actor, tools=use),
        authorities=authorities(),
        fields=list_fields(tools=use),
        data_classes=DATA_CLASSES,
        penalty_types=[each.value for each in PenaltyType],
        may_ask=may_ask(actor),
    )


def _fields(found: object) -> list[str | None]:
    assert isinstance(found, tuple)  # noqa: S101 - what the service returns
    return list(dict.fromkeys(each.field for each in found))


def _try() -> tuple[Tried | None, str]:
    """Return what the rules say of the decision that was asked about, or what is wrong with the question."""
    if "decided_on" not in request.args:
        return None, ""
    try:
        return try_rules(request.args, actor=current_actor(), tools=current_tools()), ""
    except InvalidError as error:
        wrong = error.errors[0]
        names = {"decided_on": _("Decided on"), "filed_on": _("Filed on"), "fine": _("Fine (yuan)")}
        name = wrong.field.lstrip("/")
        return None, f"{names.get(name, field_word(name))}: {sentence(wrong.code, wrong.values)}"
    except DomainError as error:
        return None, sentence(error.code, error.values)
