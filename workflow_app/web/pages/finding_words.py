"""What the check of a process found, as lines for whoever draws it."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.domain.process_findings import Finding, Severity
from workflow_app.web.languages import current_language
from workflow_app.web.process_words import finding_words
from workflow_app.web.wording import run_on


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words with its remedy, the element it is about, or nothing, and the way to it.

    `table` is the decision table that the element is, where it is one.
    """

    element: str
    code: str
    severity: str
    words: str
    remedy: str
    path: tuple[str, ...]
    table: str = ""

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the process from being published."""
        return self.severity == Severity.ERROR


def finding_lines(findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Return the findings in words, in their order."""
    return tuple(_line(each) for each in findings)


def findings_text(findings: Iterable[Finding]) -> str:
    """Return the findings with their remedies as one text."""
    return run_on(*(part for each in finding_lines(findings) for part in (each.words, each.remedy)))


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What is found in the same words at several elements, or at one; said once."""

    line: FindingLine
    places: tuple[FindingLine, ...]


def finding_groups(lines: Iterable[FindingLine]) -> tuple[FindingGroup, ...]:
    """Return findings of the same words together, where the first of them stands; one with a way to it stays alone."""
    found: dict[tuple[object, ...], list[FindingLine]] = {}
    for each in lines:
        apart = each.element if each.path else ""
        found.setdefault((each.severity, each.words, each.remedy, each.path, apart), []).append(each)
    return tuple(FindingGroup(each[0], tuple(each)) for each in found.values())


def _line(finding: Finding) -> FindingLine:
    said = finding_words(finding, current_language())
    return FindingLine(
        finding.element or "",
        finding.code,
        finding.severity.value,
        said.sentence,
        said.remedy,
        tuple(finding.path),
        table=finding.element if finding.element and finding.values.get("table") == finding.element else "",
    )
