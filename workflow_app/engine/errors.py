"""What the engine raises; every code is stable, nothing here is a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a process or an expression is refused: the element it is about, a code, its values."""

    element: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class ProcessRefusedError(Exception):
    """A diagram that the engine will not run; `findings` names every reason that was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(sorted({finding.code for finding in findings})))
        self.findings = findings


class StepFailedError(Exception):
    """A step that cannot go on and must become an incident; the state of before stays valid.

    `detail` names things (a variable, a class of error), never what a person typed.
    """

    def __init__(self, element: str | None, code: str, detail: str = "") -> None:
        super().__init__(f"{code} at {element}: {detail}")
        self.element = element
        self.code = code
        self.detail = detail


class ProcessError(Exception):
    """A BPMN error: an operation raises it, and the error boundary event of that code catches it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ExpressionError(Exception):
    """An expression that is refused (at save) or cannot be computed (at run)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
