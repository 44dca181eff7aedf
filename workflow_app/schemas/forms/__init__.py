"""A form document (form-js shape) becomes a check: `build_schema` its shape, `MarshmallowFormCheck` all of it."""

from workflow_app.schemas.forms.builder import build_schema
from workflow_app.schemas.forms.check import MarshmallowFormCheck
from workflow_app.schemas.forms.document import Access, FieldKind, FormField, read_form
from workflow_app.schemas.forms.samples import sample_answers
from workflow_app.schemas.forms.submission import read_submission

__all__ = [
    "Access",
    "FieldKind",
    "FormField",
    "MarshmallowFormCheck",
    "build_schema",
    "read_form",
    "read_submission",
    "sample_answers",
]
