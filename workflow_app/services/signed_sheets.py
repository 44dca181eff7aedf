"""Sheets that were signed on paper: registered by a clerk of the office, with the scan, the signer and the day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.approval_sheets import SIGNS, may_register_sheet, wrong_in_sheet
from workflow_app.domain.commands.approval_sheets import RegisterSheet
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.models import Account, SignedSheet
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.signed_sheets import SignedSheets
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.approval_sheets import refuse_outsider
from workflow_app.services.audit import record_for_case
from workflow_app.services.proofs import KeptProof, keep_proof
from workflow_app.services.tools import Tools

AFTERWARDS = ("/proof", "/compared")
"""What is wanted only once the letter of a decision was seen."""
Within = Callable[[UnitOfWork, SignedSheet, RegisterSheet, Actor, Tools], None]
"""What else is done in the unit of work that registers a sheet."""


@dataclass(frozen=True, slots=True)
class SignedSheetView:
    """A sheet that somebody signed on paper, and who entered it."""

    id: str
    case_id: str
    signer: str
    signed_on: date
    entered_by: str
    entered_at: datetime
    filename: str
    media_type: str
    size: int
    is_decision: bool = False
    dispute: str | None = None
    disputed_at: datetime | None = None
    may_dispute: bool = False


@dataclass(frozen=True, slots=True)
class SignedPapers:
    """What was signed in a case; `signers` are offered to who may register more, and `rule` says why not else."""

    sheets: tuple[SignedSheetView, ...]
    signers: tuple[tuple[str, str], ...]
    rule: str


def list_signed_sheets(case_id: str, *, actor: Actor, tools: Tools) -> SignedPapers:
    """Return the signed sheets of a case for the desk that reads it; raises as `get_sheet`."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_outsider(actor, rows)
        answer = may_register_sheet(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
        can = answer.allowed and rows.case.number is not None
        return SignedPapers(
            sheets=_show(unit, SignedSheets(unit.session).of_case(case_id), actor=actor),
            signers=tuple((each.id, each.name) for each in signers_of(unit, rows) if each.id != actor.id)
            if can
            else (),
            rule="" if can else answer.rule,
        )


def register_sheet(command: RegisterSheet, *, actor: Actor, tools: Tools, within: Within | None = None) -> str:
    """Keep the scan of a signed sheet beside its case; return the sheet's id. What it decides is done `within`.

    Raises NotFoundError, ForbiddenError, ConflictError SHEET_REGISTERED (these very bytes), InvalidError on `/number`
    (of another case), `/signer_id`, `/signed_on`, `/proof`.
    """
    with tools.database.read() as unit:
        _check(unit, unit.cases.get(command.case_id), command, actor, tools)
    if command.proof is None:
        raise InvalidError  # a proof that is missing has been refused above
    kept, now = keep_proof(command.proof, actor=actor, tools=tools), tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        unit.audit.lock_case(command.case_id)
        rows = unit.cases.get(command.case_id)
        signed_on = _check(unit, rows, command, actor, tools)
        if any(each.sha256 == kept.blob.sha256 for each in SignedSheets(unit.session).of_case(command.case_id)):
            raise ConflictError("SHEET_REGISTERED")
        sheet = _sheet(command, kept, signed_on=signed_on, actor=actor, now=now)
        unit.add(sheet)
        unit.flush()
        if within is not None:
            within(unit, sheet, command, actor, tools)
        else:
            data = what_was_signed(sheet)
            record_for_case(
                unit, case_id=sheet.case_id, actor=actor, action="case.sheet_registered", data=data, now=now
            )
        once.keep(unit, command.once, row_id, sheet)
        unit.commit()
    return sheet.id


def wrong_on_sheet(command: RegisterSheet, *, actor: Actor, tools: Tools) -> tuple[FieldError, ...]:
    """Return what is wrong with what was typed from a signed sheet, before its scan is chosen and compared with it."""
    with tools.database.read() as unit:
        try:
            _check(unit, unit.cases.get(command.case_id), command, actor, tools)
        except InvalidError as error:
            return tuple(each for each in error.errors if each.field not in AFTERWARDS)
    return ()


def _sheet(command: RegisterSheet, kept: KeptProof, *, signed_on: date, actor: Actor, now: datetime) -> SignedSheet:
    return SignedSheet(
        id=new_id(),
        case_id=command.case_id,
        signer_id=command.signer_id,
        signed_on=signed_on,
        sha256=kept.blob.sha256,
        size=kept.blob.size,
        media_type=kept.facts.media_type,
        filename=kept.facts.filename,
        scan=kept.scan,
        entered_by=actor.id,
        entered_at=now,
    )


def what_was_signed(sheet: SignedSheet) -> dict[str, str]:
    """Return what the trail of a case says of a signed sheet."""
    return {"signer_id": sheet.signer_id, "signed_on": sheet.signed_on.isoformat(), "filename": sheet.filename}


def open_signed_sheet(sheet_id: str, *, actor: Actor, tools: Tools) -> tuple[SignedSheetView, BinaryIO]:
    """Return a signed sheet and its bytes for the desk that reads its case; raises NotFoundError, ForbiddenError."""
    with tools.database.read() as unit:
        row = SignedSheets(unit.session).find(sheet_id)
        if row is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        refuse_outsider(actor, unit.cases.get(row.case_id))
        (view,) = _show(unit, [row])
        return view, tools.blobs.open(row.sha256)


def _check(unit: UnitOfWork, rows: CaseRows, command: RegisterSheet, actor: Actor, tools: Tools) -> date:
    """Return the day on which the sheet was signed, if it may be registered as asked."""
    case = rows.case
    refuse_outsider(actor, rows)
    answer = may_register_sheet(actor, authority_id=case.authority_id, subject_id=case.subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if case.number is None or case.submitted_at is None:
        raise ConflictError("SHEET_OF_DRAFT")
    wrong = list(
        wrong_in_sheet(
            command,
            number=case.number,
            signers=[each.id for each in signers_of(unit, rows)],
            by=actor.id,
            first=local_date(case.submitted_at),
            today=local_date(tools.clock.now()),
        )
    )
    if wrong or command.signed_on is None:
        raise InvalidError(*wrong)
    return command.signed_on


def signers_of(unit: UnitOfWork, rows: CaseRows) -> Sequence[Account]:
    """Return who may have signed the sheet of a case."""
    return SignedSheets(unit.session).signers(rows.case.id, rows.case.authority_id, SIGNS)


def _show(
    unit: UnitOfWork, sheets: Sequence[SignedSheet], *, actor: Actor | None = None
) -> tuple[SignedSheetView, ...]:
    names = unit.accounts.names([each for row in sheets for each in (row.signer_id, row.entered_by)])
    return tuple(
        SignedSheetView(
            id=row.id,
            case_id=row.case_id,
            signer=names.get(row.signer_id, ""),
            signed_on=row.signed_on,
            entered_by=names.get(row.entered_by, ""),
            entered_at=row.entered_at,
            filename=row.filename,
            media_type=row.media_type,
            size=row.size,
            is_decision=row.task_id is not None,
            dispute=row.dispute,
            disputed_at=row.disputed_at,
            may_dispute=bool(actor and row.task_id and row.signer_id == actor.id and row.disputed_at is None),
        )
        for row in sheets
    )
