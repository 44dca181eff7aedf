"""What an application from another site is about: the site, the record, and whether everything of it is right."""

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.document_no import normalise
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.inbound import TAKES_IN, TakeIn, wrong_in_arrival
from workflow_app.models import Site
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

MOST_FILES = 20


def find_meant(command: TakeIn, *, actor: Actor, tools: Tools) -> tuple[Site, RecordRows]:
    """Return the site and the record that an application is about, once everything about its arrival is right."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        site = unit.listings.find_site(command.site)
        if site is None:
            raise NotFoundError("SITE_UNKNOWN")
        found = _record(unit, site, command)
    if found is not None and actor.id != SERVICE.id and not takes_in_for(actor, found.authority.id):
        found = None
    wrong = list(wrong_in_arrival(command, now=now, decided_on=found.record.decided_on if found else None))
    if found is None:
        wrong.append(FieldError("/document_no", "RECORD_OF_NOBODY" if command.document_no else "REQUIRED"))
    if len(command.files) > MOST_FILES:
        wrong.append(FieldError("/files", "TOO_MANY_FILES", {"most": MOST_FILES}))
    if wrong or found is None:
        raise InvalidError(*wrong)
    if found.subject.id in actor.subject_ids:
        raise ForbiddenError("CONFLICT_OF_INTEREST")
    return site, found


def takes_in_for(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody takes applications in for an authority."""
    return any(grant.role in TAKES_IN and grant.authority_id in (None, authority_id) for grant in actor.grants)


def _record(unit: UnitOfWork, site: Site, command: TakeIn) -> RecordRows | None:
    """Return the one record of a subject with a decision number, at the authority of the site or at any."""
    subject = unit.subjects.find_by_uscc(command.uscc.strip().upper())
    authorities = [site.authority_id] if site.authority_id else [each.id for each in unit.authorities.list_all()]
    numbers = [normalise(command.document_no)]
    found = unit.records.find_by_number(numbers, authority_ids=authorities) if subject else ()
    mine = [each for each in found if subject is not None and each.subject_id == subject.id]
    return unit.records.get(mine[0].id) if len(mine) == 1 else None
