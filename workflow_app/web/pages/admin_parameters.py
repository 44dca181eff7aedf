"""The values of the rules: by subject, each with its history, why it applies, and a form to propose another."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.data_classes import DATA_CLASSES
from workflow_app.domain.seeds.parameter_names import GROUPS
from workflow_app.services.administration import READERS
from workflow_app.services.proposal_views import list_waiting_about
from workflow_app.services.rule_views import ParameterView, Reason, explain, get_parameter, list_parameters
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.proposing import UNPROCESSABLE, Draft, authorities, may_ask, send
from workflow_app.web.pages.regime_names import regime_names
from workflow_app.web.pages.values import as_date, today

pages = Blueprint("admin_parameters", __name__, url_prefix="/admin/parameters")


@dataclass(frozen=True, slots=True)
class Question:
    """What applies on a day for whom; `reason` is the answer, None where nothing was asked."""

    on: date
    authority: str
    regime: str
    data_class: str
    reason: Reason | None


@pages.get("")
@require_actor(*READERS)
def parameters() -> str:
    """Show every parameter in words, by subject."""
    q = words_sought()
    found = [each for each in list_parameters(actor=current_actor(), tools=current_tools()) if _answers(each, q)]
    groups = [(group, [each for each in found if each.name.group == group]) for group in GROUPS]
    shown = [pair for pair in groups if pair[1]]
    return render_template("admin/parameters.html", groups=shown, q=q, regimes=regime_names())


@pages.get("/<key>")
@require_actor(*READERS)
def parameter(key: str) -> str:
    """Show one parameter with its whole history."""
    return _show(key, Draft())


@pages.post("/<key>")
@require_actor(*READERS)
def propose(key: str) -> Response | tuple[str, int]:
    """Propose another value."""
    sent = send("PARAMETER", key=key)
    return (_show(key, sent), UNPROCESSABLE) if isinstance(sent, Draft) else sent


def _show(key: str, draft: Draft) -> str:
    actor, use = current_actor(), current_tools()
    view = get_parameter(key, actor=actor, tools=use)
    return render_template(
        "admin/parameter.html",
        parameter=view,
        question=_question(view),
        draft=draft,
        waiting=list_waiting_about("PARAMETER", key, actor=actor, tools=use),
        authorities=authorities(),
        regimes=regime_names(),
        data_classes=DATA_CLASSES,
        may_ask=may_ask(actor),
        current=next((each for each in view.values if each.state == "NOW" and _is_general(each)), None),
    )


def _is_general(value: object) -> bool:
    return not any(getattr(value, name) for name in ("authority_id", "regime", "data_class"))


def _question(view: ParameterView) -> Question:
    """Return what was asked of a parameter, answered."""
    asked = {name: request.args.get(name, "") for name in ("authority", "regime", "data_class")}
    day = as_date(request.args.get("on", "")) or today()
    ids = {each.code: each.id for each in authorities()}
    reason = explain(
        view,
        on=day,
        authority_id=ids.get(asked["authority"]),
        regime=asked["regime"] or None,
        data_class=asked["data_class"] or None,
    )
    return Question(on=day, **asked, reason=reason)


def _answers(view: ParameterView, q: str) -> bool:
    """Tell whether a parameter is what somebody looks for, by its name in either language or its key."""
    name = view.name
    return all(word.lower() in f"{name.zh} {name.en} {name.key}".lower() for word in q.split())
