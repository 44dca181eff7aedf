"""What a record keeps of the row it came from, and what another site is told of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
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


def persons_in(content: Mapping[str, object], *, kind: str, name: str, representative: str | None) -> tuple[str, ...]:
    """Return the names of natural persons whom a record is about, the longest first; none for an enterprise.

    A subject keeps the name and the owner it was first met with; what a later decision says of them counts as well.
    """
    kinds = {kind, content.get("subject_kind")}
    found: set[object] = set()
    if SubjectKind.PERSON in kinds:
        found |= {name, content.get("subject_name")}
    if kinds & {SubjectKind.PERSON, SubjectKind.INDIVIDUAL_BUSINESS}:
        found |= {representative, content.get("legal_representative")}
    return tuple(sorted({str(each).strip() for each in found if each}, key=lambda each: (-len(each), each)))


def told_to_all(content: Mapping[str, object]) -> tuple[str, str]:
    """Return the facts and the decision of a record that everybody may read, before persons are masked.

    Of a breach that a case has found, what was promised stands for both: the findings were written for the party.
    """
    if "rests_on" not in content:
        return str(content.get("facts", "")), str(content.get("decision", ""))
    promise = content.get("promise")
    said = promise.get("zh") or promise.get("pledge_no") if isinstance(promise, Mapping) else ""
    return str(said or ""), ""


def public_name(name: str, *, kind: str, persons: Sequence[str]) -> str:
    """Return the name of a subject as the public reads it: a person's masked, also inside a business's name."""
    return masking.person_name(name) if kind == SubjectKind.PERSON else _without(persons, name)


def public_text(text: object, *, persons: Sequence[str]) -> str:
    """Return what a decision says as the public reads it: numbers of persons and their names masked."""
    return _without(persons, masking.free_text(str(text)))


def _without(persons: Sequence[str], text: str) -> str:
    """Mask the names of persons, the longest first, so that no part of a longer one stays."""
    for person in persons:
        text = masking.business_name(text, person)
    return text


@dataclass(frozen=True, slots=True)
class Shown:
    """What a listing is made of beside the content: whom it is about and how long it is shown.

    `subject_name` is masked already; `persons` are the names to mask in the texts.
    """

    kind: str
    subject_name: str
    persons: Sequence[str]
    uscc: str | None
    document_no: str
    fine: Decimal | None
    shown_from: date
    shown_until: date | None


def listing_fields(listing_no: str, shown: Shown, content: Mapping[str, object]) -> dict[str, str]:
    """Return the frozen fields of a listing as the site protocol has them: strings, nothing empty."""
    facts, decision = told_to_all(content)
    values = {
        "listing_no": listing_no,
        "kind": shown.kind,
        "subject_name": shown.subject_name,
        "uscc": shown.uscc,
        "document_no": shown.document_no,
        "authority_name": content.get("authority_name"),
        "fact": public_text(facts, persons=shown.persons),
        "basis": public_text(content.get("basis", ""), persons=shown.persons),
        "decision": public_text(decision, persons=shown.persons),
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
