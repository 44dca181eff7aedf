"""What is entered by hand because it happened outside: each with the document that says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflow_app.domain.commands.once import Once
from workflow_app.domain.inlets import AppealResult, BreachKind, EntryKind, LiftGround, SubjectStatus
from workflow_app.domain.severity import PenaltyType


@dataclass(frozen=True, slots=True)
class RegisterAppeal:
    """What came of an appeal against a record; a varied decision says what is new of it."""

    record_id: str
    result: AppealResult
    decided_on: date | None
    document_no: str
    fine: Decimal | None = None
    decision: str | None = None
    penalty_types: tuple[PenaltyType, ...] = ()
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class ChangeSubject:
    """What became of a subject on a day; a renamed one has a name, a merged or split one a successor (by its code)."""

    uscc: str
    status: SubjectStatus
    on: date | None
    document_no: str
    name: str | None = None
    successor_uscc: str | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class EnterAdverse:
    """A list entry or a breach; `based_on` is the id of the record it rests on, where it rests on one."""

    kind: EntryKind
    subject_id: str
    authority_id: str
    document_no: str
    decided_on: date | None
    facts: str
    basis: str
    breach_kind: BreachKind | None = None
    based_on: str | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class LiftEntry:
    """An entry ends, by a decision."""

    record_id: str
    ground: LiftGround
    document_no: str
    decided_on: date | None
    once: Once | None = None
