"""How a draft stands part by part: structure, settings, letters and process tests, as far as each was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.domain.finding_areas import Area, area_of
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_findings import Finding, Severity
from workflow_app.domain.process_tests import PATH
from workflow_app.services.process_draft_views import DraftPage
from workflow_app.services.process_tests import find_green
from workflow_app.services.tools import Tools

STOPPING = frozenset({DraftStatus.SUBMITTED, DraftStatus.PUBLISHED})
"""What a draft reached only with all its tests green; its content is the same since."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one part stands: errors and hints, or that it was not looked at yet; of tests also how many there are."""

    area: Area
    errors: int
    hints: int
    is_known: bool
    tests: int = 0


def standings(page: DraftPage, findings: Iterable[Finding], *, explored: bool, tools: Tools) -> tuple[Standing, ...]:
    """Return how each part of a draft stands by what a check found.

    `explored` tells whether the diagram could be read, so that the parts that hang on it were looked at. Tests are not
    run for this: they are green where they were with these very files.
    """
    found = tuple(findings)
    return (
        _standing(Area.STRUCTURE, found, is_known=True),
        _standing(Area.PARTS, found, is_known=explored),
        _standing(Area.LETTERS, found, is_known=explored),
        _of_tests(page, found, tools),
    )


def _standing(area: Area, found: Iterable[Finding], *, is_known: bool) -> Standing:
    severities = [each.severity for each in found if area_of(each.code) is area]
    errors = severities.count(Severity.ERROR)
    return Standing(area, errors, len(severities) - errors, is_known or bool(severities))


def _of_tests(page: DraftPage, found: tuple[Finding, ...], tools: Tools) -> Standing:
    count = sum(bool(PATH.fullmatch(each.path)) for each in page.files)
    draft = page.draft
    is_green = draft.status in STOPPING or find_green(draft.key, draft.content_hash, tools=tools) is not None
    red = _standing(Area.TESTS, found, is_known=is_green)
    return Standing(Area.TESTS, red.errors, 0, red.is_known, count)
