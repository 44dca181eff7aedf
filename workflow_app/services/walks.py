"""Walking a case through a draft: in a sandbox, by the services that real cases go by.

What is kept are the acts of each person; the sandbox is made anew from them whenever it is not at hand, so that a walk
survives a restart, and another worker of the service goes on with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.errors import ConflictError, DomainError, RefusedError, StepRefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.process_walks import Act, read_acts
from workflow_app.domain.seeds.walk_cast import WALK_START
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessWalk
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, unpack
from workflow_app.services.draft_loading import refuse_what_cannot_run
from workflow_app.services.loaded import HALF_WRITTEN
from workflow_app.services.office_grounds import walk_ground
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.sandbox_grounds import NEW_INSTALLATION, Ground
from workflow_app.services.sandbox_seeding import people_of
from workflow_app.services.sandboxes import Sandbox, Sandboxes
from workflow_app.services.tools import Tools
from workflow_app.services.walk_acts import Patience, perform


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a walk: the files of the draft as they are now, the acts, and how often these changed.

    `test_path` is the test that it puts right, if it does.
    """

    key: str
    files: Mapping[str, bytes]
    acts: tuple[Act, ...]
    revision: int
    test_path: str | None = None


@dataclass(frozen=True, slots=True)
class Walked:
    """A sandbox in which acts were done; where one could not be, which one counted from 0, and why."""

    sandbox: Sandbox
    stopped_at: int | None = None
    error: DomainError | None = None


def read_walk(draft_id: str, *, actor: Actor, tools: Tools) -> Kept:
    """Return what is kept of somebody's walk through a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        draft = unit.process_drafts.get(draft_id)
        row = unit.process_walks.find(draft.id, actor.id)
        acts, revision, test = (read_acts(row.acts), row.revision, row.test_path) if row else ((), 0, None)
    return Kept(draft.key, unpack(draft.bundle), acts, revision, test)


def walk_on(draft_id: str, act: Act, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Do one more act in the sandbox and keep it.

    Raises ConflictError STALE, RefusedError WALK_ACT or WALK_TOO_LONG, and what the act itself or the draft raises;
    then nothing is kept of it.
    """
    kept = read_walk(draft_id, actor=actor, tools=tools)
    _refuse_stale(kept.revision, seen)
    acts = read_acts([each.to_json() for each in (*kept.acts, act)])
    ground = walk_ground(tools)
    place = place_of(draft_id, kept, ground, actor=actor)
    walked = walk(kept.key, kept.files, acts, place=place, ground=ground, tools=tools)
    if walked.error is not None:
        walked.sandbox.close()
        raise walked.error
    _sandboxes(tools).keep(place, walked.sandbox)
    keep_walk(draft_id, acts, seen=seen, test_path=kept.test_path, actor=actor, tools=tools)


def place_of(draft_id: str, kept: Kept, ground: Ground, *, actor: Actor) -> tuple[str, str]:
    """Return by what the sandbox of a walk is known while it is kept at hand."""
    return (f"{draft_id} {actor.id}", f"{content_hash(kept.files)} {ground.key}")


def walk_back(draft_id: str, number: int, *, seen: int, actor: Actor, tools: Tools) -> None:
    """Take all acts back but the first so many; raises ForbiddenError, NotFoundError, ConflictError STALE."""
    kept = read_walk(draft_id, actor=actor, tools=tools)
    acts = kept.acts[: max(number, 0)]
    keep_walk(draft_id, acts, seen=seen, test_path=kept.test_path if acts else None, actor=actor, tools=tools)


def walk(
    key: str,
    files: Mapping[str, bytes],
    acts: tuple[Act, ...],
    *,
    tools: Tools,
    place: tuple[str, str] | None = None,
    ground: Ground = NEW_INSTALLATION,
) -> Walked:
    """Do acts in a sandbox, in the one of a `place` that has come part of the way if there is one.

    The caller closes the sandbox or has it kept. Raises ProcessRefusedError or RefusedError where the draft cannot run.
    """
    sandbox = _sandboxes(tools).take(place, acts) if place else None
    sandbox = sandbox or enter(key, files, tools=tools, ground=ground)
    patience = Patience()
    try:
        for number, act in enumerate(acts[len(sandbox.done) :], len(sandbox.done)):
            try:
                perform(sandbox, act, patience)
            except DomainError as error:
                told = why_not(sandbox, error)
                sandbox.close()
                before = walk(key, files, acts[:number], tools=tools, ground=ground)
                return Walked(before.sandbox, number, told)
    except BaseException:
        sandbox.close()
        raise
    return Walked(sandbox)


def enter(
    key: str,
    files: Mapping[str, bytes],
    *,
    tools: Tools,
    ground: Ground = NEW_INSTALLATION,
    at: datetime = WALK_START,
) -> Sandbox:
    """Return a fresh sandbox in which new cases take these files; raises ProcessRefusedError or RefusedError."""
    sandbox = _sandboxes(tools).new(people_of, ground)
    sandbox.clock.instant = at
    try:
        with sandbox.tools.database.write() as unit:
            facts = Publication(SERVICE.id, SERVICE.id)
            publish(unit, key, files, facts, now=sandbox.clock.now())
            unit.commit()
    except HALF_WRITTEN:
        sandbox.close()
        refuse_what_cannot_run(key, files, tools=tools)
        raise
    except BaseException:
        sandbox.close()
        raise
    sandbox.key = key
    return sandbox


def why_not(sandbox: Sandbox, error: DomainError) -> DomainError:
    """Return why an act could not be done; of a step that failed, at which element and of what."""
    if not isinstance(error, StepRefusedError):
        return error
    with sandbox.tools.database.read() as unit:
        found = unit.incidents.find_open(case_id=sandbox.case_id)
    last = found[-1] if found else None
    return RefusedError(
        "WALK_STEP_FAILED", element=last.element if last else "", failure=last.code if last else error.code
    )


def _sandboxes(tools: Tools) -> Sandboxes:
    if tools.sandboxes is None:
        msg = "a sandbox has no sandboxes of its own"
        raise TypeError(msg)
    return tools.sandboxes


def keep_walk(
    draft_id: str, acts: Sequence[Act], *, seen: int, test_path: str | None, actor: Actor, tools: Tools
) -> None:
    """Keep the acts of a walk; raises ConflictError STALE where it was changed from another window meanwhile."""
    with tools.database.write() as unit:
        draft = unit.process_drafts.get(draft_id)
        row = unit.process_walks.find(draft.id, actor.id, lock=True) or _begun(unit, draft.id, actor, tools)
        _refuse_stale(row.revision, seen)
        row.acts, row.test_path = [each.to_json() for each in acts], test_path
        row.revision, row.walked_at = row.revision + 1, tools.clock.now()
        unit.commit()


def _begun(unit: UnitOfWork, draft_id: str, actor: Actor, tools: Tools) -> ProcessWalk:
    row = ProcessWalk(
        id=new_id(), draft_id=draft_id, account_id=actor.id, acts=[], revision=0, walked_at=tools.clock.now()
    )
    unit.add(row)
    return row


def _refuse_stale(current: int, seen: int) -> None:
    if current != seen:
        raise ConflictError("STALE", seen=seen, current=current)
