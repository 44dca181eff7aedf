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
from workflow_app.domain.matter_texts import PLACEHOLDERS
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.matter_news import note_event, tell_waiting
from workflow_app.services.matter_rows import content_of, fill, judge, sign
from workflow_app.services.tools import Tools

LONGEST_NOTE = 1000
LATEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """From which day an edition is to hold, what changes and why, and by which law."""

    valid_from: date | None
    note: str
    basis: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the version that there is now, and what still stands against it."""

    version: int
    findings: tuple[FieldError, ...]


def save_edition(
    edition_id: str, data: Mapping[str, object], terms: Terms, *, version: int, actor: Actor, tools: Tools
) -> Saved:
    """Save a draft as it was typed; the same once more changes nothing.

    Raises ForbiddenError, ConflictError STALE or EDITION_NOT_OPEN, InvalidError where a number is none.
    """
    content = read(MatterContent, dict(data))
    with tools.database.write() as unit:
        now = tools.clock.now()
        edition, matter = _open_draft(unit, edition_id, version, actor=actor)
        before = (edition.digest, edition.valid_from, edition.note, edition.basis)
        fill(edition, content)
        edition.valid_from, edition.note, edition.basis = terms.valid_from, terms.note.strip(), terms.basis.strip()
        if before != (edition.digest, edition.valid_from, edition.note, edition.basis):
            sign(edition, by=actor.id, now=now)
        authority = unit.authorities.get(matter.authority_id)
        saved = Saved(edition.version, tuple(judge(unit, authority, content, today=local_date(now), tools=tools)))
        unit.commit()
    return saved


def propose_edition(edition_id: str, *, version: int, actor: Actor, tools: Tools) -> None:
    """Hand a draft on to be confirmed from its day on; those who may confirm it are told.

    Raises ForbiddenError, ConflictError STALE or EDITION_NOT_OPEN, InvalidError with everything that stands against it.
    """
    with tools.database.write() as unit:
        now = tools.clock.now()
        today = local_date(now)
        edition, matter = _open_draft(unit, edition_id, version, actor=actor)
        refuse_alone(edition)
        authority = unit.authorities.get(matter.authority_id)
        wrong = [*judge(unit, authority, content_of(edition), today=today, tools=tools), *_wrong_terms(edition, today)]
        if wrong:
            raise InvalidError(*wrong)
        edition.status = Status.PROPOSED
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
        refuse_alone(edition)
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
        refuse_alone(edition)
        if edition.status not in OPEN:
            raise ConflictError("EDITION_NOT_OPEN")
        edition.status, edition.version = Status.WITHDRAWN, edition.version + 1
        note_event(unit, matter, edition, "matter.discarded", actor=actor, now=now)
        unit.commit()


def _open_draft(unit: UnitOfWork, edition_id: str, version: int, *, actor: Actor) -> tuple[MatterEdition, Matter]:
    """Return a draft as its writer saw it, locked; raises ForbiddenError, ConflictError."""
    edition = unit.matters.get_edition(edition_id, lock=True)
    matter = unit.matters.get(edition.matter_id)
    insist(may_write(actor, authority_id=matter.authority_id))
    if edition.status != Status.DRAFT:
        raise ConflictError("EDITION_NOT_OPEN")
    if edition.version != version:
        raise ConflictError("STALE")
    return edition, matter


def _wrong_terms(edition: MatterEdition, today: date) -> list[FieldError]:
    """Find what is wrong with the day and the reasons; what was in force is never changed afterwards."""
    found, last = [], today.replace(year=today.year + LATEST_YEARS, day=1)
    if edition.valid_from is None:
        found.append(FieldError("/valid_from", "DAY_NEEDED"))
    elif not today <= edition.valid_from <= last:
        found.append(FieldError("/valid_from", "DAY_NOT_AHEAD", {"minimum": today, "maximum": last}))
    for name in ("note", "basis"):
        text = getattr(edition, name)
        if not text:
            found.append(FieldError(f"/{name}", "REQUIRED"))
        elif text.lower() in PLACEHOLDERS:
            found.append(FieldError(f"/{name}", "PLACEHOLDER_TEXT"))
        elif len(text) > LONGEST_NOTE:
            found.append(FieldError(f"/{name}", "TOO_LONG", {"maximum": LONGEST_NOTE}))
    return found
