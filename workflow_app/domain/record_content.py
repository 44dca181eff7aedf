"""What a record keeps of the row it came from, and what another site is told of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.domain import masking
from workflow_app.domain.penalties import PenaltyRow
from workflow_app.domain.penalty_columns import SubjectKind

_KEPT_APART = frozenset({"row", "warnings", "uscc", "person_id", "person_id_type", "representative_id"})
_FIELDS = tuple(name for name in PenaltyRow.__dataclass_fields__ if name not in _KEPT_APART)
_SPELT_OTHERWISE = {"content": "decision"}


def content_of(row: PenaltyRow) -> dict[str, object]:
    """Return a row as plain JSON; identity numbers are never part of it, what is empty is left out."""
    values = {_SPELT_OTHERWISE.get(name, name): _plain(getattr(row, name)) for name in _FIELDS}
    content = {name: value for name, value in values.items() if value is not None}
    return {**content, "orders_rectification": row.orders_rectification}


def hash_of(content: Mapping[str, object]) -> str:
    """Return the SHA-256 by which the same row is known again."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def public_name(name: str, *, kind: str, representative: str | None) -> str:
    """Return the name of a subject as the public reads it: a person's masked, also inside a business's name."""
    if kind == SubjectKind.PERSON:
        return masking.person_name(name)
    if kind == SubjectKind.INDIVIDUAL_BUSINESS:
        return masking.business_name(name, representative)
    return name


def public_text(text: str, *, person: str | None) -> str:
    """Return what a decision says as the public reads it: without numbers of persons, the person's name masked."""
    text = masking.free_text(text)
    return masking.business_name(text, person)


def person_in(name: str, *, kind: str, representative: str | None) -> str | None:
    """Return the name of the natural person whom a record is about, or None where it is about an enterprise."""
    if kind == SubjectKind.PERSON:
        return name
    return representative if kind == SubjectKind.INDIVIDUAL_BUSINESS else None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a listing is made of beside the content: whom it is about and how long it is shown.

    `subject_name` is masked already; `person` is the name to mask in the texts.
    """

    kind: str
    subject_name: str
    person: str | None
    uscc: str | None
    document_no: str
    fine: Decimal | None
    shown_from: date
    shown_until: date | None


def listing_fields(listing_no: str, shown: Shown, content: Mapping[str, object]) -> dict[str, str]:
    """Return the frozen fields of a listing as the site protocol has them: strings, nothing empty."""
    values = {
        "listing_no": listing_no,
        "kind": shown.kind,
        "subject_name": shown.subject_name,
        "uscc": shown.uscc,
        "document_no": shown.document_no,
        "authority_name": content.get("authority_name"),
        "fact": public_text(str(content.get("facts", "")), person=shown.person),
        "basis": content.get("basis"),
        "decision": public_text(str(content.get("decision", "")), person=shown.person),
        "amount": None if shown.fine is None else f"{shown.fine:f}",
        "decided_on": content.get("decided_on"),
        "shown_from": shown.shown_from.isoformat(),
        "shown_until": shown.shown_until.isoformat() if shown.shown_until else None,
    }
    return {name: str(value) for name, value in values.items() if value}


def _plain(value: object) -> object:
    """Write a value as JSON keeps it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return [str(each) for each in value] if isinstance(value, tuple) else value
