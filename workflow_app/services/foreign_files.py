"""Answers name files only of their own case."""

from collections.abc import Mapping
from typing import Any

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork


def refuse_foreign_files(
    unit: UnitOfWork, rows: CaseRows, form: Mapping[str, Any], values: Mapping[str, object]
) -> None:
    """Refuse a file that was not uploaded to this case."""
    files = {
        each["key"]: str(values[each["key"]])
        for each in form.get("components", ())
        if each.get("type") == "filepicker" and values.get(each.get("key"))
    }
    if not files:
        return
    known = unit.documents.known_in(rows.case.id, list(files.values()))
    wrong = [FieldError(f"/values/{key}", "INVALID_DOCUMENT") for key, value in files.items() if value not in known]
    if wrong:
        raise InvalidError(*wrong)
