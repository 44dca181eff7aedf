"""A denial of the gate as the refusal that callers of a case know: the code and values of its first reason."""

from workflow_app.domain.errors import ConflictError, DomainError, RefusedError
from workflow_app.domain.gate import Outcome
from workflow_app.services.gate_facts import Judged

CONFLICTS = frozenset({"RECORD_HAS_OPEN_CASE"})
"""Reasons that say that another thing stands in the way, not a rule."""


class GateRefusedError(Exception):
    """The gate said no: what it judged, and the error that tells it to who asked."""

    def __init__(self, judged: Judged, error: DomainError) -> None:
        super().__init__(error.code)
        self.judged = judged
        self.error = error


def refuse_denied(judged: Judged) -> None:
    """Raise GateRefusedError where the verdict is no; what a person must look at does not stop anybody."""
    if judged.verdict.outcome is not Outcome.DENY:
        return
    first = judged.verdict.reasons[0]
    error_class = ConflictError if first.code in CONFLICTS else RefusedError
    raise GateRefusedError(judged, error_class(first.code, **first.values))
