"""What the service knows already of an answer: filled in beforehand, for the person to look at and to change."""

from collections.abc import Mapping
from typing import Any

from workflow_app.domain.actors import Actor
from workflow_app.domain.earlier_answers import SUPPLIED, with_supplied
from workflow_app.domain.time import local_date
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools
from workflow_app.services.trainings import certificates_for

CERTIFICATE, SIGNER, EARLIER = "training_certificate", "signer_role", "earlier_answer"
"""What a form may ask to be filled in beforehand: the number of a certificate, as what the account acts, and what a
correction stands for, as it was answered before."""


def filled_in(
    unit: UnitOfWork,
    rows: CaseRows,
    form: Mapping[str, Any],
    values: Mapping[str, object],
    earlier: Mapping[str, object],
    *,
    actor: Actor,
    tools: Tools,
) -> dict[str, object]:
    """Return the answers with what is known put where nothing was said yet; what was emptied stays empty."""
    filled = dict(values)
    for each in form.get("components", ()):
        key, wanted = each.get("key"), _suggests(each)
        if key is None or key in values:
            continue
        known: object = None
        if wanted == EARLIER:
            known = with_supplied(earlier).get(key.removeprefix(SUPPLIED))
        elif wanted == CERTIFICATE:
            known = _certificate(unit, rows, tools)
        elif wanted == SIGNER:
            known = _acts_as(unit, rows, actor, tools)
        if known is not None:
            filled[key] = known
    return filled


def _certificate(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> str | None:
    if rows.case.record_id is None:
        return None
    found = certificates_for(unit, unit.records.get(rows.case.record_id).record, tools=tools)
    return found[0].number if found else None


def _acts_as(unit: UnitOfWork, rows: CaseRows, actor: Actor, tools: Tools) -> str | None:
    """Return as what an account acts for the subject of a case; None where it does not, or only for a successor."""
    today = local_date(tools.clock.now())
    found = unit.accounts.find_authorisation(actor.id, rows.case.subject_id, today=today)
    return found.kind if found is not None else None


def _suggests(component: Mapping[str, Any]) -> object:
    return (component.get("properties") or {}).get("suggests")
