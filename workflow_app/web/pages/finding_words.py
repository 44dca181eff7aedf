"""What the check of a process found, as sentences for whoever draws it."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.domain.process_findings import Finding
from workflow_app.web.sentences import sentence


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words, and the element it is about, empty where it is about none."""

    element: str
    code: str
    words: str


def finding_lines(findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Return the findings in words, in their order."""
    return tuple(FindingLine(each.element or "", each.code, sentence(each.code, each.values)) for each in findings)
