"""What stands against a change set, as lines under the part that each is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.domain.change_sets import SetFinding
from workflow_app.web.pages.finding_words import finding_lines
from workflow_app.web.pages.matter_labels import label_of
from workflow_app.web.sentences import sentence


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in words, and what to do about it."""

    words: str
    remedy: str
    stops: bool
    code: str


def shown_findings(findings: Iterable[SetFinding]) -> tuple[ShownFinding, ...]:
    """Return findings in words, what stops first."""
    return tuple(sorted((_shown(each) for each in findings), key=lambda each: not each.stops))


def _shown(found: SetFinding) -> ShownFinding:
    if found.finding is not None:
        (line,) = finding_lines([found.finding])
        return ShownFinding(line.words, line.remedy, found.stops, found.code)
    said = sentence(found.code, found.values)
    if found.error is not None:
        return ShownFinding(f"{label_of(found.error.field)}: {said}", "", found.stops, found.code)
    return ShownFinding(said, "", found.stops, found.code)
