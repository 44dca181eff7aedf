"""Letters that go to a subject without a case: numbered and frozen in the transaction, their PDF made after it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workflow_app.domain.actors import Actor
from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_marks import letter_number, new_code
from workflow_app.domain.letters import compose
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Letter, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter without a case: its code, the word in its number, and the file of its texts."""

    code: str
    mark: str
    file: str


CERTIFICATE = LetterKind("T32_CERTIFICATE", "信修培证", "t32_certificate")


@cache
def texts_of_kind(kind: LetterKind) -> Mapping[str, Mapping[str, object]]:
    """Return the texts of a kind of letter as they are shipped."""
    return tomllib.loads((find("courses") / "letters" / f"{kind.file}.toml").read_text("utf-8"))


def issue_to_subject(
    unit: UnitOfWork,
    kind: LetterKind,
    *,
    authority: Authority,
    subject: Subject,
    values: Mapping[str, object],
    actor: Actor,
    tools: Tools,
) -> Letter:
    """Give a letter its number and its frozen data, and leave its PDF to be made."""
    now = tools.clock.now()
    today = local_date(now)
    last = unit.letters.next_number(authority_id=authority.id, series=f"LETTER_{kind.code}", year=today.year)
    number, code = letter_number(f"{authority.letter_prefix}{kind.mark}", today.year, last), new_code()
    common: dict[str, object] = {
        **_parties(authority, subject),
        "number": number,
        "code": code,
        "verify_url": f"{tools.base_url}/public/letters/{code}",
        "issued_on": today,
    }
    row = Letter(
        id=new_id(),
        case_id=None,
        subject_id=subject.id,
        authority_id=authority.id,
        kind=kind.code,
        number=number,
        code=code,
        data=compose(texts_of_kind(kind), {**common, **values}).to_json(),
        status="ISSUED",
        issued_on=today,
        issued_at=now,
        issued_by=actor.id,
    )
    unit.add(row)
    unit.due_work.ensure(kind="letter", key=f"letter:{row.id}", payload={"letter_id": row.id}, due_at=now, now=now)
    return row


def _parties(authority: Authority, subject: Subject) -> dict[str, object]:
    """Return what a letter says of who writes it and to whom."""
    return {
        "authority": authority.name_zh,
        "authority_en": authority.name_en,
        "authority_phone": authority.phone,
        "subject_name": subject.name,
        "uscc": subject.uscc,
    }
