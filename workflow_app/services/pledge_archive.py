"""The archive of pledges: what a subject has promised, how it stands, and all that was looked at (rule 2.4)."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain import pledge_policies as policies
from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.pledges import PledgeStatus, Scope
from workflow_app.models import Authority, Pledge, Subject
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.pledges import PledgeRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import pledge_views as views
from workflow_app.services.look_proofs import proofs_of
from workflow_app.services.pledging import WITHDRAWN_IN
from workflow_app.services.tools import Tools

PAGE, MOST = 25, 50
NOT_BROKEN = frozenset({PledgeStatus.SIGNED, PledgeStatus.WITHDRAWN, PledgeStatus.BREACH_ALLEGED})  # nothing alleged


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A pledge in a list; one of the staff has no subject, and is named by who signed it."""

    id: str
    number: str
    kind: str
    title: str | None
    title_en: str | None
    status: str
    name: str
    subject_id: str | None
    authority_zh: str
    authority_en: str
    authority: str
    signed_at: datetime
    publish_due_on: date | None
    published_at: datetime | None
    public_until: date | None


@dataclass(frozen=True, slots=True)
class PledgeFile:
    """All that is kept of a pledge, and what the reader may do about it."""

    line: PledgeLine
    version: int
    uscc: str | None
    signer: str
    sentences: tuple[str, ...]
    text_digest: str | None
    withdrawn_at: datetime | None
    withdrawn_why: str | None
    case_id: str | None
    record_id: str | None
    document_no: str | None
    items: tuple[views.ItemView, ...]
    looks: tuple[views.LookView, ...]
    breaches: tuple[views.BreachShortView, ...]
    is_staff: bool
    may_publish: bool
    may_allege: bool
    may_ask_look: bool
    may_withdraw: bool


def list_pledges(
    q: str, *, actor: Actor, tools: Tools, to_publish: bool = False, cursor: str | None = None
) -> Page[PledgeLine]:
    """Return a page of the pledges of subjects that a desk reads, the newest first."""
    with tools.database.read() as unit:
        rows = unit.pledges.search(
            q, authority_ids=_desks(unit, actor), to_publish=to_publish, cursor=cursor, limit=PAGE
        )
        page = cut(rows, limit=PAGE, key=lambda each: (each.pledge.id, each.pledge.id))
        return Page([_of_rows(each) for each in page.items], page.next_cursor)


def list_own(*, actor: Actor, tools: Tools) -> tuple[PledgeLine, ...]:
    """Return the pledges of those an applicant acts for, the newest fifty."""
    with tools.database.read() as unit:
        return tuple(_of_rows(each) for each in unit.pledges.of_subjects(actor.subject_ids, limit=MOST))


def list_of_subject(subject_id: str, *, actor: Actor, tools: Tools) -> tuple[PledgeLine, ...]:
    """Return the archive of one subject as a desk reads it, the newest fifty."""
    with tools.database.read() as unit:
        rows = unit.pledges.of_subjects([subject_id], limit=MOST)
        return tuple(
            _of_rows(each)
            for each in rows
            if policies.may_read_pledge(actor, authority_id=each.authority.id, subject_id=each.subject.id)
        )


def list_of_staff(*, actor: Actor, tools: Tools) -> tuple[PledgeLine, ...]:
    """Return the actor's own pledges, and those of the staff where they keep them (scenario S63)."""
    with tools.database.read() as unit:
        kept = policies.places(actor, policies.READS_STAFF) if actor.has(*policies.READS_STAFF) else []
        rows = unit.pledges.of_staff(actor.id, authority_ids=kept, limit=MOST)
        return tuple(_line(pledge, None, authority) for pledge, authority in rows)


