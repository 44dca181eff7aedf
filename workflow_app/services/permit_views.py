"""What services show of permits: to the public with persons masked, to its holder and the desk in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.permits import Standing, standing_of
from workflow_app.domain.record_content import persons_in, public_name, public_text
from workflow_app.repositories.permits import PermitRows
from workflow_app.repositories.pledges import is_public


@dataclass(frozen=True, slots=True)
class PermitLine:
    """A permit in a list; `code` is that of its paper, which only its holder and the desk are shown."""

    id: str
    number: str
    holder: str
    uscc: str | None
    authority: str
    authority_zh: str
    authority_en: str
    matter: str
    matter_zh: str
    matter_en: str
    name_zh: str
    name_en: str
    decided_on: date
    valid_from: date
    valid_to: date | None
    standing: Standing
    ended_on: date | None
    letter_id: str
    is_ready: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class PermitView:
    """A permit, whole; `pledge_id` only where the promise may be read by who is shown it."""

    line: PermitLine
    content: str
    conditions: str
    category: str
    category_note: str
    legal_basis_zh: str
    legal_basis_en: str
    authority_phone: str
    decision_no: str | None
    end_reason: str
    granted_by_pledge: bool
    deferred: bool
    post_check: str
    pledge_id: str | None
    pledge_no: str | None


def line_of(rows: PermitRows, *, on: date, publicly: bool) -> PermitLine:
    """Return a permit as a list shows it on a day."""
    permit, subject = rows.permit, rows.subject
    return PermitLine(
        id=permit.id,
        number=permit.number,
        holder=public_name(subject.name, kind=subject.kind, persons=_persons(rows)) if publicly else subject.name,
        uscc=subject.uscc,
        authority=rows.authority.code,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        matter=rows.matter.code,
        matter_zh=rows.edition.name_zh,
        matter_en=rows.edition.name_en,
        name_zh=permit.name_zh,
        name_en=permit.name_en,
        decided_on=permit.decided_on,
        valid_from=permit.valid_from,
        valid_to=permit.valid_to,
        standing=standing_of(permit.status, permit.valid_to, on=on),
        ended_on=permit.ended_on,
        letter_id=permit.letter_id,
        is_ready=rows.letter.sha256 is not None,
        code="" if publicly else rows.letter.code,
    )


def view_of(rows: PermitRows, *, on: date, publicly: bool) -> PermitView:
    """Return a permit, whole, as it stands on a day."""
    permit, pledge = rows.permit, rows.pledge
    basis = rows.edition.content["legal_basis"]
    may_read = pledge is not None and (not publicly or is_public(pledge, on=on))

    def said(text: str | None) -> str:
        return public_text(text or "", persons=_persons(rows)) if publicly else text or ""

    return PermitView(
        line=line_of(rows, on=on, publicly=publicly),
        content=said(permit.content),
        conditions=said(permit.conditions),
        category=permit.category,
        category_note=permit.category_note,
        legal_basis_zh=basis["zh"],
        legal_basis_en=basis["en"],
        authority_phone=rows.authority.phone,
        decision_no=rows.decision.number if rows.decision else None,
        end_reason=said(permit.end_reason),
        granted_by_pledge=permit.granted_by_pledge,
        deferred=permit.deferred,
        post_check=permit.post_check,
        pledge_id=pledge.id if pledge is not None and may_read and is_public(pledge, on=on) else None,
        pledge_no=pledge.number if pledge is not None and may_read else None,
    )


def _persons(rows: PermitRows) -> Sequence[str]:
    subject = rows.subject
    return persons_in({}, kind=subject.kind, name=subject.name, representative=subject.legal_representative)
