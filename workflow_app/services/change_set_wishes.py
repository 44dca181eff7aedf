"""What somebody wants changed who may not change it: a line in the set, left to those who may."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import LONGEST_TEXT, TABLES, Asked, may_answer
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSetWish
from workflow_app.services.change_set_guard import hold
from workflow_app.services.change_set_news import note_event, tell_wish
from workflow_app.services.tools import Tools

TARGETS = frozenset({*NAMES, *TABLES})
"""What a value stands in that somebody may want changed: a parameter, or one of the tables."""


def leave_wish(set_id: str, asked: Asked, text: str, *, actor: Actor, tools: Tools, target: str = "") -> None:
    """Leave what is wanted in a change set; those who write such parts are told.

    `target` is the parameter or table that is meant. Raises ForbiddenError, ConflictError CHANGE_SET_FROZEN or
    CHANGE_SET_CLOSED, InvalidError on `/text` or `/target`.
    """
    said = text.strip()
    if not said:
        raise InvalidError(FieldError("/text", "REQUIRED"))
    if len(said) > LONGEST_TEXT:
        raise InvalidError(FieldError("/text", "TOO_LONG", {"maximum": LONGEST_TEXT}))
    if target and not (asked is Asked.VALUE and target in TARGETS):
        raise InvalidError(FieldError("/target", "NOT_A_CHOICE"))
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        wanted = (asked.value, said, target)
        same = [each for each in unit.change_sets.wishes(row.id) if (each.asked, each.text, each.target) == wanted]
        if same:  # a second click
            return
        unit.add(
            ChangeSetWish(
                change_set_id=row.id, asked=asked.value, text=said, target=target, written_by=actor.id, written_at=now
            )
        )
        row.revision += 1
        note_event(unit, row, "change_set.wished", actor=actor, now=now, note=said)
        tell_wish(unit, row, asked, said, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def tick_wish(set_id: str, wish_id: str, *, actor: Actor, tools: Tools) -> None:
    """Tick a wish off that a part answers: whoever may make such a change, or whoever left it.

    Raises ForbiddenError, NotFoundError WISH_UNKNOWN, ConflictError CHANGE_SET_FROZEN or CHANGE_SET_CLOSED.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        wish = next((each for each in unit.change_sets.wishes(row.id) if each.id == wish_id), None)
        if wish is None:
            raise NotFoundError("WISH_UNKNOWN")
        if wish.written_by != actor.id:
            insist(may_answer(actor, Asked(wish.asked)))
        if wish.answered_at is not None:
            return
        wish.answered_by, wish.answered_at = actor.id, now
        row.revision += 1
        note_event(unit, row, "change_set.wish_ticked", actor=actor, now=now, note=wish.text)
        unit.commit()
