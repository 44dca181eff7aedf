"""Training before a repair: whether it is needed, how a test is drawn and marked, when a certificate holds."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow_app.domain.courses import Question
from workflow_app.domain.parameters import Parameter, ParameterMissingError, lookup

KEY = "repair.training"


class Training(StrEnum):
    """Whether training stands before a repair."""

    REQUIRED = "REQUIRED"
    OFFERED = "OFFERED"
    OFF = "OFF"


class Capacity(StrEnum):
    """As what an attendee belongs to the enterprise."""

    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    MANAGER = "MANAGER"


class TestStatus(StrEnum):
    """How a test stands; EXPIRED was not handed in before its time was over."""

    OPEN = "OPEN"
    PASSED = "PASSED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


class Mode(StrEnum):
    """How a class is held."""

    ONSITE = "ONSITE"
    ONLINE = "ONLINE"


class SessionStatus(StrEnum):
    """How a class stands; CLOSED has its results and certificates."""

    PLANNED = "PLANNED"
    CANCELLED = "CANCELLED"
    CLOSED = "CLOSED"


class SeatStatus(StrEnum):
    """How an enrolment stands."""

    ENROLLED = "ENROLLED"
    WAITING = "WAITING"
    CANCELLED = "CANCELLED"


class CertificateStatus(StrEnum):
    """How a certificate stands; DISPUTED waits for the second person who annuls it or lets it be."""

    VALID = "VALID"
    DISPUTED = "DISPUTED"
    ANNULLED = "ANNULLED"


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of a test: whole points of a hundred, and whether they are enough."""

    score: int
    passed: bool


def training_rule(
    rows: Iterable[Parameter], *, on: date, authority_id: str, regime: str | None, data_class: str | None
) -> Training:
    """Return whether training stands before a repair; OFF where no value holds."""
    try:
        found = lookup(rows, key=KEY, on=on, authority_id=authority_id, regime=regime, data_class=data_class)
    except ParameterMissingError:
        return Training.OFF
    return Training(str(found.value))


def holds(*, trained_on: date, valid_until: date, decided_on: date, on: date) -> bool:
    """Tell whether a certificate counts for a decision: trained after the decision, and not run out."""
    return decided_on < trained_on and on <= valid_until


def draw(bank: Sequence[Question], *, count: int, seed: str) -> list[dict[str, object]]:
    """Return a test as it is frozen: so many questions of the bank in an order by chance, their answers mixed as well.

    The same seed draws the same test from the same bank, so that anybody can check afterwards that chance drew it.
    """
    chance = random.Random(seed)  # noqa: S311 - drawing lots, not keeping secrets; the seed itself is not guessable
    drawn = chance.sample(list(bank), min(count, len(bank)))
    return [_frozen(question, chance) for question in drawn]


def _frozen(question: Question, chance: random.Random) -> dict[str, object]:
    options = chance.sample(list(question.options), len(question.options))
    return {
        "key": question.key,
        "kind": question.kind.value,
        "zh": question.text.zh,
        "en": question.text.en,
        "options": [{"zh": each.text.zh, "en": each.text.en} for each in options],
        "right": [place for place, each in enumerate(options) if each.right],
        "explanation_zh": question.explanation.zh,
        "explanation_en": question.explanation.en,
        "basis": question.basis,
    }


def score_of(
    questions: Sequence[Mapping[str, object]], answers: Mapping[str, Sequence[int]], *, pass_mark: int
) -> Marked:
    """Mark a test: a question counts when exactly what is right was chosen."""
    if not questions:
        return Marked(0, passed=False)
    right = sum(1 for each in questions if is_right(each, answers.get(str(each["key"]), ())))
    score = 100 * right // len(questions)
    return Marked(score, score >= pass_mark)


def is_right(question: Mapping[str, object], chosen: Sequence[int]) -> bool:
    """Tell whether exactly the right answers were chosen."""
    return sorted(set(chosen)) == question["right"]


def is_another(attendee: str, capacity: str, representative: str | None) -> bool:
    """Tell whether somebody is named as the legal representative while the register has another name for that."""
    known = "".join((representative or "").split()).casefold()
    return capacity == Capacity.LEGAL_REPRESENTATIVE and bool(known) and "".join(attendee.split()).casefold() != known


def attended(minutes: int, *, length: int, least_percent: int) -> bool:
    """Tell whether somebody was there long enough of a class that was so many minutes long."""
    return minutes * 100 >= length * least_percent
