"""Hiding a record in an emergency: at once by one person, everywhere; a second person confirms it or puts it back.

It is about what everybody reads, not about what holds: a hidden record counts for the gate and for a repair as before.
Nothing is ever shown again by itself.
"""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.hiding import AskToShow, HideRecord, SettleHiding
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.hiding import LONGEST_NOTE, WAITS_FOR_SECOND, HidingStatus, may_hide, may_settle_hiding
from workflow_app.domain.ids import new_id
from workflow_app.domain.policies import Answer, reads_by_office
from workflow_app.domain.texts import tidy, validate
from workflow_app.domain.time import local_date
from workflow_app.models import Hiding, Record
from workflow_app.repositories.hidings import HidingRows, Hidings
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.hiding_effects import HidingEffects
from workflow_app.services.hiding_views import HidingView, show_hiding
from workflow_app.services.tools import Tools

ACTIVE = "ACTIVE"


def hide_record(command: HideRecord, *, actor: Actor, tools: Tools) -> HidingView:
    """Hide a record from everybody: our own site shows it no more when this returns, all others are ordered to follow.

    Raises NotFoundError RECORD_UNKNOWN, ForbiddenError, InvalidError, and ConflictError HIDDEN_ALREADY or
    NOTHING_TO_HIDE.
    """
    note = _note(command.note, is_needed=True)
    with tools.database.write() as unit:
        unit.imports.take_turn()  # no import puts it on show while it is hidden here
        row_id = once.take(unit, command.once, actor)
        rows = unit.records.get(command.record_id)
        authority_id = rows.authority.id
        answer = may_hide(actor, authority_id=authority_id, subject_id=rows.subject.id)
        _check(answer, actor, authority_id, unknown="RECORD_UNKNOWN")
        listings = unit.listings.list_of_items([command.record_id], lock=True)  # before the record, as a grant does
        record = unit.records.lock(command.record_id)
        _refuse(record, is_on_show=any(each.listing.status in ON_SHOW for each in listings))
        now = tools.clock.now()
        hiding = Hiding(
            id=new_id(),
            record_id=record.id,
            open_record_id=record.id,
            reason=command.reason.value,
            note=note,
            status=HidingStatus.WAITING.value,
            hidden_by=actor.id,
            hidden_at=now,
            due_on=local_date(now),
        )
        found = HidingRows(hiding, record, rows.subject, rows.authority)
        HidingEffects(unit, found, now, tools).hide()
        unit.add(hiding)
        _audit(unit, found, "record.hidden", actor, now, reason=hiding.reason, note=note)
        view = show_hiding(found, {actor.id: actor.name}, actor=actor, now=now)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def settle_hiding(command: SettleHiding, *, actor: Actor, tools: Tools) -> HidingView:
    """Decide as the second person whether a record stays hidden; what is put back goes back to every site.

    Raises NotFoundError HIDING_UNKNOWN, ForbiddenError SECOND_PERSON_NEEDED, CONFLICT_OF_INTEREST or ROLE_NEEDED,
    ConflictError NOTHING_TO_CONFIRM, InvalidError where a record is to be shown again without a word why.
    """
    note = _note(command.note, is_needed=not command.stays_hidden)
    with tools.database.write() as unit:
        unit.imports.take_turn()
        row_id = once.take(unit, command.once, actor)
        found = _found(unit, command.hiding_id, actor)
        hiding = found.hiding
        first = hiding.asked_by if hiding.status == HidingStatus.SHOWING_ASKED else hiding.hidden_by
        _check_second(found, actor, first=first or hiding.hidden_by)
        if hiding.status not in WAITS_FOR_SECOND or hiding.status != command.seen:
            raise ConflictError("NOTHING_TO_CONFIRM")
        now = tools.clock.now()
        hiding.settled_by, hiding.settled_at, hiding.settled_note = actor.id, now, note
        effects = HidingEffects(unit, found, now, tools)
        if command.stays_hidden:
            hiding.status = HidingStatus.CONFIRMED.value
            effects.tell_confirmed(is_first=hiding.asked_at is None)
            hiding.asked_by = hiding.asked_at = hiding.asked_note = None
            _audit(unit, found, "record.hiding_confirmed", actor, now, note=note)
        else:
            effects.put_back()
            _audit(unit, found, "record.hiding_ended", actor, now, note=note)
        unit.flush()
        view = show_hiding(found, unit.accounts.names([hiding.hidden_by, actor.id]), actor=actor, now=now)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def ask_to_show(command: AskToShow, *, actor: Actor, tools: Tools) -> HidingView:
    """Ask that a record be shown again whose hiding two people agreed on; another one decides (`settle_hiding`).

    Raises NotFoundError HIDING_UNKNOWN, ForbiddenError, ConflictError NOTHING_TO_CONFIRM, InvalidError.
    """
    note = _note(command.note, is_needed=True)
    with tools.database.write() as unit:
        unit.imports.take_turn()
        row_id = once.take(unit, command.once, actor)
        found = _found(unit, command.hiding_id, actor)
        hiding = found.hiding
        _check_second(found, actor, first="")
        if hiding.status != HidingStatus.CONFIRMED:
            raise ConflictError("NOTHING_TO_CONFIRM")
        now = tools.clock.now()
        hiding.status, hiding.late_at = HidingStatus.SHOWING_ASKED.value, None
        hiding.asked_by, hiding.asked_at, hiding.asked_note = actor.id, now, note
        HidingEffects(unit, found, now, tools).ask_second_person("HIDING_TO_END")
        _audit(unit, found, "record.showing_asked", actor, now, note=note)
        unit.flush()
        view = show_hiding(found, unit.accounts.names([hiding.hidden_by, actor.id]), actor=actor, now=now)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _refuse(record: Record, *, is_on_show: bool) -> None:
    """Raise ConflictError where there is nothing to hide: hidden so already, or shown nowhere and not about to be."""
    if record.withheld_at is not None:
        raise ConflictError("HIDDEN_ALREADY")
    if record.status != ACTIVE or not (is_on_show or record.hidden_at is not None):
        raise ConflictError("NOTHING_TO_HIDE")


