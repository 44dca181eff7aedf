"""Change sets: begun with a day and a legal basis, which are asked once and hold for every part."""

from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import (
    LATEST_YEARS,
    LONGEST_BASIS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SetStatus,
    SetTerms,
    may_write,
)
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.matter_texts import PLACEHOLDERS
from workflow_app.domain.proposal_fields import SHORTEST_REASON
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet
from workflow_app.services import once
from workflow_app.services.change_set_guard import hold
from workflow_app.services.change_set_news import note_event
from workflow_app.services.change_set_people import refuse_others, refuse_touching
from workflow_app.services.change_set_proposals import drop_proposal, restate_proposal
from workflow_app.services.documents import look_and_keep
from workflow_app.services.tools import Tools

FORM_FIELD = "document"


def begin_set(
    terms: SetTerms, file: ChosenFile | None, *, actor: Actor, tools: Tools, repeat: Once | None = None
) -> str:
    """Begin a change set and return its id; without the file of its basis it can be written, but not submitted.

    The same terms once more by the same person are the set that is there, as long as it is being written.

    Raises ForbiddenError, InvalidError with every wrong field, LimitedError.
    """
    insist(may_write(actor))
    now, set_id = tools.clock.now(), new_id()
    said = _checked(terms, local_date(now))
    kept = _keep(set_id, file, actor=actor, tools=tools)
    with tools.database.write() as unit:
        row_id = once.take(unit, repeat, actor)
        same = unit.change_sets.find_open(said, actor.id)
        if same is not None:  # somebody went back to the form and sent it once more
            if kept and same.sha256 != kept["sha256"]:
                _fill(same, said, kept)
                same.revision += 1
                note_event(unit, same, "change_set.terms_changed", actor=actor, now=now)
            once.keep(unit, repeat, row_id, same.id)
            unit.commit()
            return same.id
        row = ChangeSet(id=set_id, status=SetStatus.OPEN.value, created_by=actor.id, created_at=now, revision=1)
        _fill(row, said, kept)
        row.decision_note = ""
        unit.add(row)
        unit.flush()
        note_event(unit, row, "change_set.begun", actor=actor, now=now, note=row.reason)
        once.keep(unit, repeat, row_id, row.id)
        unit.commit()
    return set_id


def change_terms(
    set_id: str, terms: SetTerms, file: ChosenFile | None, *, seen: int, actor: Actor, tools: Tools
) -> None:
    """Say otherwise what a change set is about; its proposals follow, and are weighed anew where that is needed.

    Raises ForbiddenError CHANGE_SET_NOT_YOURS and others, ConflictError CHANGE_SET_CLOSED or STALE, InvalidError,
    RefusedError LATER_ROW_EXISTS.
    """
    insist(may_write(actor))
    now = tools.clock.now()
    said = _checked(terms, local_date(now))
    kept = _keep(set_id, file, actor=actor, tools=tools)
    with tools.database.write() as unit:
        row = hold(unit, set_id, actor=actor, seen=seen)
        refuse_others(unit, row, actor)
        before = (row.effective_on, row.basis, row.reason)
        _fill(row, said, kept)
        if before != (row.effective_on, row.basis, row.reason):
            parts = unit.change_sets.parts(row.id, lock=True)
            refuse_touching(row, parts, actor)
            for proposal in parts.proposals:
                restate_proposal(unit, proposal, row, actor=actor, now=now)
        row.revision += 1
        note_event(unit, row, "change_set.terms_changed", actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def discard_set(set_id: str, *, actor: Actor, tools: Tools) -> None:
    """Give a change set up: drafts and editions go on by themselves, proposals are withdrawn.

    Raises ForbiddenError CHANGE_SET_NOT_YOURS and others, ConflictError CHANGE_SET_FROZEN or CHANGE_SET_CLOSED.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        refuse_others(unit, row, actor)
        parts = unit.change_sets.parts(row.id, lock=True)
        refuse_touching(row, parts, actor)
        for draft in parts.drafts:
            draft.change_set_id = None
        for edition, _matter in parts.editions:
            edition.change_set_id = None
        for proposal in parts.proposals:
            drop_proposal(unit, proposal, actor=actor, now=now)
        row.status, row.revision = SetStatus.DISCARDED.value, row.revision + 1
        row.decided_by, row.decided_at = actor.id, now
        note_event(unit, row, "change_set.discarded", actor=actor, now=now)
        unit.commit()


def _keep(set_id: str, file: ChosenFile | None, *, actor: Actor, tools: Tools) -> dict[str, object]:
    """Look at the file of the legal basis and keep it; returns what the row says of it."""
    if file is None:
        return {}
    upload = UploadDocument(set_id, file.filename, file.media_type, file.stream)
    try:
        facts, blob = look_and_keep(upload, actor, tools)
    except InvalidError as error:
        named = [FieldError(f"/{FORM_FIELD}", each.code, each.values) for each in error.errors]
        raise InvalidError(*named) from error
    return {"sha256": blob.sha256, "size": blob.size, "media_type": facts.media_type, "filename": facts.filename}


def _fill(row: ChangeSet, terms: SetTerms, kept: dict[str, object]) -> None:
    row.title, row.basis, row.reason = terms.title, terms.basis, terms.reason
    assert terms.effective_on is not None  # noqa: S101 - a missing day was refused above
    row.effective_on = terms.effective_on
    for name, value in kept.items():
        setattr(row, name, value)


def _checked(terms: SetTerms, today: date) -> SetTerms:
    """Return the terms without space around them; raises InvalidError with every wrong field."""
    said = SetTerms(" ".join(terms.title.split()), terms.effective_on, terms.basis.strip(), terms.reason.strip())
    texts = (("title", said.title, LONGEST_TITLE), ("basis", said.basis, LONGEST_BASIS))
    found = [error for name, text, most in texts for error in _wrong(name, text, most)]
    found += _wrong("reason", said.reason, LONGEST_TEXT, least=SHORTEST_REASON)
    last = today.replace(year=today.year + LATEST_YEARS, day=1)
    if said.effective_on is None:
        found.append(FieldError("/effective_on", "DAY_NEEDED"))
    elif not today <= said.effective_on <= last:
        found.append(FieldError("/effective_on", "DAY_NOT_AHEAD", {"minimum": today, "maximum": last}))
    if found:
        raise InvalidError(*found)
    return said


def _wrong(name: str, text: str, most: int, *, least: int = 1) -> list[FieldError]:
    if not text:
        return [FieldError(f"/{name}", "REQUIRED")]
    if text.lower() in PLACEHOLDERS:
        return [FieldError(f"/{name}", "PLACEHOLDER_TEXT")]
    if len(text) < least:
        return [FieldError(f"/{name}", "TOO_SHORT", {"minimum": least})]
    return [FieldError(f"/{name}", "TOO_LONG", {"maximum": most})] if len(text) > most else []
