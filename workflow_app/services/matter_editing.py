"""Writing an edition of the catalogue: saved as often as one likes, then handed on to be confirmed.

Nothing is lost by two who write at once: a save names the version that it was written on, and whoever comes second is
told. What is saved may be unfinished; it is proposed only when nothing stands against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.matter_editions import OPEN, Status, may_write
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.matter_news import note_event, tell_waiting
from workflow_app.services.matter_rows import content_of, fill, judge, sign
from workflow_app.services.tools import Tools

LONGEST_NOTE = 1000
LATEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class ProposeEdition:
    """From which day an edition is to hold, what changes and why, and by which law."""

    edition_id: str
    version: int
    valid_from: date | None
    note: str
    basis: str


def save_edition(
    edition_id: str, data: Mapping[str, object], *, version: int, actor: Actor, tools: Tools
) -> list[FieldError]:
    """Save a draft as it was typed and return what still stands against it.

    Raises ForbiddenError, ConflictError STALE or EDITION_NOT_OPEN, InvalidError where a number is none.
    """
    content = read(MatterContent, dict(data))
    with tools.database.write() as unit:
        edition, matter = open_draft(unit, edition_id, version, actor=actor)
        before = edition.digest
        fill(edition, content)
        if edition.digest != before:
            sign(edition, by=actor.id, now=tools.clock.now())
        authority = unit.authorities.get(matter.authority_id)
        found = judge(unit, authority, content, today=local_date(tools.clock.now()), tools=tools)
        unit.commit()
    return found


def propose_edition(command: ProposeEdition, *, actor: Actor, tools: Tools) -> None:
    """Hand a draft on to be confirmed from a day on; those who may confirm it are told.

    Raises ForbiddenError, ConflictError STALE or EDITION_NOT_OPEN, InvalidError with everything that stands against it.
    """
    with tools.database.write() as unit:
        now = tools.clock.now()
        today = local_date(now)
        edition, matter = open_draft(unit, command.edition_id, command.version, actor=actor)
        authority = unit.authorities.get(matter.authority_id)
        found = judge(unit, authority, content_of(edition), today=today, tools=tools)
        wrong = [*_wrong_terms(command, today), *found]
        if wrong:
            raise InvalidError(*wrong)
        edition.status, edition.valid_from = Status.PROPOSED, command.valid_from
        edition.note, edition.basis = command.note.strip(), command.basis.strip()
        sign(edition, by=actor.id, now=now)
        note_event(unit, matter, edition, "matter.proposed", actor=actor, now=now)
        tell_waiting(unit, matter, edition, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def take_back(edition_id: str, *, actor: Actor, tools: Tools) -> None:
    """Make a proposal a draft again; raises ForbiddenError, ConflictError EDITION_NOT_OPEN."""
    with tools.database.write() as unit:
        now = tools.clock.now()
        edition = unit.matters.get_edition(edition_id, lock=True)
        matter = unit.matters.get(edition.matter_id)
        insist(may_write(actor, authority_id=matter.authority_id))
        if edition.status != Status.PROPOSED:
            raise ConflictError("EDITION_NOT_OPEN")
        edition.status, edition.version = Status.DRAFT, edition.version + 1
        note_event(unit, matter, edition, "matter.taken_back", actor=actor, now=now)
        unit.commit()


def discard_edition(edition_id: str, *, actor: Actor, tools: Tools) -> None:
    """Throw a draft away; it stays on record. Raises ForbiddenError, ConflictError EDITION_NOT_OPEN."""
    with tools.database.write() as unit:
        now = tools.clock.now()
        edition = unit.matters.get_edition(edition_id, lock=True)
        matter = unit.matters.get(edition.matter_id)
        insist(may_write(actor, authority_id=matter.authority_id))
        if edition.status not in OPEN:
            raise ConflictError("EDITION_NOT_OPEN")
        edition.status, edition.version = Status.WITHDRAWN, edition.version + 1
        note_event(unit, matter, edition, "matter.discarded", actor=actor, now=now)
        unit.commit()


def open_draft(unit: UnitOfWork, edition_id: str, version: int, *, actor: Actor) -> tuple[MatterEdition, Matter]:
    """Return a draft as its writer saw it, locked; raises ForbiddenError, ConflictError."""
    edition = unit.matters.get_edition(edition_id, lock=True)
    matter = unit.matters.get(edition.matter_id)
    insist(may_write(actor, authority_id=matter.authority_id))
    if edition.status != Status.DRAFT:
        raise ConflictError("EDITION_NOT_OPEN")
    if edition.version != version:
        raise ConflictError("STALE")
    return edition, matter


def _wrong_terms(command: ProposeEdition, today: date) -> list[FieldError]:
    """Find what is wrong with the day and the reasons; what has begun cannot be changed any more."""
    found = []
    if command.valid_from is None:
        found.append(FieldError("/valid_from", "INVALID_DATE"))
    elif not today <= command.valid_from <= today.replace(year=today.year + LATEST_YEARS, day=1):
        found.append(FieldError("/valid_from", "DAY_NOT_AHEAD", {"minimum": today}))
    for name in ("note", "basis"):
        text = getattr(command, name).strip()
        if not text:
            found.append(FieldError(f"/{name}", "REQUIRED"))
        elif len(text) > LONGEST_NOTE:
            found.append(FieldError(f"/{name}", "TOO_LONG", {"maximum": LONGEST_NOTE}))
    return found
