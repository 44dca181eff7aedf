"""What becomes of a change set: in its history, in the audit trail of every authority, and told once to each person."""

from collections.abc import Collection, Iterable
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.change_sets import ANSWERS, WRITES, Asked, Lane
from workflow_app.domain.time import local_date
from workflow_app.models import ChangeSet, ChangeSetEvent
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.change_set_people import able_to_consent

LONGEST_ABOUT = 200


def note_event(
    unit: UnitOfWork, row: ChangeSet, action: str, *, actor: Actor, now: datetime, about: str = "", note: str = ""
) -> None:
    """Keep what happened to a change set; it is everybody's, so it is chained at every authority."""
    event = ChangeSetEvent(change_set_id=row.id, what=action, about=about[:LONGEST_ABOUT], note=note)
    event.account_id, event.at = actor.id, now
    unit.add(event)
    data = {
        "change_set": row.id,
        "title": row.title,
        "effective_on": row.effective_on.isoformat(),
        "basis": row.basis,
        "document": row.sha256,
        "revision": row.revision,
        "about": about,
        "note": note,
    }
    for authority in unit.authorities.list_all():
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def tell_waiting(
    unit: UnitOfWork, row: ChangeSet, lanes: Iterable[Lane], *, apart: Collection[str], actor: Actor, now: datetime
) -> None:
    """Tell everybody once who may consent to some part that the set waits; `apart` are those who wrote in it."""
    able = able_to_consent(unit, tuple(lanes), people=apart, today=local_date(now))
    whom = {each.id for people in able.values() for each in people}
    telling = _telling(row, "CHANGE_SET_WAITS", unit.authorities.first().id, actor)
    unit.add(*(telling.for_account(each, now=now) for each in sorted(whom - {actor.id})))


def tell_wish(unit: UnitOfWork, row: ChangeSet, asked: Asked, text: str, *, actor: Actor, now: datetime) -> None:
    """Tell those who can make a change that it is wished for."""
    telling = _telling(row, "CHANGE_SET_WISH", unit.authorities.first().id, actor, note=text)
    roles = {role for kind in ANSWERS[asked] for role in WRITES[kind]}
    unit.add(*(telling.for_account(each, now=now) for each in _holders(unit, roles) if each != actor.id))


def tell_writers(
    unit: UnitOfWork, row: ChangeSet, code: str, people: Collection[str], *, actor: Actor, now: datetime, note: str = ""
) -> None:
    """Tell everybody who wrote in the set what was decided."""
    telling = _telling(row, code, unit.authorities.first().id, actor, note=note)
    unit.add(*(telling.for_account(each, now=now) for each in sorted(people) if each != actor.id))


def tell_concerned(
    unit: UnitOfWork, row: ChangeSet, roles: Iterable[Role], *, known: Collection[str], actor: Actor, now: datetime
) -> None:
    """Tell whoever has a step in one of the processes what changes, once for the whole set, but those who know."""
    telling = _telling(row, "CHANGE_SET_CONCERNS", unit.authorities.first().id, actor, path="")
    holders = _holders(unit, set(roles) - {Role.APPLICANT})
    unit.add(*(telling.for_account(each, now=now) for each in holders if each not in known))


def _holders(unit: UnitOfWork, roles: Iterable[Role]) -> list[str]:
    return list(unit.notices.list_holders(sorted(each.value for each in roles)))


def _telling(
    row: ChangeSet, code: str, authority_id: str, actor: Actor, *, note: str = "", path: str | None = None
) -> Telling:
    facts = {
        "path": f"/rule-changes/{row.id}" if path is None else path,
        "title": row.title,
        "on": row.effective_on.isoformat(),
        "basis": row.basis,
        "who": actor.name,
        "why": note or row.reason,
    }
    return Telling(code, authority_id, facts)
