"""Where a walk through a draft stands, as its page shows it: the case, what is open, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import DomainError, NotFoundError
from workflow_app.domain.process_walks import Act
from workflow_app.domain.time import local_date
from workflow_app.engine import Element
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.office_grounds import walk_ground
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.tools import Tools
from workflow_app.services.walk_acts import next_moment
from workflow_app.services.walk_again import HandedTest, handed_test
from workflow_app.services.walk_choices import Choice, choices_of
from workflow_app.services.walk_scenes import Scene, scene_of
from workflow_app.services.walks import Kept, Walked, place_of, read_walk, walk


@dataclass(frozen=True, slots=True)
class WalkView:
    """A walk: its acts, and where they led; before the first one, what a case can be about.

    `stopped_at` is the number of the act, from 0, that cannot be done any more since the draft was changed, and `error`
    says why. `names` are what the draft calls its elements and messages, `test` is the test that the walk puts right.
    """

    acts: tuple[Act, ...]
    revision: int
    now: datetime
    next_at: datetime | None
    choices: tuple[Choice, ...]
    names: Mapping[str, tuple[str, str]]
    scene: Scene | None
    stopped_at: int | None
    error: DomainError | None
    test: HandedTest | None

    @property
    def today(self) -> date:
        """Return the day to which the walk has come."""
        return local_date(self.now)


def get_walk(draft_id: str, *, actor: Actor, tools: Tools) -> WalkView:
    """Return somebody's walk through a draft.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN, ProcessRefusedError or RefusedError where the draft cannot run.
    """
    kept = read_walk(draft_id, actor=actor, tools=tools)
    walked = _walked(draft_id, kept, actor=actor, tools=tools)
    try:
        return show_walk(kept, walked)
    finally:
        _put_away(draft_id, kept, walked, actor=actor, tools=tools)


def walk_letter(draft_id: str, number: str, *, actor: Actor, tools: Tools) -> tuple[str, bytes]:
    """Return the number and the PDF of a letter of a walk, set as it is for real, with a mark that it is a sample.

    A letter is known by its number: its id is another one whenever the sandbox is made anew. Raises as `get_walk`, and
    NotFoundError LETTER_UNKNOWN.
    """
    kept = read_walk(draft_id, actor=actor, tools=tools)
    walked = _walked(draft_id, kept, actor=actor, tools=tools)
    try:
        with walked.sandbox.tools.database.read() as unit:
            rows = unit.letters.of_cases([walked.sandbox.case_id])
            row = next((each for each in rows if each.number == number), None)
            if row is None:
                raise NotFoundError("LETTER_UNKNOWN")
        return row.number, tools.letters.render(row.kind, row.data, sample=True)
    finally:
        _put_away(draft_id, kept, walked, actor=actor, tools=tools)


def show_walk(kept: Kept, walked: Walked) -> WalkView:
    """Return a walk as it stands."""
    sandbox = walked.sandbox
    return WalkView(
        acts=kept.acts,
        revision=kept.revision,
        now=sandbox.clock.now(),
        next_at=next_moment(sandbox) if sandbox.case_id else None,
        names=_names(_elements(sandbox, kept)),
        choices=() if sandbox.case_id else choices_of(sandbox, kept.files),
        scene=scene_of(sandbox) if sandbox.case_id else None,
        stopped_at=walked.stopped_at,
        error=walked.error,
        test=handed_test(kept.files, kept.test_path, kept.acts),
    )


def _names(elements: Mapping[str, Element]) -> dict[str, tuple[str, str]]:
    """Return what elements are called, and messages by the element that waits for them."""
    messages = {each.message: (each.name, each.name_en) for each in elements.values() if each.message}
    return messages | {key: (each.name, each.name_en) for key, each in elements.items()}


def _elements(sandbox: Sandbox, kept: Kept) -> Mapping[str, Element]:
    loaded = sandbox.tools.processes.get(content_hash(kept.files), lambda: pack(kept.files))
    return loaded.compiled.elements


def _walked(draft_id: str, kept: Kept, *, actor: Actor, tools: Tools) -> Walked:
    ground = walk_ground(tools)
    place = place_of(draft_id, kept, ground, actor=actor)
    return walk(kept.key, kept.files, kept.acts, place=place, ground=ground, tools=tools)


def _put_away(draft_id: str, kept: Kept, walked: Walked, *, actor: Actor, tools: Tools) -> None:
    """Keep a sandbox at hand where everything could be done."""
    if walked.error is None and tools.sandboxes is not None:
        tools.sandboxes.keep(place_of(draft_id, kept, walk_ground(tools), actor=actor), walked.sandbox)
    else:
        walked.sandbox.close()
