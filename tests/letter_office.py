"""What people do with letters after their issue: serve them, seal them, put them right."""

import io
from collections.abc import Sequence

from office import PDF, Office
from sqlalchemy import select

from workflow_app.domain.commands.letters import DecideLetterChange, ProposeLetterChange
from workflow_app.domain.commands.serving import Proof, RecordAttempt
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.serving import LAST_RESORTS, Result, Way
from workflow_app.models import Letter, Notice
from workflow_app.services.letter_changes import decide_letter_change, propose_letter_change
from workflow_app.services.serving import record_attempt
from workflow_app.services.serving_views import ServiceView


def grant(office: Office, *, agreed: bool, work: bool = True) -> str:
    """Have a repair granted and return the id of its decision."""
    case = office.complete(office.submit(electronic_service_consent=agreed), "intake", acceptance="ACCEPT")
    case = office.complete(case, "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.complete(case, "decider", decision="GRANT")
    if work:
        office.work()
    with office.tools.database.read() as unit:
        return unit.session.scalars(select(Letter).where(Letter.kind == "T22_GRANT")).one().id


def attempt(office: Office, letter_id: str, way: Way, *, failed: bool = False, receiver: str = "王建军") -> ServiceView:
    """Record an attempt at service by the clerk of the office, today."""
    result, note = (Result.FAILED, "查无此人，退回") if failed else (Result.SERVED, "")
    last = way in LAST_RESORTS
    command = RecordAttempt(
        letter_id,
        way,
        result,
        office.clock.now().date(),
        receiver="" if failed else receiver,
        note=note,
        address="本机关公告栏" if last else "",
        proof=Proof("公告照片.pdf", "application/pdf", io.BytesIO(PDF)) if last else None,
    )
    return record_attempt(command, actor=office.people["clerk_of_office"], tools=office.tools)


def propose(
    office: Office,
    letter_id: str,
    kind: ChangeKind | None,
    *,
    pairs: Sequence[tuple[str, str]] = (),
    reason: str = "打印有误",
    who: str = "clerk_of_office",
    edition: int | None = None,
) -> str:
    """Ask for a letter to be put right."""
    command = ProposeLetterChange(letter_id, kind, reason, pairs, edition)
    return propose_letter_change(command, actor=office.people[who], tools=office.tools)


def decide(office: Office, change_id: str, *, who: str = "decider", approve: bool = True, note: str = "") -> str:
    """Decide on such a change."""
    return decide_letter_change(
        DecideLetterChange(change_id, approve, note), actor=office.people[who], tools=office.tools
    )


def notices(office: Office, code: str) -> list[str]:
    """Return the roles that were told something; who is told by their subject or as a person has none."""
    with office.tools.database.read() as unit:
        return sorted(each.role or "" for each in unit.session.scalars(select(Notice).where(Notice.code == code)))
