"""What a check found about a process: a code, the element, values and a way that shows it; never a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.domain.errors import RefusedError


class Severity(StrEnum):
    """Whether a finding keeps a process from being published."""

    ERROR = "ERROR"
    WARNING = "WARNING"


WARNINGS = frozenset(
    {
        "ANSWER_REPLACED",
        "DECISION_UNUSED",
        "FORM_UNUSED",
        "LETTER_UNUSED",
        "LIMITS_NOT_HELD",
        "LIMIT_UNUSED",
        "MESSAGE_UNUSED",
        "NAME_OF_TASK",
        "ONE_PERSON_DOES_BOTH",
        "PLACEHOLDER_UNUSED",
        "STATE_UNUSED",
        "VALUE_NEVER_CHOSEN",
    }
)
"""Codes that stop nothing; every other one does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a process or an expression: the element it is about, a code, its values.

    `path` are the elements and flows of a shortest way from the start to where it goes wrong, where it is about
    behaviour.
    """

    element: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Say whether it keeps the process from being published."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR


class ProcessRefusedError(RefusedError):
    """A process that is not run or not published; `findings` names every reason that was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        codes = sorted({finding.code for finding in findings})
        super().__init__("PROCESS_REFUSED", codes=", ".join(codes))
        self.args = (", ".join(codes),)
        self.findings = findings


def refuse(findings: Iterable[Finding]) -> None:
    """Raise ProcessRefusedError for the findings that are errors; warnings stop nothing."""
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    if errors:
        raise ProcessRefusedError(errors)
