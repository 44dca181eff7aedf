"""What came of the tests of a draft, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.services.draft_tests import Run
from workflow_app.services.process_tests import Result
from workflow_app.web.languages import current_language
from workflow_app.web.pages.finding_words import element_name, with_names
from workflow_app.web.process_words import finding_words
from workflow_app.web.wording import run_on


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A test that was run: whether it is green, what differs with the element that it shows at, and what helps.

    `fits` tells whether all its acts can be done; where not, it has to be walked again.
    """

    is_green: bool
    element: str
    words: str
    fits: bool


@dataclass(frozen=True, slots=True)
class RunLines:
    """What came of every test by its place, what all of them pass, and what none of them does, by name.

    Flows are told beside elements: from which to which.
    """

    by_path: Mapping[str, ResultLine]
    passed: tuple[str, ...]
    count: int
    left_out: tuple[str, ...]
    flows_passed: tuple[str, ...]
    flows_count: int
    flows_left_out: tuple[str, ...]
    red: int


def run_lines(run: Run) -> RunLines:
    """Return what came of the tests."""
    by_path = {each.path: _line(each, run) for each in run.results}
    return RunLines(
        by_path,
        run.passed,
        len(run.passed) + len(run.left_out),
        tuple(element_name(each, run.names) for each in run.left_out),
        run.flows_passed,
        len(run.flows),
        tuple(
            f"{element_name(source, run.names)} → {element_name(target, run.names)}"
            for flow, (source, target) in run.flows.items()
            if flow not in run.flows_passed
        ),
        sum(not each.is_green for each in run.results),
    )


def _line(result: Result, run: Run) -> ResultLine:
    finding = result.finding
    if finding is None:
        return ResultLine(is_green=True, element="", words="", fits=True)
    words = finding_words(with_names(finding, run.names), current_language())
    said = run_on(words.sentence, words.remedy)
    return ResultLine(is_green=False, element=finding.element or "", words=said, fits=result.fits)