def get_file(pledge_id: str, *, actor: Actor, tools: Tools) -> PledgeFile:
    """Return all that is kept of a pledge; raises NotFoundError PLEDGE_UNKNOWN for those who may not read it."""
    with tools.database.read() as unit:
        pledge = unit.pledges.get(pledge_id)
        rows = None if pledge.scope == Scope.STAFF else unit.pledges.rows_of(pledge.id)
        authority = rows.authority if rows else unit.authorities.get(pledge.authority_id)
        if rows is None:
            may = policies.may_read_staff_pledge(actor, authority_id=authority.id, signed_by=pledge.signed_by)
        else:
            may = policies.may_read_pledge(actor, authority_id=authority.id, subject_id=rows.subject.id)
        if not may:
            raise NotFoundError("PLEDGE_UNKNOWN")
        return _file(unit, pledge, rows, authority, actor, now=tools.clock.now())


def _file(
    unit: UnitOfWork, pledge: Pledge, rows: PledgeRows | None, authority: Authority, actor: Actor, *, now: datetime
) -> PledgeFile:
    items, looks = unit.pledges.items_of([pledge.id]), unit.follow_ups.of_pledge(pledge.id)
    subject = rows.subject if rows else None
    keeps = (
        subject is not None
        and policies.may_keep_pledges(actor, authority_id=authority.id, subject_id=subject.id).allowed
    )
    record = rows.record if rows else None
    return PledgeFile(
        line=_line(pledge, subject, authority),
        version=pledge.version,
        uscc=subject.uscc if subject else None,
        signer=pledge.signer,
        sentences=tuple(str(each["key"]) for each in pledge.items),
        text_digest=pledge.text_digest,
        withdrawn_at=pledge.withdrawn_at,
        withdrawn_why=pledge.withdrawn_why,
        case_id=pledge.case_id,
        record_id=record.id if record else None,
        document_no=record.document_no if record else None,
        items=views.show_items(items, looks),
        looks=views.show_looks(looks, items, now=now, files=proofs_of(unit, pledge, looks, actor=actor)),
        breaches=views.show_breaches(unit.breaches.of_pledges([pledge.id])),
        is_staff=subject is None,
        may_publish=keeps and pledge.case_id is None and pledge.status == PledgeStatus.SIGNED,
        may_allege=keeps and pledge.status not in NOT_BROKEN,
        may_ask_look=_may_look(actor, pledge, subject) and pledge.status not in NOT_BROKEN,
        may_withdraw=_is_theirs(actor, pledge) and pledge.case_id is None and pledge.status in WITHDRAWN_IN,
    )


def _may_look(actor: Actor, pledge: Pledge, subject: Subject | None) -> bool:
    if subject is None:
        return policies.may_look_at_staff(actor, authority_id=pledge.authority_id, signed_by=pledge.signed_by).allowed
    return policies.may_look(actor, authority_id=pledge.authority_id, subject_id=subject.id).allowed


def _is_theirs(actor: Actor, pledge: Pledge) -> bool:
    if pledge.subject_id is None:
        return pledge.signed_by == actor.id
    return actor.files_for(pledge.subject_id)


def _desks(unit: UnitOfWork, actor: Actor) -> list[str]:
    """Return the authorities whose pledges an actor reads by office."""
    return [
        each.id
        for each in unit.authorities.list_all()
        if policies.may_read_pledge(actor, authority_id=each.id, subject_id="")
    ]


def _of_rows(rows: PledgeRows) -> PledgeLine:
    return _line(rows.pledge, rows.subject, rows.authority)


def _line(pledge: Pledge, subject: Subject | None, authority: Authority) -> PledgeLine:
    return PledgeLine(
        id=pledge.id,
        number=pledge.number,
        kind=pledge.kind,
        title=pledge.title,
        title_en=pledge.title_en,
        status=pledge.status,
        name=subject.name if subject else pledge.signer,
        subject_id=subject.id if subject else None,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority=authority.code,
        signed_at=pledge.signed_at,
        publish_due_on=pledge.publish_due_on,
        published_at=pledge.published_at,
        public_until=pledge.public_until,
    )
