"""The visible tables agree with the diagrams, files and code they stand for, in both directions."""

import re
from pathlib import Path

import clock_process
import permit_process

from workflow_app.domain.process_facts import read_facts
from workflow_app.domain.resources import find
from workflow_app.engine import compile_process
from workflow_app.operations import OPERATIONS
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.due_kinds import KINDS

PACKAGE = Path(__file__).parents[2] / "workflow_app"


def bundles() -> dict[str, dict[str, bytes]]:
    return {
        folder.name: bundle_files(folder) for folder in find("bpmn").iterdir() if (folder / "process.toml").is_file()
    }


def test_every_operation_is_named_by_a_diagram_of_ours_or_of_a_trial_and_every_name_is_an_operation() -> None:
    trials = {clock_process.KEY: clock_process.bundle(), "trial_of_permits": permit_process.bundle("trial_of_permits")}
    known = bundles() | trials
    named = {
        element.operation
        for key, files in known.items()
        for element in compile_process(key, files).elements.values()
        if element.operation
    }
    assert named == set(OPERATIONS)


def test_every_operation_stands_in_a_file_of_its_own_kind() -> None:
    files = {path.stem for path in (PACKAGE / "operations").glob("*.py")} - {"__init__"}
    assert {operation.__module__.rpartition(".")[2] for operation in OPERATIONS.values()} == files


def test_every_kind_of_due_work_is_left_by_somebody_and_nobody_leaves_another() -> None:
    code = "\n".join(
        path.read_text()
        for folder in ("repositories", "services", "operations")
        for path in (PACKAGE / folder).glob("*.py")
    )
    left = set(re.findall(r'(?:\bleave|\bdue)\(\s*"([a-z_]+)"', code)) | set(re.findall(r'kind="([a-z_]+)"', code))
    left |= set(re.findall(r'^(?:CHECKPOINT|(?:[A-Z]+_)?KIND) = "([a-z_]+)"', code, re.MULTILINE))
    assert left == set(KINDS)


def test_the_clocks_of_a_process_are_tied_to_elements_and_timers_to_clocks() -> None:
    for key, files in bundles().items():
        facts, elements = read_facts(files["process.toml"]), compile_process(key, files).elements
        for clock in facts.clocks:
            assert {*clock.starts, *clock.stops, *clock.pauses, *clock.resumes} <= set(elements)
        clocks = {clock.key for clock in facts.clocks}
        assert {element.clock for element in elements.values() if element.clock} <= clocks
