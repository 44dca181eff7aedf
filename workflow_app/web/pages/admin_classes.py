"""The table of classes: how grave a penalty is, by authority and field, with its history and a form to change it."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.data_classes import DATA_CLASSES
from workflow_app.domain.severity import PenaltyType
from workflow_app.services.administration import READERS
from workflow_app.services.proposal_views import list_waiting_about
from workflow_app.services.regime_views import ClassRuleView, list_class_rules, list_fields
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.proposing import UNPROCESSABLE, Draft, authorities, may_ask, send
from workflow_app.web.pages.regime_names import regime_names

pages = Blueprint("admin_classes", __name__, url_prefix="/admin/classes")
FIELDS = ("severity", "penalty_type", "regime", "field", "data_class")


@pages.get("")
@require_actor(*READERS)
def classes() -> str:
    """Show the table as it holds for everybody or for one authority, and how it was before."""
    return _show(Draft())


@pages.post("")
@require_actor(*READERS)
def propose() -> Response | tuple[str, int]:
    """Propose a row of the table."""
    sent = send("CLASS_RULE")
    return (_show(sent), UNPROCESSABLE) if isinstance(sent, Draft) else sent


def _show(draft: Draft) -> str:
    actor, use = current_actor(), current_tools()
    known = authorities()
    chosen = next((each for each in known if each.code == request.args.get("authority")), None)
    own = chosen.id if chosen else None
    found = [each for each in list_class_rules(actor=actor, tools=use) if _concerns(each, own)]
    edited = next((each for each in found if each.id == request.args.get("row")), None)
    return render_template(
        "admin/classes.html",
        rows=[each for each in found if each.state in {"NOW", "LATER"}],
        former=[each for each in found if each.state not in {"NOW", "LATER"}],
        chosen=chosen,
        draft=draft if draft.given else Draft(_typed(edited, chosen.code if chosen else "", own=own)),
        waiting=list_waiting_about("CLASS_RULE", None, actor=actor, tools=use),
        authorities=known,
        regimes=regime_names(),
        fields=list_fields(tools=use),
        data_classes=DATA_CLASSES,
        penalty_types=[each.value for each in PenaltyType],
        may_ask=may_ask(actor),
        names={each.id: each for each in known},
    )


def _concerns(rule: ClassRuleView, authority_id: str | None) -> bool:
    """Tell whether a row may say something about an authority; without one, all rows are shown."""
    return authority_id is None or rule.authority_id in (None, authority_id)


def _typed(rule: ClassRuleView | None, authority: str, *, own: str | None) -> dict[str, str]:
    """Return the form filled with a row that is to be changed; an authority's change of a general row is its own."""
    if rule is None:
        return {"authority": authority}
    typed = {name: str(getattr(rule, name) or "") for name in FIELDS}
    simple = {True: "yes", False: "no", None: ""}[rule.simple_procedure]
    amount = f"{rule.amount_from:f}" if rule.amount_from is not None else ""
    replaces = rule.id if rule.authority_id == own else ""
    return typed | {"authority": authority, "simple_procedure": simple, "amount_from": amount, "replaces": replaces}
