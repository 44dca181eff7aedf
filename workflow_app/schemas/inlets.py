"""What is entered because it happened outside: results of appeals, and what became of a subject."""

import re
from decimal import Decimal

from marshmallow import ValidationError, fields

from workflow_app.domain.inlets import AppealResult, SubjectStatus
from workflow_app.domain.severity import PenaltyType
from workflow_app.schemas.inputs import Day, Input, Text
from workflow_app.schemas.outputs import Instant, Output, identifier

_YUAN = r"[0-9]{1,12}(\.[0-9]{1,2})?"


class Yuan(fields.String):
    """An amount in yuan as a decimal string, never below zero."""

    default_error_messages = {"required": "REQUIRED", "null": "REQUIRED", "invalid": "INVALID_NUMBER"}  # noqa: RUF012 - marshmallow's own name

    def __init__(self, **kwargs: object) -> None:
        super().__init__(metadata={"pattern": f"^{_YUAN}$", "example": "20000.00"}, **kwargs)  # type: ignore[arg-type] # marshmallow's own options

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> Decimal:  # type: ignore[override] # money inside
        del attr, data, kwargs
        if not isinstance(value, str) or not re.fullmatch(_YUAN, value):
            raise ValidationError("INVALID_NUMBER")
        return Decimal(value)


class AppealBody(Input):
    """What came of an appeal; what a varied decision says anew is given, the rest stays."""

    result = Text(required=True, words=tuple(each.value for each in AppealResult))
    decided_on = Day(required=True, metadata={"description": "The day of the document; of a pending one, its filing"})
    document_no = Text(required=True, longest=200, shortest=1)
    fine = Yuan(load_default=None, allow_none=True)
    decision = Text(longest=2000, load_default=None, allow_none=True)
    penalty_types = fields.List(Text(words=tuple(each.value for each in PenaltyType)), load_default=list)


class AppealSchema(Output):
    """What was registered of an appeal."""

    id = identifier()
    record_id = identifier()
    result = fields.String()
    decided_on = fields.Date()
    document_no = fields.String()
    withdraw_by = fields.Date(allow_none=True, metadata={"description": "The last day a revoked record may be shown"})
    record_status = fields.String()
    record_version = fields.Integer()
    case_id = fields.String(allow_none=True, metadata={"format": "uuid", "description": "The case that learns of it"})
    registered_at = Instant()


class StatusBody(Input):
    """What became of a subject."""

    status = Text(required=True, words=tuple(each.value for each in SubjectStatus))
    on = Day(required=True)
    document_no = Text(required=True, longest=200, shortest=1)
    name = Text(longest=200, load_default=None, allow_none=True, metadata={"description": "The new name, if RENAMED"})
    successor_uscc = Text(
        longest=18,
        load_default=None,
        allow_none=True,
        metadata={"description": "Who follows, if MERGED or SPLIT"},
    )


APPEAL = AppealSchema()
