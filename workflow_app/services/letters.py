"""Letters for their readers: shown, handed out as the sealed paper where there is one, and verified by anyone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.letter_marks import normal_code
from workflow_app.domain.letter_states import SEALED_FORMS
from workflow_app.domain.policies import may_read_record, reads_by_office
from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.models import Letter, LetterPaper
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.removal_states import removals_of
from workflow_app.services.showing_papers import changes_of, show_letter
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView, SiteStateView

PDF = "application/pdf"
ENDINGS = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
ENTERPRISE = "ENTERPRISE"
NOTICE = "T01_NOTICE"
REPAIR_PROOF = "REPAIR_PROOF"
"""The kind whose page tells how each site stands at the moment it is looked at."""


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A file of a letter, opened: the letter, what kind of file it is, and its bytes."""

    letter: LetterView
    media_type: str
    stream: BinaryIO

    @property
    def filename(self) -> str:
        """Return the name under which the file is saved: the number of the letter."""
        return f"{self.letter.number}.{ENDINGS.get(self.media_type, 'pdf')}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may know of a letter by its code; `sealed_at` and `fingerprint` are of its sealed copy.

    `record_id` names the record that a notice on repair tells of; whether the public may read it is asked there.
    """

    letter: LetterView
    sealed_at: datetime | None = None
    form: str = ""
    fingerprint: str = ""
    may_open: bool = False
    sites: tuple[SiteStateView, ...] = ()
    record_id: str | None = None


def get_letter(letter_id: str, *, actor: Actor, tools: Tools) -> LetterView:
    """Return a letter; raises NotFoundError for those whose case it is not."""
    with tools.database.read() as unit:
        return _show(unit, _readable(unit, letter_id, actor))


def open_letter_pdf(letter_id: str, *, actor: Actor, tools: Tools) -> tuple[LetterView, BinaryIO]:
    """Return a letter and its PDF; raises ConflictError LETTER_NOT_READY while it is being made."""
    paper = open_letter(letter_id, actor=actor, tools=tools, only=PDF)
    return paper.letter, paper.stream


def open_letter(letter_id: str, *, actor: Actor, tools: Tools, only: str = "") -> OpenPaper:
    """Return the best file of a letter's present edition, the sealed one before the plain one.

    `only` takes files of one media type alone. Raises ConflictError LETTER_NOT_READY while there is none.
    """
    with tools.database.read() as unit:
        row = _readable(unit, letter_id, actor)
        papers = [each for each in _papers(unit, row) if only in ("", each.media_type)]
        if papers:
            return OpenPaper(_show(unit, row), papers[0].media_type, tools.blobs.open(papers[0].sha256))
        if row.sha256 is None:
            raise ConflictError("LETTER_NOT_READY")
        return OpenPaper(_show(unit, row), PDF, tools.blobs.open(row.sha256))


def open_paper(paper_id: str, *, actor: Actor, tools: Tools) -> OpenPaper:
    """Return any file of a letter, also of an earlier edition; raises NotFoundError LETTER_UNKNOWN."""
    with tools.database.read() as unit:
        paper = unit.letter_changes.paper(paper_id)
        if paper is None:
            raise NotFoundError("LETTER_UNKNOWN")
        row = _readable(unit, paper.letter_id, actor)
        return OpenPaper(_show(unit, row), paper.media_type, tools.blobs.open(paper.sha256))


def verify_letter(code: str, *, tools: Tools) -> LetterView:
    """Return the letter that carries a code, for anyone, people masked; raises NotFoundError LETTER_UNKNOWN."""
    return verify_with_seal(code, tools=tools).letter


def verify_with_seal(code: str, *, tools: Tools) -> Verified:
    """Return the letter that carries a code with its sealed copy, for anyone; raises NotFoundError LETTER_UNKNOWN."""
    with tools.database.read() as unit:
        row = _coded(unit, code)
        letter = replace(_dated(unit, row, _show(unit, row)), subject_name=_public_name(unit, row))
        paper = _sealed(unit, row)
        sites = _sites(unit, row)
        record_id = row.record_id if row.kind == NOTICE else None
        if paper is None:
            return Verified(letter, sites=sites, record_id=record_id)
        return Verified(letter, paper.made_at, paper.form, paper.sha256, _is_open(unit, row), sites, record_id)


def open_verified(code: str, *, tools: Tools) -> OpenPaper:
    """Return the sealed copy to who holds the code of a letter; what is for a person is not handed out."""
    with tools.database.read() as unit:
        row = _coded(unit, code)
        paper = _sealed(unit, row)
        if paper is None or not _is_open(unit, row):
            raise NotFoundError("LETTER_UNKNOWN")
        return OpenPaper(_show(unit, row), paper.media_type, tools.blobs.open(paper.sha256))


def refuse_stranger(unit: UnitOfWork, row: Letter, actor: Actor) -> None:
    """Refuse those whose letter it is not: of a case its readers, of a record those who read it, else the office."""
    if row.case_id is not None:
        refuse_reader(actor, unit.cases.get(row.case_id))
    elif row.subject_id is not None:
        if not may_read_record(actor, subject_id=row.subject_id, authority_id=row.authority_id):
            raise NotFoundError("LETTER_UNKNOWN")
    elif not reads_by_office(actor, row.authority_id):
        raise NotFoundError("LETTER_UNKNOWN")


def _readable(unit: UnitOfWork, letter_id: str, actor: Actor) -> Letter:
    row = unit.letters.find(letter_id)
    if row is None:
        raise NotFoundError("LETTER_UNKNOWN")
    refuse_stranger(unit, row, actor)
    return row


def _coded(unit: UnitOfWork, code: str) -> Letter:
    row = unit.letters.find_by_code(normal_code(code))
    if row is None:
        raise NotFoundError("LETTER_UNKNOWN")
    return row


def _show(unit: UnitOfWork, row: Letter) -> LetterView:
    return show_letter(row, changes=changes_of(unit, [row]).get(row.id, ()))


def _dated(unit: UnitOfWork, row: Letter, view: LetterView) -> LetterView:
    """Return a certificate of training with the last day on which it counts, and when it was annulled."""
    certificate = unit.trainings.certificate_of_letter(row.id)
    if certificate is None:
        return view
    ended = local_date(certificate.annulled_at) if certificate.annulled_at else None
    return replace(view, valid_until=certificate.valid_until, annulled_on=ended)


def _papers(unit: UnitOfWork, row: Letter) -> Sequence[LetterPaper]:
    """Return the files of the present edition, the sealed ones first."""
    papers = [each for each in unit.letter_changes.papers([row.id]) if each.edition == row.edition]
    return sorted(papers, key=lambda each: each.form not in SEALED_FORMS)


def _sealed(unit: UnitOfWork, row: Letter) -> LetterPaper | None:
    return next((each for each in _papers(unit, row) if each.form in SEALED_FORMS), None)


def _sites(unit: UnitOfWork, row: Letter) -> tuple[SiteStateView, ...]:
    """Return how every site of a proof of repair stands now, from the last round of removals of its case."""
    if row.kind != REPAIR_PROOF or row.case_id is None:
        return ()
    found = removals_of(unit, [row.case_id]).get(row.case_id, ())
    return tuple({each.site: each for each in found}.values())


def _is_open(unit: UnitOfWork, row: Letter) -> bool:
    """Tell whether the whole letter may be handed to who holds its code: never what is for a person."""
    return row.subject_id is not None and unit.subjects.get(row.subject_id).kind == ENTERPRISE


def _public_name(unit: UnitOfWork, row: Letter) -> str:
    """Return the addressee as the public may read it."""
    name = str(row.data["addressee"]["name"])
    if row.subject_id is None:
        return name
    subject = unit.subjects.get(row.subject_id)
    persons = persons_in({}, kind=subject.kind, name=subject.name, representative=subject.legal_representative)
    return public_name(name, kind=subject.kind, persons=persons)
