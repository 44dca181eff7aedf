"""The papers of letters: the PDF from the frozen data, then the seal; what needs one is served only with it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.letter_states import PaperForm, Seal, SealWay
from workflow_app.domain.ports import StoredBlob
from workflow_app.models import Authority, DueWork, Letter, LetterPaper
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.letter_rules import seal_rules
from workflow_app.services.letter_trail import hold_letter, note_letter
from workflow_app.services.served import serve_electronically
from workflow_app.services.tools import Tools

PDF_LIMIT = 20 * 1024 * 1024
PDF = "application/pdf"
SEAL_KIND = "letter_seal"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The data of one edition of a letter, and whose it is."""

    kind: str
    data: Mapping[str, object]
    edition: int
    authority: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """The file of one edition."""

    blob: StoredBlob
    edition: int


def keep_paper(
    unit: UnitOfWork, letter: Letter, form: PaperForm, blob: StoredBlob, *, by: str, now: datetime, media: str = PDF
) -> None:
    """Add a file to the present edition of a letter."""
    unit.add(
        LetterPaper(
            letter_id=letter.id,
            edition=letter.edition,
            form=form.value,
            sha256=blob.sha256,
            size=blob.size,
            media_type=media,
            made_at=now,
            made_by=by,
        )
    )


def be_sealed(unit: UnitOfWork, letter: Letter, form: PaperForm, *, actor: Actor, now: datetime) -> None:
    """Note that a letter is sealed, and serve it where its reader agreed to read it here."""
    letter.seal = Seal.SEALED.value
    said = {"form": form.value, "edition": letter.edition}
    note_letter(unit, letter, actor=actor, action="letter.sealed", data=said, now=now)
    serve_electronically(unit, letter, now=now)


def _frozen(unit: UnitOfWork, work: DueWork) -> tuple[Letter, Frozen] | None:
    row = unit.letters.find(str(work.payload["letter_id"]))
    if row is None:
        return None
    authority = unit.authorities.get(row.authority_id)
    return row, Frozen(row.kind, row.data, row.edition, authority.code, authority.name_zh, row.issued_at)


def _prepare(unit: UnitOfWork, work: DueWork, tools: Tools) -> object:
    """Read the frozen data of a letter whose edition has no PDF yet."""
    del tools
    found = _frozen(unit, work)
    return found[1] if found and found[0].sha256 is None else None


def _render(prepared: object, tools: Tools) -> object:
    """Make the PDF and keep it under its hash; the same data twice are one file."""
    if not isinstance(prepared, Frozen):
        raise TypeError(type(prepared).__name__)
    pdf = tools.letters.render(prepared.kind, prepared.data)
    return Made(tools.blobs.put(io.BytesIO(pdf), limit=PDF_LIMIT), prepared.edition)


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Say where the PDF lies; what needs no seal is served to who agreed to read letters here, the rest is sealed."""
    row = hold_letter(unit, str(work.payload["letter_id"]))
    if row is None or not isinstance(told, Made) or row.edition != told.edition or row.sha256 is not None:
        return
    now, authority = tools.clock.now(), unit.authorities.get(row.authority_id)
    row.sha256, row.size, row.status = told.blob.sha256, told.blob.size, "READY"
    keep_paper(unit, row, PaperForm.PLAIN, told.blob, by=SERVICE.id, now=now)
    rules = seal_rules(unit, authority, tools=tools, now=now)
    if not rules.needs(row.kind):
        row.seal = Seal.NONE.value
        serve_electronically(unit, row, now=now)
    elif rules.way is SealWay.ELECTRONIC and tools.seals.has(authority.code):
        _leave_seal(unit, row, now=now)
    else:
        _tell_clerks(unit, row, authority, now=now)


def _leave_seal(unit: UnitOfWork, letter: Letter, *, now: datetime) -> None:
    """Have the present edition of a letter sealed."""
    unit.due_work.ensure(
        kind=SEAL_KIND,
        key=f"{SEAL_KIND}:{letter.id}:{letter.edition}",
        payload={"letter_id": letter.id},
        due_at=now,
        now=now,
        case_id=letter.case_id,
    )


def _tell_clerks(unit: UnitOfWork, letter: Letter, authority: Authority, *, now: datetime) -> None:
    """Tell those who stamp letters that one waits for it."""
    facts = {"number": letter.number, "title": letter.data["title"], "path": f"/desk/letters/{letter.id}/paper"}
    telling = Telling("LETTER_TO_SEAL", authority.id, facts, case_id=letter.case_id)
    unit.add(telling.for_role(Role.CLERK_OF_OFFICE, now=now))


def _prepare_seal(unit: UnitOfWork, work: DueWork, tools: Tools) -> object:
    """Read a letter that still waits for its seal."""
    del tools
    found = _frozen(unit, work)
    return found[1] if found and found[0].sha256 is not None and found[0].seal == Seal.PENDING else None


def _seal(prepared: object, tools: Tools) -> object:
    """Set the letter with the picture of its seal and sign it."""
    if not isinstance(prepared, Frozen):
        raise TypeError(type(prepared).__name__)
    pdf = tools.letters.render(prepared.kind, prepared.data, sealed=True)
    sealed = tools.seals.seal(pdf, authority=prepared.authority, name=prepared.name, at=tools.clock.now())
    return Made(tools.blobs.put(io.BytesIO(sealed), limit=PDF_LIMIT), prepared.edition)


def _record_seal(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Keep the sealed file, unless the letter was corrected or sealed otherwise meanwhile."""
    row = hold_letter(unit, str(work.payload["letter_id"]))
    if row is None or not isinstance(told, Made) or row.edition != told.edition or row.seal != Seal.PENDING:
        return
    now = tools.clock.now()
    keep_paper(unit, row, PaperForm.SIGNED, told.blob, by=SERVICE.id, now=now)
    be_sealed(unit, row, PaperForm.SIGNED, actor=SERVICE, now=now)


RENDER_LETTER = Handler(prepare=_prepare, tell=_render, record=_record)
SEAL_LETTER = Handler(prepare=_prepare_seal, tell=_seal, record=_record_seal)
