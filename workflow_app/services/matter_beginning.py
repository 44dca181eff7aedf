"""Beginning an edition of the catalogue: of a matter that is new, or on what the newest edition of one says."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.matter_editions import Status, may_write
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.training_policies import insist
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.matter_news import note_event
from workflow_app.services.matter_rows import content_of, new_edition
from workflow_app.services.tools import Tools

SHORTEST_CODE, LONGEST_CODE = 3, 40


def begin_matter(authority_id: str, code: str, *, actor: Actor, tools: Tools) -> str:
    """Begin a matter that the authority does not have yet; returns the id of its first draft.

    Raises ForbiddenError, InvalidError where the code is none or is taken.
    """
    insist(may_write(actor, authority_id=authority_id))
    key = code.strip().upper()
    plain = key.replace("_", "")
    if not SHORTEST_CODE <= len(key) <= LONGEST_CODE or not plain.isascii() or not plain.isalnum():
        raise InvalidError(FieldError("/code", "NO_MATTER_CODE"))
    with tools.database.write() as unit:
        authority = unit.authorities.get(authority_id, lock=True)
        known = unit.matters.find(authority.id, key)
        if known is not None:
            return _begun_before(unit, known, actor)
        matter = Matter(id=new_id(), authority_id=authority.id, code=key)
        unit.add(matter)
        unit.flush()
        edition = _begin(unit, matter, MatterContent(), actor=actor, now=tools.clock.now())
        unit.commit()
        return edition.id


def begin_edition(matter_id: str, *, actor: Actor, tools: Tools) -> str:
    """Begin an edition on what the newest one says, or return the one that is open already.

    Raises ForbiddenError, NotFoundError MATTER_UNKNOWN.
    """
    with tools.database.write() as unit:
        edition = open_edition(unit, matter_id, actor=actor, now=tools.clock.now())
        unit.commit()
        return edition.id


def open_edition(unit: UnitOfWork, matter_id: str, *, actor: Actor, now: datetime) -> MatterEdition:
    """Begin an edition within a unit of work that the caller commits; raises as `begin_edition`."""
    matter = unit.matters.get(matter_id, lock=True)
    insist(may_write(actor, authority_id=matter.authority_id))
    open_one = unit.matters.open_edition(matter.id)
    if open_one is not None:
        return open_one
    confirmed = [each for each in unit.matters.list_editions([matter.id]) if each.status == Status.CONFIRMED]
    content = content_of(confirmed[0]) if confirmed else MatterContent()
    return _begin(unit, matter, content, actor=actor, now=now)


def _begun_before(unit: UnitOfWork, matter: Matter, actor: Actor) -> str:
    """Return the draft that a first click has begun already; raises InvalidError MATTER_CODE_TAKEN for any other."""
    draft = unit.matters.open_edition(matter.id)
    if draft is None or draft.number > 1 or draft.written_by != actor.id:
        raise InvalidError(FieldError("/code", "MATTER_CODE_TAKEN", {"code": matter.code}))
    return draft.id


def _begin(unit: UnitOfWork, matter: Matter, content: MatterContent, *, actor: Actor, now: datetime) -> MatterEdition:
    edition = new_edition(matter.id, unit.matters.last_number(matter.id) + 1, content, by=actor.id, now=now)
    unit.add(edition)
    unit.flush()
    note_event(unit, matter, edition, "matter.begun", actor=actor, now=now)
    return edition