def _note(text: str, *, is_needed: bool) -> str:
    note = tidy(text)
    if is_needed and not note:
        raise InvalidError(FieldError("/note", "REQUIRED"))
    if wrong := validate(note, maximum=LONGEST_NOTE):
        raise InvalidError(*(FieldError("/note", each.code, each.values) for each in wrong))
    return note


def _found(unit: UnitOfWork, hiding_id: str, actor: Actor) -> HidingRows:
    """Return a hiding with its record as it is now, held until commit; to a stranger it is not there."""
    found = Hidings(unit.session).get(hiding_id, lock=True)
    if not reads_by_office(actor, found.authority.id):
        raise NotFoundError("HIDING_UNKNOWN")
    return found


def _check_second(found: HidingRows, actor: Actor, *, first: str) -> None:
    authority_id = found.authority.id
    answer = may_settle_hiding(actor, authority_id=authority_id, subject_id=found.subject.id, first=first)
    _check(answer, actor, authority_id, unknown="HIDING_UNKNOWN")


def _check(answer: Answer, actor: Actor, authority_id: str, *, unknown: str) -> None:
    """Let through who may; those who do not even read the authority's records do not know of it."""
    if not answer.allowed:
        raise ForbiddenError(answer.rule) if reads_by_office(actor, authority_id) else NotFoundError(unknown)


def _audit(unit: UnitOfWork, found: HidingRows, action: str, actor: Actor, now: datetime, **more: object) -> None:
    record = found.record
    said = {"hiding": found.hiding.id, "record": record.id, "document_no": record.document_no, **more}
    audit.record(unit, authority=found.authority, actor=actor, action=action, data=said, now=now)
