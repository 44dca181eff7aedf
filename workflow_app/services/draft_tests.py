"""The tests of a draft: walks that were kept, run when asked, and how much of the process they pass."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.domain.process_tests import LONGEST_TITLE, PATH, new_path, read_test
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.office_grounds import walk_ground
from workflow_app.services.process_draft_views import draft_bundle, read_draft_file
from workflow_app.services.process_drafting import digest, remove_file, save_file
from workflow_app.services.process_tests import Result, record_test, run_tests
from workflow_app.services.tools import Tools
from workflow_app.services.walk_again import HandedTest, handed_test
from workflow_app.services.walks import Kept, read_walk, walk

TITLE = "/test-title"


@dataclass(frozen=True, slots=True)
class KeptTest:
    """A test as a file of a draft; one that cannot be read is called by its place, and has no steps."""

    path: str
    title: str
    steps: int
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """What came of all tests of a draft, and which elements and flows they pass; `left_out` names the others.

    All are in the order of the process, `names` are what the draft calls its elements; a flow is told by its ends.
    """

    results: tuple[Result, ...]
    passed: tuple[str, ...]
    left_out: tuple[str, ...]
    flows: Mapping[str, tuple[str, str]]
    flows_passed: tuple[str, ...]
    names: Mapping[str, tuple[str, str]]


def list_tests(draft_id: str, *, actor: Actor, tools: Tools) -> tuple[KeptTest, ...]:
    """Return the tests of a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    _, files = draft_bundle(draft_id, actor=actor, tools=tools)
    return tuple(_show(path, files[path]) for path in sorted(files) if PATH.fullmatch(path))


def keep_test(
    draft_id: str,
    title: str,
    *,
    seen: int,
    actor: Actor,
    tools: Tools,
    in_place_of: str | None = None,
    without: int = 0,
) -> str:
    """Keep somebody's walk as a test that expects what came of it, and return its place.

    `seen` is the walk as it was looked at, `in_place_of` the test that it puts right, whose name stays, and `without`
    how many of its acts are knowingly left out. Raises InvalidError on the title, ConflictError STALE, WALK_EMPTY,
    NO_TEST_IN_HAND, TEST_ACTS_LEFT or DRAFT_CLOSED, RefusedError TEST_ELSEWHERE where it comes to something else by the
    rules of a new installation, and what an act raises that cannot be done any more.
    """
    kept = read_walk(draft_id, actor=actor, tools=tools)
    if kept.revision != seen:
        raise ConflictError("STALE", seen=seen, current=kept.revision)
    if not kept.acts:
        raise ConflictError("WALK_EMPTY")
    old = _put_right(kept, in_place_of, without) if in_place_of else None
    said = old.title if old else _title(title)
    test = record_test(kept.key, kept.files, kept.acts, said, tools=tools)
    if _came_here(kept, tools=tools) != (test.expected.state, {each for reached in test.reaches for each in reached}):
        raise RefusedError("TEST_ELSEWHERE")
    path = old.path if old else new_path(kept.files)
    before = digest(kept.files[path]) if old else ""
    save_file(draft_id, path, test.to_bytes(), seen=before, actor=actor, tools=tools)
    return path


def name_test(draft_id: str, path: str, title: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Call a test something else; raises as `save_file`, RefusedError TEST_UNREADABLE, InvalidError on the title."""
    said = _title(title)
    test = read_test(read_draft_file(draft_id, path, actor=actor, tools=tools))
    save_file(draft_id, path, replace(test, title=said).to_bytes(), seen=seen, actor=actor, tools=tools)


def renew_test(draft_id: str, path: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Let a test expect what comes of its acts now, because the draft is right as it is.

    Raises as `save_file`, RefusedError TEST_UNREADABLE, and what an act raises that cannot be done any more.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    test = read_test(read_draft_file(draft_id, path, actor=actor, tools=tools))
    renewed = record_test(key, files, test.acts, test.title, tools=tools)
    save_file(draft_id, path, renewed.to_bytes(), seen=seen, actor=actor, tools=tools)


def remove_test(draft_id: str, path: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Remove a test; raises as `remove_file`, and RefusedError BUNDLE_PATH for what is no test."""
    if not PATH.fullmatch(path):
        raise RefusedError("BUNDLE_PATH", path=path[:100])
    remove_file(draft_id, path, seen=seen, actor=actor, tools=tools)


def run_draft_tests(draft_id: str, *, actor: Actor, tools: Tools) -> Run:
    """Run all tests of a draft.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN, ProcessRefusedError or RefusedError where the draft cannot run.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    compiled = tools.processes.get(content_hash(files), lambda: pack(files)).compiled
    elements, flows = compiled.elements, compiled.flows
    results = run_tests(key, files, tools=tools)
    passed = {element for each in results for element in each.passed}
    moved = {way for each in results for way in each.moved}
    return Run(
        results=results,
        passed=tuple(each for each in elements if each in passed),
        left_out=tuple(each for each in elements if each not in passed),
        flows=flows,
        flows_passed=tuple(each for each, ends in flows.items() if ends in moved),
        names={name: (each.name, each.name_en) for name, each in elements.items()},
    )


def _put_right(kept: Kept, path: str, without: int) -> HandedTest:
    """Return the test that a walk takes the place of; what it leaves out of it was looked at and agreed to."""
    old = handed_test(kept.files, kept.test_path, kept.acts)
    if old is None or old.path != path:
        raise ConflictError("NO_TEST_IN_HAND")
    if len(old.rest) != without:
        raise ConflictError("TEST_ACTS_LEFT", count=len(old.rest))
    return old


def _show(path: str, content: bytes) -> KeptTest:
    try:
        test = read_test(content)
    except RefusedError:
        return KeptTest(path, path, 0, digest(content))
    return KeptTest(path, test.title, len(test.acts), digest(content))


def _came_here(kept: Kept, *, tools: Tools) -> tuple[str, set[str]]:
    """Return the state to which a walk came by the rules of this office, and the elements it entered."""
    walked = walk(kept.key, kept.files, kept.acts, ground=walk_ground(tools), tools=tools)
    try:
        if walked.error is not None:
            raise walked.error
        with walked.sandbox.tools.database.read() as unit:
            case = unit.cases.get(walked.sandbox.case_id).case
            return case.state, set(case.passed)
    finally:
        walked.sandbox.close()


def _title(title: str) -> str:
    said = " ".join(title.split())
    if not said or len(said) > LONGEST_TITLE:
        code = "TOO_LONG" if said else "REQUIRED"
        raise InvalidError(FieldError(TITLE, code, {"maximum": LONGEST_TITLE} if said else {}))
    return said
