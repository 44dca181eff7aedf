"""What the check of a process found, as lines for whoever draws it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.process_findings import Finding, ProcessRefusedError, Severity
from workflow_app.services.process_checks import Report
from workflow_app.web.languages import current_language
from workflow_app.web.process_words import finding_words
from workflow_app.web.wording import run_on

TEST_FAILED = "TEST_FAILED"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words with its remedy, the element it is about, or nothing, and the way to it.

    `table` is the decision table that the element is, where it is one, `name` what the element is called, or empty.
    """

    element: str
    code: str
    severity: str
    words: str
    remedy: str
    path: tuple[str, ...]
    table: str = ""
    name: str = ""

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the process from being published."""
        return self.severity == Severity.ERROR


def finding_lines(findings: Iterable[Finding], report: Report | None = None) -> tuple[FindingLine, ...]:
    """Return the findings in words, in their order; a report lets them name elements, which else go by identifier."""
    lines = ((each, _line(each if report is None else with_names(each, report.names))) for each in findings)
    return tuple(line if report is None else _on_its_way(line, each, report) for each, line in lines)


def with_names(finding: Finding, names: Mapping[str, tuple[str, str]]) -> Finding:
    """Return what a test came to otherwise with its elements called by name; other findings name what they are about.

    What has no name stays as it is.
    """
    if finding.code != TEST_FAILED:
        return finding
    values = {key: _called(value, names) for key, value in finding.values.items()}
    return replace(finding, values=values)


def element_name(element: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Return what an element is called in the language of the page, else in the other, else its identifier."""
    zh, en = names.get(element, ("", ""))
    return (en or zh if current_language() == "en" else zh or en) or element


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


def refusal_groups(refused: RefusedError | None) -> tuple[FindingGroup, ...]:
    """Return what was found where a process was refused for that, in words; nothing of another refusal."""
    return finding_groups(finding_lines(refused.findings)) if isinstance(refused, ProcessRefusedError) else ()


def _called(value: object, names: Mapping[str, tuple[str, str]]) -> object:
    return [element_name(str(each), names) for each in value] if isinstance(value, tuple) else value


def _on_its_way(line: FindingLine, finding: Finding, report: Report) -> FindingLine:
    """Name the element and the way to it; flows are the arrows of a way, and their labels tell none from another."""
    path = tuple(element_name(each, report.names) for each in finding.path if not report.is_flow(each))
    is_named = bool(finding.element) and any(report.names.get(line.element, ())) and not report.is_flow(line.element)
    return replace(line, path=path, name=element_name(line.element, report.names) if is_named else "")


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
