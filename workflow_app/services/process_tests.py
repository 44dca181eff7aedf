"""Running process tests: each walk is done again in a fresh sandbox, and the first thing that differs is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow_app.domain.errors import DomainError, RefusedError
from workflow_app.domain.process_findings import Finding, ProcessRefusedError
from workflow_app.domain.process_tests import PATH, Expected, ProcessTest, read_test
from workflow_app.domain.process_walks import Act
from workflow_app.services.bundles import content_hash
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.tools import Tools
from workflow_app.services.walk_acts import Patience, perform
from workflow_app.services.walks import enter, why_not


@dataclass(frozen=True, slots=True)
class Differs:
    """The first thing that differs: at which act, counted from 1, what was expected, and what happened.

    `what` is PATH, STATE, STATUS, LETTERS or ACT; of an act that cannot be done, `happened` is the code of why.
    """

    step: int
    what: str
    expected: tuple[str, ...]
    happened: tuple[str, ...]

    @property
    def element(self) -> str | None:
        """Return the element where it shows on the diagram, if there is one."""
        return next(iter((*self.expected, *self.happened)), None) if self.what in ("PATH", "ACT") else None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a test: the elements that it passed, by which ways, and what differs, or nothing.

    `fits` tells whether all its acts can be done; where not, it has to be walked again.
    """

    path: str
    title: str
    passed: tuple[str, ...] = ()
    differs: Differs | None = None
    moved: frozenset[tuple[str, str]] = frozenset()
    unreadable: str = ""
    fits: bool = True

    @property
    def is_green(self) -> bool:
        """Tell whether everything came as it was expected."""
        return self.finding is None

    @property
    def finding(self) -> Finding | None:
        """Return what stands against publishing because of it."""
        if self.unreadable:
            return Finding(None, "TEST_UNREADABLE", {"file": self.path, "detail": self.unreadable})
        if self.differs is None:
            return None
        told = {"expected": self.differs.expected, "happened": self.differs.happened}
        values = {"title": self.title, "step": self.differs.step, "aspect": self.differs.what, **told}
        return Finding(self.differs.element, "TEST_FAILED", values, path=self.passed)


def run_tests(key: str, files: Mapping[str, bytes], *, tools: Tools) -> tuple[Result, ...]:
    """Run every test of a bundle, in the order of their files.

    Where all were green a moment ago they are not run again: on a new installation the same comes to the same. Raises
    ProcessRefusedError or RefusedError where the bundle cannot run.
    """
    known, sandboxes = find_green(key, content_hash(files), tools=tools), tools.sandboxes
    if known is not None:
        return known
    results = tuple(_result(key, files, path, tools) for path in sorted(files) if PATH.fullmatch(path))
    if sandboxes and all(each.is_green for each in results):
        sandboxes.note_green(_named(key, content_hash(files)), results)
    return results


def find_green(key: str, bundle: str, *, tools: Tools) -> tuple[Result, ...] | None:
    """Return what came of the tests of a bundle, by its content hash, where all were green when they were last run."""
    return tools.sandboxes.find_green(_named(key, bundle)) if tools.sandboxes else None


def find_failures(key: str, files: Mapping[str, bytes], *, tools: Tools) -> Iterator[Finding]:
    """Yield a finding for each test that is not green; a bundle that cannot run is told by the check itself."""
    try:
        results = run_tests(key, files, tools=tools)
    except (ProcessRefusedError, RefusedError):
        return
    yield from (each.finding for each in results if each.finding is not None)


def record_test(
    key: str, files: Mapping[str, bytes], acts: tuple[Act, ...], title: str, *, tools: Tools
) -> ProcessTest:
    """Return acts as a test that expects what comes of them now; raises what an act raises that cannot be done."""
    sandbox = enter(key, files, tools=tools)
    try:
        patience, reaches, before = Patience(), [], frozenset[str]()
        for act in acts:
            perform(sandbox, act, patience)
            passed = _passed(sandbox)
            reaches.append(tuple(each for each in passed if each not in before))
            before = frozenset(passed)
        return ProcessTest(title, acts, tuple(reaches), _came_to(sandbox))
    finally:
        sandbox.close()


def _named(key: str, bundle: str) -> str:
    return f"{key} {bundle}"


def _result(key: str, files: Mapping[str, bytes], path: str, tools: Tools) -> Result:
    try:
        test = read_test(files[path])
    except RefusedError as error:
        return Result(path, path, unreadable=str(error.values.get("detail") or error.code))
    sandbox = enter(key, files, tools=tools)
    try:
        differs, fits = _compare(test, sandbox)
        passed = _passed(sandbox) if sandbox.case_id else ()
        return Result(path, test.title, passed, differs, frozenset(sandbox.moved), fits=fits)
    finally:
        sandbox.close()


def _compare(test: ProcessTest, sandbox: Sandbox) -> tuple[Differs | None, bool]:
    """Return the first thing that differs, and whether all acts can be done: that is tried to the end all the same."""
    patience, before, found = Patience(), frozenset[str](), None
    for number, (act, expected) in enumerate(zip(test.acts, test.reaches, strict=True), 1):
        try:
            perform(sandbox, act, patience)
        except DomainError as error:
            told = why_not(sandbox, error)
            return found or Differs(number, "ACT", (act.what,) if act.what else (), (told.code,)), False
        passed = _passed(sandbox)
        found = found or _went_otherwise(number, expected, tuple(each for each in passed if each not in before))
        before = frozenset(passed)
    return found or _ends_otherwise(len(test.acts), test.expected, _came_to(sandbox)), True


def _went_otherwise(step: int, expected: tuple[str, ...], happened: tuple[str, ...]) -> Differs | None:
    if expected == happened:
        return None
    same = next((at for at, pair in enumerate(zip(expected, happened, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(expected), len(happened)) if same is None else same
    return Differs(step, "PATH", expected[at : at + 1], happened[at : at + 1])


def _ends_otherwise(step: int, expected: Expected, happened: Expected) -> Differs | None:
    if expected.state != happened.state:
        return Differs(step, "STATE", (expected.state,), (happened.state,))
    if expected.status != happened.status:
        return Differs(step, "STATUS", (expected.status,), (happened.status,))
    if expected.letters != happened.letters:
        return Differs(step, "LETTERS", expected.letters, happened.letters)
    return None


def _passed(sandbox: Sandbox) -> tuple[str, ...]:
    """Return the elements that the case has entered so far, each once, in that order."""
    with sandbox.tools.database.read() as unit:
        return tuple(unit.cases.get(sandbox.case_id).case.passed)


def _came_to(sandbox: Sandbox) -> Expected:
    with sandbox.tools.database.read() as unit:
        case = unit.cases.get(sandbox.case_id).case
        letters = tuple(each.kind for each in unit.letters.of_cases([case.id]))
    return Expected(case.state, case.status, letters)
