"""What the engine raises; every code is stable, nothing here is a sentence for people."""

from workflow_app.domain.process_findings import Finding, ProcessRefusedError

__all__ = ["ExpressionError", "Finding", "ProcessError", "ProcessRefusedError", "StepFailedError"]


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
