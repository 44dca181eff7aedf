"""What the check of a process found, as a command prints it: sentences for people, one document for programs."""

from collections.abc import Iterator

import click

from workflow_app.cli.endings import answer
from workflow_app.domain.process_findings import Finding
from workflow_app.services.process_checks import Report
from workflow_app.web.process_words import FindingWriter

LANGUAGE = click.option(
    "--language", type=click.Choice(("zh", "en")), default="en", show_default=True, help="Of the sentences."
)
HEADS = {
    "zh": {"ERROR": "错误", "WARNING": "提醒", "remedy": "处理", "way": "路径", "passed": "通过", "failed": "未通过"},
    "en": {
        "ERROR": "Error",
        "WARNING": "Note",
        "remedy": "Do",
        "way": "Way",
        "passed": "passed",
        "failed": "not passed",
    },
}
ARROW = " → "


def show_report(report: Report, language: str, *, as_json: bool) -> None:
    """Print what the check found, for people or for programs."""
    answer(_document(report, language), as_json=as_json, text="\n".join(_lines(report, language)))


def _document(report: Report, language: str) -> dict[str, object]:
    writer = FindingWriter()
    return {
        "process": report.key,
        "passed": report.passed,
        "findings": [_finding(each, report, writer, language) for each in report.findings],
    }


def _finding(finding: Finding, report: Report, writer: FindingWriter, language: str) -> dict[str, object]:
    written = writer.write(finding, language)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "element": finding.element,
        "name": report.name_of(finding.element, language),
        "values": dict(finding.values),
        "path": list(finding.path),
        "sentence": written.sentence,
        "remedy": written.remedy,
    }


def _lines(report: Report, language: str) -> Iterator[str]:
    """Yield the lines that a person reads: the verdict, then each finding with where, what and what to do."""
    head, writer = HEADS[language], FindingWriter()
    notes = len(report.findings) - len(report.errors)
    verdict = head["passed" if report.passed else "failed"]
    yield f"{report.key or '—'}: {verdict} ({head['ERROR']}: {len(report.errors)}, {head['WARNING']}: {notes})"
    for finding in report.findings:
        written = writer.write(finding, language)
        name = report.name_of(finding.element, language)
        place = f"  {finding.element} {name}".rstrip() if finding.element else ""
        yield ""
        yield f"{head[finding.severity.value]}  {finding.code}{place}"
        yield f"  {written.sentence}"
        yield f"  {head['remedy']}: {written.remedy}"
        if finding.path:
            yield f"  {head['way']}: {ARROW.join(_way(finding, report, language))}"


def _way(finding: Finding, report: Report, language: str) -> Iterator[str]:
    """Yield the elements on the way to a finding by name, those without one by id; flows are the arrows."""
    for each in finding.path:
        if each in report.names and not report.is_flow(each):
            yield report.name_of(each, language) or each
