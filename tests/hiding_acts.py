"""What people do about records that are hidden in an emergency, and what is seen of it."""

from callers import FIRST_AGREES, GRANTED, SECOND_AGREES
from office import Office
from sqlalchemy import select

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.hiding import AskToShow, HideRecord, HidingFilter, SettleHiding
from workflow_app.domain.hiding import HidingReason
from workflow_app.models import AuditEntry, Notice
from workflow_app.services.cases import get_case
from workflow_app.services.hiding import ask_to_show, hide_record, settle_hiding
from workflow_app.services.hiding_views import HidingView, get_hiding, list_hidings
from workflow_app.services.records import search_public

WHY = "处罚决定书附件含有自然人身份证号码"


def hide(office: Office, who: str | Actor = "data_clerk", *, record_id: str | None = None) -> HidingView:
    actor = office.people[who] if isinstance(who, str) else who
    command = HideRecord(record_id or office.record_id(), HidingReason.PERSONAL_DATA, WHY)
    return hide_record(command, actor=actor, tools=office.tools)


def settle(
    office: Office, hiding: HidingView, who: str = "data_clerk_2", *, stays: bool, note: str = "已更正"
) -> HidingView:
    command = SettleHiding(hiding.id, stays, note, look(office, hiding).status)
    return settle_hiding(command, actor=office.people[who], tools=office.tools)


def ask(office: Office, hiding: HidingView, who: str = "data_clerk") -> HidingView:
    return ask_to_show(AskToShow(hiding.id, "附件已替换"), actor=office.people[who], tools=office.tools)


def look(office: Office, hiding: HidingView, who: str = "data_clerk") -> HidingView:
    return get_hiding(hiding.id, actor=office.people[who], tools=office.tools)


def waiting(office: Office, who: str = "data_clerk", *, show: str = "waiting") -> list[str]:
    page, _ = list_hidings(HidingFilter(show), actor=office.people[who], tools=office.tools)
    return [each.document_no for each in page.items]


def on_public_page(office: Office, document_no: str) -> bool:
    return bool(search_public(document_no, tools=office.tools).items)


def sites_of(office: Office, record_id: str) -> dict[str, str]:
    with office.tools.database.read() as unit:
        return {rows.site.code: rows.listing.status for rows in unit.listings.list_of_items([record_id])}


def told_codes(office: Office, *, role: str | None = None) -> list[str]:
    """Return what was told to a role, or to the people of subjects, in that order."""
    with office.tools.database.read() as unit:
        mine = Notice.role == role if role else Notice.subject_id.is_not(None)
        return list(unit.session.scalars(select(Notice.code).where(mine).order_by(Notice.id)))


def trail(office: Office, beginning: str) -> list[tuple[str, str]]:
    """Return the actions of the audit trail with such a beginning, each with who did it."""
    names = {actor.id: name for name, actor in office.people.items()}
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(AuditEntry).order_by(AuditEntry.at, AuditEntry.seq)).all()
    return [(each.action, names.get(each.actor_id, "service")) for each in rows if each.action.startswith(beginning)]


def granted(office: Office) -> str:
    """Take the case of B from the application to the grant and return it."""
    return grant(office, office.apply().id)


def grant(office: Office, case_id: str) -> str:
    """Agree to a case step by step until it is granted."""
    answers = {"FIRST_REVIEWER": FIRST_AGREES, "SECOND_REVIEWER": SECOND_AGREES, "DECIDER": GRANTED}
    people = {"FIRST_REVIEWER": "first_reviewer", "SECOND_REVIEWER": "second_reviewer", "DECIDER": "decider"}
    while (case := get_case(case_id, actor=office.people["decider"], tools=office.tools)).tasks:
        role = case.tasks[0].role
        office.complete(case, people[role], **answers[role])
    return case_id
