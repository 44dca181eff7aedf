"""The tests of a draft: walks that were kept, run when asked, and how much of the process they pass."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.domain.process_tests import LONGEST_TITLE, PATH, new_path, read_test
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.process_draft_views import draft_bundle, read_draft_file
from workflow_app.services.process_drafting import digest, remove_file, save_file
from workflow_app.services.process_tests import Result, record_test, run_tests
from workflow_app.services.tools import Tools
from workflow_app.services.walks import read_walk

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
    """What came of all tests of a draft, and which elements they pass; `left_out` names the others.

    Both are in the order of the process, `names` are what the draft calls its elements.
    """

    results: tuple[Result, ...]
    passed: tuple[str, ...]
    left_out: tuple[str, ...]
    names: Mapping[str, tuple[str, str]]


def list_tests(draft_id: str, *, actor: Actor, tools: Tools) -> tuple[KeptTest, ...]:
    """Return the tests of a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    _, files = draft_bundle(draft_id, actor=actor, tools=tools)
    return tuple(_show(path, files[path]) for path in sorted(files) if PATH.fullmatch(path))


def keep_test(draft_id: str, title: str, *, seen: int, actor: Actor, tools: Tools) -> str:
    """Keep somebody's walk as a test that expects what came of it, and return its place.

    `seen` is the walk as it was looked at. Raises InvalidError on the title, ConflictError STALE, WALK_EMPTY or
    DRAFT_CLOSED, and what an act raises that cannot be done any more.
    """
    said = _title(title)
    kept = read_walk(draft_id, actor=actor, tools=tools)
    if kept.revision != seen:
        raise ConflictError("STALE", seen=seen, current=kept.revision)
    if not kept.acts:
        raise ConflictError("WALK_EMPTY")
    test = record_test(kept.key, kept.files, kept.acts, said, tools=tools)
    path = new_path(kept.files)
    save_file(draft_id, path, test.to_bytes(), seen="", actor=actor, tools=tools)
    return path


def name_test(draft_id: str, path: str, title: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Call a test something else; raises as `save_file`, RefusedError TEST_UNREADABLE, InvalidError on the title."""
    said = _title(title)
    test = read_test(read_draft_file(draft_id, path, actor=actor, tools=tools))
    save_file(draft_id, path, replace(test, title=said).to_bytes(), seen=seen, actor=actor, tools=tools)


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
    elements = tools.processes.get(content_hash(files), lambda: pack(files)).compiled.elements
    results = run_tests(key, files, tools=tools)
    passed = {element for each in results for element in each.passed}
    return Run(
        results=results,
        passed=tuple(each for each in elements if each in passed),
        left_out=tuple(each for each in elements if each not in passed),
        names={name: (each.name, each.name_en) for name, each in elements.items()},
    )


def _show(path: str, content: bytes) -> KeptTest:
    try:
        test = read_test(content)
    except RefusedError:
        return KeptTest(path, path, 0, digest(content))
    return KeptTest(path, test.title, len(test.acts), digest(content))


def _title(title: str) -> str:
    said = " ".join(title.split())
    if not said or len(said) > LONGEST_TITLE:
        code = "TOO_LONG" if said else "REQUIRED"
        raise InvalidError(FieldError(TITLE, code, {"maximum": LONGEST_TITLE} if said else {}))
    return said
