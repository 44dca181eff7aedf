"""What was signed is tied to what is handed in: by which way, and whether that is allowed (rule 4.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.signed_papers import digest_of
from workflow_app.domain.signing import NAME_FIELD, Standing, Way, is_signed_form, signs_as, way_of_account, ways_of
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Signature, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.drafted import content_of
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

WAYS, LINK_LIVES, ASKS, TRIES = "signing.ways", "signing.link_cd", "signing.asks", "signing.tries"


@dataclass(frozen=True, slots=True)
class AtCounterSigned:
    """What was signed by hand at the service window: number of the paper, its scans, and when they were kept."""

    sheet_no: str
    pages: tuple[str, ...]
    signed_at: datetime | None


def ways_at(unit: UnitOfWork, authority: Authority, tools: Tools) -> frozenset[str]:
    """Return by which ways one may sign at an authority today."""
    today = local_date(tools.clock.now())
    try:
        return ways_of(str(value_today(unit, authority, WAYS, today=today, tools=tools).value))
    except ParameterMissingError:
        return ways_of("")


def counts(row: Signature, *, digest: str, representative: str | None) -> bool:
    """Tell whether a signature holds for answers as they are now, and whoever is on record still is."""
    if row.standing != Standing.SIGNED or row.used_at is not None or row.digest != digest:
        return False
    return row.way != Way.LINK or row.representative == representative


def last_day_of(row: Signature) -> date | None:
    """Return the last day on which a link works, or None for what is no link."""
    return None if row.link_expires_at is None else local_date(row.link_expires_at - timedelta(seconds=1))


def waits_for_signer(rows: Iterable[Signature]) -> bool:
    """Tell whether the legal representative was asked last and that was not taken back: nobody signs in their name."""
    last = next((each for each in rows if each.way == Way.LINK and each.used_at is None), None)
    return last is not None and last.standing != Standing.WITHDRAWN


def forget_unused(unit: UnitOfWork, task_id: str) -> None:
    """Forget what was to be signed of a draft that has come to its end, and the telephone that was asked."""
    for row in Signatures(unit.session).of_task(task_id):
        if row.used_at is None:
            row.standing, row.content, row.phone_cipher = Standing.WITHDRAWN.value, {}, None


def sign(
    work: CaseWork,
    rows: CaseRows,
    task: Task,
    form: Mapping[str, object],
    *,
    counter: AtCounterSigned | None,
    tools: Tools,
) -> None:
    """Tie the signature to what is handed in now, within the step; a form without a pledge is signed on paper only.

    Raises RefusedError SIGNATURE_NEEDED or SIGNING_WAY_OFF.
    """
    if task.role != Role.APPLICANT or (counter is None and not is_signed_form(form)):
        return
    known = Signatures(work.unit.session).of_task(task.id)
    content = content_of(rows, task, form, work.values)
    row = _given(work, known, content, counter) or _by_account(work, known, content)
    if row.way not in ways_at(work.unit, work.authority, tools):
        raise RefusedError("SIGNING_WAY_OFF", way=row.way)
    row.used_at = work.now
    for each in known:
        if each is not row and each.standing in {Standing.WAITING, Standing.SIGNED} and each.used_at is None:
            each.standing = Standing.WITHDRAWN.value
    work.signature = row
    work.audit("case.signed", way=row.way, **({"sheet": row.sheet_no} if row.sheet_no else {}))


def _given(
    work: CaseWork, known: Iterable[Signature], content: Mapping[str, object], counter: AtCounterSigned | None
) -> Signature | None:
    """Return what was signed before it is handed in."""
    digest, representative = digest_of(content), work.subject.legal_representative
    if counter is None:
        return next((each for each in known if counts(each, digest=digest, representative=representative)), None)
    row = new_signature(work.case.id, content, Way.PAPER_COUNTER, by=work.actor, at=counter.signed_at or work.now)
    row.sheet_no, row.pages, row.representative = counter.sheet_no, list(counter.pages), representative
    work.unit.add(row)
    return row


def _by_account(work: CaseWork, known: Iterable[Signature], content: Mapping[str, object]) -> Signature:
    """Return that the account that hands in has signed, if nobody else was asked to."""
    way = Way.OTHER_SITE
    if work.actor.id != SERVICE.id:
        acts = work.unit.accounts.find_authorisation(work.actor.id, work.subject.id, today=work.today)
        way = way_of_account(work.values, acts.kind if acts else None)
    if way is Way.AGENT_ACCOUNT and waits_for_signer(known):
        raise RefusedError("SIGNATURE_NEEDED")
    row = new_signature(work.case.id, content, way, by=work.actor, at=work.now)
    row.representative = work.subject.legal_representative
    work.unit.add(row)
    return row


def new_signature(case_id: str, content: Mapping[str, object], way: Way, *, by: Actor, at: datetime) -> Signature:
    """Return the row of a signature that is given now."""
    values = content["values"]
    said = values if isinstance(values, Mapping) else {}
    return Signature(
        id=new_id(),
        case_id=case_id,
        task_id=str(content["task"]),
        way=way.value,
        standing=Standing.SIGNED.value,
        digest=digest_of(content),
        content=dict(content),
        signer=str(said.get(NAME_FIELD) or by.name),
        signer_role=signs_as(said),
        asked_by=by.id,
        asked_at=at,
        account_id=by.id,
        phone_known=False,
        tries=0,
        pages=[],
        signed_at=at,
    )
