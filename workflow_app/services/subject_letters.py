"""Letters that go to a subject without a case: numbered and frozen in the transaction, their PDF made after it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workflow_app.domain.actors import Actor
from workflow_app.domain.letters import LetterData, compose
from workflow_app.domain.resources import find
from workflow_app.models import Authority, Letter, Subject
from workflow_app.repositories.letter_making import About, Making, letter_marks, make_letter
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter without a case: its code and the file of its texts."""

    code: str
    file: str


CERTIFICATE = LetterKind("T32_CERTIFICATE", "t32_certificate")


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

    def write(number: str, code: str) -> LetterData:
        marks = letter_marks(authority, number=number, code=code, base_url=tools.base_url, now=now)
        return compose(texts_of_kind(kind), {**marks, "subject_name": subject.name, "uscc": subject.uscc, **values})

    making = Making(unit, authority, kind.code, now, actor.id)
    return make_letter(making, About(subject_id=subject.id), write)
