"""`letter/issue`: a letter gets its number and its frozen data; the PDF is made after the commit."""

from collections.abc import Mapping
from datetime import date, timedelta

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.letters import compose
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.domain.time import local_date
from workflow_app.models import Letter, LetterService
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.letter_making import About, Making, make_letter
from workflow_app.repositories.pledges import is_public

CONSENT = "electronic_service_consent"
"""The field of an application by which its applicant agrees to read letters here."""


def issue_letter(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Issue the letter of the parameter `kind`; once it is served, the case is told the `message`, if there is one.

    Raises RefusedError PLEDGE_NOT_PUBLIC for a grant while the repair pledge is not public (rule A9).
    """
    kind = parameters["kind"]
    if kind == "T22_GRANT" and not any(
        is_public(each, on=work.today) for each in work.unit.pledges.of_case(work.case.id)
    ):
        raise RefusedError("PLEDGE_NOT_PUBLIC")
    about = About(case_id=work.case.id, record_id=work.case.record_id, subject_id=work.case.subject_id)
    making = Making(work.unit, work.authority, kind, work.now, work.actor.id)
    letter = make_letter(
        making,
        about,
        lambda number, code: compose(work.letter_texts[kind], _values(work, number=number, code=code)),
    )
    work.unit.add(_service(work, letter, parameters.get("message")))
    work.audit("letter.issued", kind=kind, number=letter.number)
    return {}


def _service(work: CaseWork, letter: Letter, message: str | None) -> LetterService:
    """Return the service record of a letter: electronic where the applicant agreed to that (rule A1)."""
    agreed = bool(work.answers().get(CONSENT))
    return LetterService(
        id=new_id(),
        letter_id=letter.id,
        case_id=work.case.id,
        authority_id=work.authority.id,
        status=ServiceStatus.PENDING.value,
        way=Way.ELECTRONIC.value if agreed else None,
        attempts=0,
        failed=0,
        message=message,
        version=1,
    )


def _values(work: CaseWork, *, number: str, code: str) -> dict[str, object]:
    """Gather what the texts may name, from the case, its record and the forms completed so far."""
    record = work.record()
    answers = work.answers()
    basis = work.facts.legal_basis.get(work.case.regime or "")
    values: dict[str, object] = {
        "authority": work.authority.name_zh,
        "authority_en": work.authority.name_en,
        "authority_phone": work.authority.phone,
        "number": number,
        "code": code,
        "verify_url": f"{work.base_url}/public/letters/{code}",
        "issued_on": work.today,
        "subject_name": work.subject.name,
        "uscc": work.subject.uscc,
        "case_number": work.case.number,
        "applied_on": local_date(work.case.submitted_at or work.now),
        "legal_basis": basis.zh if basis else "",
        "legal_basis_en": basis.en if basis else "",
        "paid_on": _day(answers.get("paid_on")),
        "receipt_no": str(answers.get("receipt_no") or "—"),
        "paid_amount": str(answers.get("paid_amount") or "0"),
        "refusal_reason": str(answers.get("decision_reason") or "—"),
        "reapply_on": reapply_day(work),
        "rows": _rows(work),
    }
    if record is not None:
        values |= {
            "document_no": record.document_no,
            "decided_on": record.decided_on,
            "penalty_authority": record.content.get("authority_name") or work.authority.name_zh,
            "penalty_authority_en": work.authority.name_en,
        }
    return values


def reapply_day(work: CaseWork) -> date:
    """Return from when a refused application may be made again: the day the decider named, else tomorrow."""
    return _day(work.answers().get("reapply_on")) or work.today + timedelta(days=1)


def _rows(work: CaseWork) -> list[dict[str, object]]:
    """Return the sites and the days by which each takes the record down."""
    if work.case.record_id is None:
        return []
    own, share = work.due("repair.own_site_wd").due_on, work.due("repair.share_wd").due_on
    return [
        {
            "site": rows.site.name_zh,
            "site_en": rows.site.name_en,
            "end_on": own if rows.site.connector == "OWN" else share,
        }
        for rows in work.unit.listings.list_of_items([work.case.record_id])
        if rows.listing.status != "REMOVED"
    ]


def _day(value: object) -> date | None:
    """Return a day from a typed answer or from one read back."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
