"""Matching by hand, once: under which number another site keeps one of our records (rule A8)."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import EnterNumber
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.texts import tidy, validate
from workflow_app.models import SiteIdentifier
from workflow_app.repositories.listings import OWN
from workflow_app.repositories.record_history import RecordHistory
from workflow_app.services import audit
from workflow_app.services.desk_records import enters_numbers
from workflow_app.services.tools import Tools

LONGEST = 100


def enter_number(command: EnterNumber, *, actor: Actor, tools: Tools) -> None:
    """Enter, correct or take back a site's number; the chain of the authority says what stood there before.

    Raises NotFoundError RECORD_UNKNOWN or SITE_UNKNOWN, ForbiddenError ROLE_NEEDED, InvalidError, and ConflictError
    NUMBER_TAKEN where the site's number is another record's.
    """
    now, number = tools.clock.now(), tidy(command.number)
    wrong = validate(number, maximum=LONGEST)
    if wrong:
        raise InvalidError(*(FieldError("/number", each.code, each.values) for each in wrong))
    with tools.database.write() as work:
        record = work.records.lock(command.record_id)
        if not enters_numbers(actor, record.authority_id):
            raise ForbiddenError("ROLE_NEEDED", role="DATA_CLERK")
        site = work.listings.find_site(command.site)
        if site is None or site.connector == OWN:
            raise NotFoundError("SITE_UNKNOWN")
        history = RecordHistory(work.session)
        holder, kept = history.holder(site.id, number), history.identifiers(record.id).get(site.id)
        if holder is not None and holder.record_id != record.id:
            raise ConflictError("NUMBER_TAKEN", document_no=work.records.get(holder.record_id).record.document_no)
        before = kept.number if kept else ""
        if number == before:
            return
        if kept is not None and number:
            kept.number, kept.entered_by, kept.entered_at = number, actor.id, now
        elif kept is not None:
            history.take_back(kept)
        else:
            row = SiteIdentifier(id=new_id(), site_id=site.id, record_id=record.id, number=number)
            row.entered_by, row.entered_at = actor.id, now
            work.add(row)
        data = {"record": record.id, "site": site.code, "before": before, "after": number}
        authority = record.authority_id
        audit.record(work, authority=authority, actor=actor, action="record.site_number", data=data, now=now)
        work.commit()
