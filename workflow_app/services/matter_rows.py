"""Editions as rows: written from a content, read back, and judged by the rules of their authority."""

import hashlib
from datetime import date, datetime

from workflow_app.domain.audit import canonical
from workflow_app.domain.errors import FieldError
from workflow_app.domain.matter_checks import Frame, findings
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.parameters import Snapshot, digest, from_snapshot
from workflow_app.domain.periods import Unit
from workflow_app.domain.plain_json import read, write
from workflow_app.models import Authority, MatterEdition
from workflow_app.repositories.calendars import Kept
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gate_facts import EXCLUDED
from workflow_app.services.tools import Tools

ALLOWED_DAYS = "da.allowed_wd"
LONGEST_NAME = 200
LIMITS = ("promised_wd", "statutory_wd")
"""The limits of an edition that a case keeps among its parameters, as `matter.promised_wd` and so on."""


def fill(edition: MatterEdition, content: MatterContent) -> None:
    """Write a content into an edition, with what lists search by."""
    plain = write(content)
    edition.content, edition.digest = plain, hashlib.sha256(canonical(plain)).hexdigest()
    edition.name_zh, edition.name_en = content.name.zh[:LONGEST_NAME], content.name.en[:LONGEST_NAME]
    edition.offers_deferral, edition.offers_pledge = content.deferral.offered, content.pledge.offered


def new_edition(matter_id: str, number: int, content: MatterContent, *, by: str, now: datetime) -> MatterEdition:
    """Return a draft that is not in the database yet."""
    edition = MatterEdition(matter_id=matter_id, number=number, status="DRAFT", written_by=by, written_at=now)
    edition.writers, edition.version = [by], 1
    edition.note, edition.basis, edition.decision_note = "", "", ""
    fill(edition, content)
    return edition


def sign(edition: MatterEdition, *, by: str, now: datetime) -> None:
    """Note who wrote in an edition last; none of its writers may confirm it."""
    edition.written_by, edition.written_at, edition.version = by, now, edition.version + 1
    edition.writers = sorted({*edition.writers, by})


def content_of(edition: MatterEdition) -> MatterContent:
    """Return what an edition says."""
    return read(MatterContent, edition.content)


def with_matter(kept: Kept, edition: MatterEdition) -> Kept:
    """Return the parameters of a case about a matter: those of its authority, and the limits that its edition sets."""
    content = content_of(edition)
    own = {
        f"matter.{name}": {
            "value": getattr(content, name),
            "unit": Unit.WORKING_DAYS.value,
            "origin": content.legal_basis.zh,
            "valid_from": edition.valid_from.isoformat() if edition.valid_from else None,
        }
        for name in LIMITS
    }
    together = dict(sorted({**kept.content, **own}.items()))
    return Kept(digest(together), together, kept.training)


def rules_of(unit: UnitOfWork, authority: Authority, *, today: date, tools: Tools) -> Snapshot:
    """Return the parameters of an authority on a day."""
    return tools.calendars.parameters(authority, unit.authorities, regime=None, on=today).content


def frame_of(unit: UnitOfWork, authority: Authority, *, today: date, tools: Tools) -> Frame:
    """Return what the rules and sections of an authority allow; raises ParameterMissingError."""
    rules = rules_of(unit, authority, today=today, tools=tools)
    fields = str(from_snapshot(rules, EXCLUDED).value).split(",")
    return Frame(
        allowed_wd=allowed_days(rules),
        excluded_fields=tuple(part.strip() for part in fields if part.strip()),
        departments=tuple(each.code for each in unit.authorities.list_departments(authority.id)),
    )


def allowed_days(rules: Snapshot) -> tuple[int, ...]:
    """Return the days on offer for late documents; raises ParameterMissingError."""
    return tuple(int(part) for part in str(from_snapshot(rules, ALLOWED_DAYS).value).split(",") if part.strip())


def judge(
    unit: UnitOfWork, authority: Authority, content: MatterContent, *, today: date, tools: Tools
) -> list[FieldError]:
    """Return everything that stands against a content today."""
    return findings(content, frame_of(unit, authority, today=today, tools=tools))
