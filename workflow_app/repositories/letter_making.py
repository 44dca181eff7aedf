"""A letter comes into being: number, frozen data and the work of making its PDF, in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_kinds import MARKS, series_of
from workflow_app.domain.letter_marks import letter_number, new_code
from workflow_app.domain.letters import LetterData
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Authority, DueWork, Letter
from workflow_app.repositories.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, as far as there is such a thing, and which letter it takes the place of."""

    case_id: str | None = None
    record_id: str | None = None
    subject_id: str | None = None
    replaces_id: str | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """Who issues a letter of which kind, and when."""

    unit: UnitOfWork
    authority: Authority
    kind: str
    now: datetime
    by: str


def make_letter(making: Making, about: About, write: Callable[[str, str], LetterData]) -> Letter:
    """Take the next number, have the data written with it and a fresh code, and leave the PDF to be made."""
    unit, authority, today = making.unit, making.authority, local_date(making.now)
    series = series_of(making.kind)
    last = unit.letters.next_number(authority_id=authority.id, series=series, year=today.year)
    number = letter_number(f"{authority.letter_prefix}{MARKS.get(making.kind, making.kind)}", today.year, last)
    code = new_code()
    letter = Letter(
        id=new_id(),
        case_id=about.case_id,
        record_id=about.record_id,
        subject_id=about.subject_id,
        replaces_id=about.replaces_id,
        authority_id=authority.id,
        kind=making.kind,
        number=number,
        series=series,
        year=today.year,
        sequence=last,
        code=code,
        data=write(number, code).to_json(),
        status="ISSUED",
        edition=1,
        issued_on=today,
        issued_at=making.now,
        issued_by=making.by,
    )
    unit.add(letter, pages_of(letter, now=making.now))
    return letter


def pages_of(letter: Letter, *, now: datetime) -> DueWork:
    """Return the work of making the PDF of a letter's present edition."""
    again = f":{letter.edition}" if letter.edition > 1 else ""
    return DueWork(
        kind="letter",
        key=f"letter:{letter.id}{again}",
        case_id=letter.case_id,
        payload={"letter_id": letter.id},
        status="PENDING",
        due_at=now,
        not_before=machine_now(),
        attempts=0,
        created_at=now,
    )


def letter_marks(authority: Authority, *, number: str, code: str, base_url: str, now: datetime) -> Mapping[str, object]:
    """Return the values that every letter of an authority takes."""
    return {
        "authority": authority.name_zh,
        "authority_en": authority.name_en,
        "authority_phone": authority.phone,
        "number": number,
        "code": code,
        "verify_url": f"{base_url}/public/letters/{code}",
        "issued_on": local_date(now),
    }
