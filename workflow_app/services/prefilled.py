"""What the service knows already of an answer: filled in beforehand, for the person to look at and to change."""

from collections.abc import Mapping
from typing import Any

from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools
from workflow_app.services.trainings import certificates_for

CERTIFICATE = "training_certificate"


def filled_in(
    unit: UnitOfWork, rows: CaseRows, form: Mapping[str, Any], values: Mapping[str, object], tools: Tools
) -> dict[str, object]:
    """Return the answers with what is known put where nothing was said yet; what was emptied stays empty."""
    keys = [str(each["key"]) for each in form.get("components", ()) if _suggests(each) == CERTIFICATE]
    missing = [key for key in keys if key not in values]
    if not missing or rows.case.record_id is None:
        return dict(values)
    found = certificates_for(unit, unit.records.get(rows.case.record_id).record, tools=tools)
    known = dict.fromkeys(missing, found[0].number) if found else {}
    return {**values, **known}


def _suggests(component: Mapping[str, Any]) -> object:
    return (component.get("properties") or {}).get("suggests")
