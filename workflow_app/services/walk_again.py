"""A test whose acts no longer fit its draft is walked again: as far as it goes, on by hand, and then as it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.process_tests import ProcessTest, read_test
from workflow_app.domain.process_walks import Act, Does, read_acts
from workflow_app.services.office_grounds import walk_ground
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest
from workflow_app.services.tools import Tools
from workflow_app.services.walks import keep_walk, place_of, read_walk, walk


@dataclass(frozen=True, slots=True)
class HandedTest:
    """The test that a walk puts right: its file, its name, and the acts of it that are still to be done."""

    path: str
    title: str
    rest: tuple[Act, ...]


def take_up(draft_id: str, path: str, *, seen: str, actor: Actor, tools: Tools) -> None:
    """Let a test be somebody's walk through a draft, as far as its acts can be done there; the earlier walk is gone.

    `seen` is the digest of the file that was looked at. Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN or
    FILE_UNKNOWN, ConflictError STALE, RefusedError TEST_UNREADABLE, and what the draft raises that cannot run.
    """
    content = read_draft_file(draft_id, path, actor=actor, tools=tools)
    if digest(content) != seen:
        raise ConflictError("STALE", seen=seen, current=digest(content))
    kept, test = read_walk(draft_id, actor=actor, tools=tools), read_test(content)
    ground = walk_ground(tools)
    walked = walk(kept.key, kept.files, test.acts, ground=ground, tools=tools)
    walked.sandbox.close()
    done = test.acts if walked.stopped_at is None else test.acts[: walked.stopped_at]
    keep_walk(draft_id, done, seen=kept.revision, test_path=path, actor=actor, tools=tools)


def go_on(draft_id: str, *, seen: int, actor: Actor, tools: Tools) -> int:
    """Do what is still to be done of the test in hand, as far as it goes, and return how much of it is left.

    Raises ConflictError STALE or NO_TEST_IN_HAND, RefusedError WALK_TOO_LONG, and where not even the first of it can
    be done, why.
    """
    kept = read_walk(draft_id, actor=actor, tools=tools)
    if kept.revision != seen:
        raise ConflictError("STALE", seen=seen, current=kept.revision)
    test = handed_test(kept.files, kept.test_path, kept.acts)
    if test is None or not test.rest:
        raise ConflictError("NO_TEST_IN_HAND")
    acts = read_acts([each.to_json() for each in (*kept.acts, *test.rest)])
    ground = walk_ground(tools)
    place = place_of(draft_id, kept, ground, actor=actor)
    walked = walk(kept.key, kept.files, acts, place=place, ground=ground, tools=tools)
    walked.sandbox.close()
    came = len(acts) if walked.stopped_at is None else walked.stopped_at
    if walked.error is not None and came <= len(kept.acts):
        raise walked.error
    keep_walk(draft_id, acts[:came], seen=seen, test_path=kept.test_path, actor=actor, tools=tools)
    return len(acts) - came


def handed_test(files: Mapping[str, bytes], path: str | None, acts: tuple[Act, ...]) -> HandedTest | None:
    """Return the test that a walk puts right, or None where there is none, or none that can be read, any more."""
    if path is None or path not in files:
        return None
    try:
        test = read_test(files[path])
    except RefusedError:
        return None
    return HandedTest(path, test.title, _rest(test, acts))


def _rest(test: ProcessTest, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return what a test does after all that a walk has done of it already, in its order, with other acts between."""
    rest = list(test.acts)
    for act in acts:
        done = next((at for at, each in enumerate(rest) if _does(act, each, is_next=at == 0)), None)
        if done is not None:
            del rest[done]
    return tuple(rest)


def _does(act: Act, other: Act, *, is_next: bool) -> bool:
    """Tell whether an act does what another one does, whoever did it and whatever was answered.

    The draft may ask somebody else for a step, or ask for it earlier; time that passes counts only where it stands.
    """
    if act.does in (Does.COMPLETE, Does.MESSAGE):
        return (act.does, act.what) == (other.does, other.what)
    return is_next and act == other
