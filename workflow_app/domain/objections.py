"""Objections of the public to an intended repair (rule A6): what they are about, and where each stands."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from workflow_app.domain import masking

NUMBER_WORD = "异议"
"""With this word begins the number of an objection; it is part of the number in every language."""
SMS = "SMS"
"""How who objects or reports may ask to be told."""
MESSAGE = "objection_accepted"
"""What a case that waits is told once an objection is accepted."""
LONGEST_STATEMENT, LONGEST_REASON, LONGEST_NAME, LONGEST_INTEREST = 2000, 1000, 60, 200
MOST_FILES = 10
"""Files of one side of an objection."""
OBJECTOR, APPLICANT = "OBJECTOR", "APPLICANT"
"""The two sides of an objection."""
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_BETWEEN = re.compile(r"[\s()（）-]+")


class Ground(StrEnum):
    """What somebody finds wrong with an intended repair."""

    DUTIES_OPEN = "DUTIES_OPEN"
    NOT_RECTIFIED = "NOT_RECTIFIED"
    FALSE_MATERIALS = "FALSE_MATERIALS"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    PROCEDURE = "PROCEDURE"
    OTHER = "OTHER"
    REPORT = "REPORT"


OFFERED = tuple(each for each in Ground if each is not Ground.REPORT)
"""What the public may choose; a report is ordered by its handler."""
TOLD_APART_BY_TEXT = frozenset({Ground.OTHER, Ground.REPORT})
"""Grounds that say nothing of what is meant: two of them are the same only if a person says so."""


class Relation(StrEnum):
    """What somebody has to do with the matter."""

    HARMED = "HARMED"
    NEIGHBOUR = "NEIGHBOUR"
    EMPLOYEE = "EMPLOYEE"
    COMPETITOR = "COMPETITOR"
    PUBLIC = "PUBLIC"
    PARTY = "PARTY"


OF_OTHERS = tuple(each for each in Relation if each is not Relation.PARTY)
"""What somebody may have to do with an intended repair; the party itself answers objections, and makes none."""


class Source(StrEnum):
    """How an objection came: typed by the objector, taken down by the staff, or ordered because of a report."""

    PUBLIC = "PUBLIC"
    TELEPHONE = "TELEPHONE"
    COUNTER = "COUNTER"
    ORDERED = "ORDERED"


TAKEN_DOWN = (Source.TELEPHONE, Source.COUNTER)
"""The ways on which the staff takes an objection down; both stand on the notice of an intended repair."""


class Status(StrEnum):
    """Where an objection stands; MOOT is one whose case ended without it."""

    RECEIVED = "RECEIVED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    ACCEPTED = "ACCEPTED"
    ATTACHED = "ATTACHED"
    UPHELD = "UPHELD"
    REJECTED = "REJECTED"
    MOOT = "MOOT"


UNDER_EXAMINATION = frozenset({Status.ACCEPTED, Status.ATTACHED})
UNDECIDED = frozenset({Status.RECEIVED, Status.ACCEPTED, Status.ATTACHED})
"""While one of these is there, the repair is not granted."""
EXAMINED = frozenset({Status.UPHELD, Status.REJECTED})


class Judged(Protocol):
    """An objection as far as it counts for those that come after it."""

    @property
    def ground(self) -> str:
        """Return what it is about."""

    @property
    def status(self) -> str:
        """Return where it stands."""

    @property
    def attached_to_id(self) -> str | None:
        """Return with which other one it is examined."""


def of_same_ground(ground: str, earlier: Iterable[Judged]) -> Judged | None:
    """Return the accepted objection of a case with the same ground, or None: it suspends once (rule A6)."""
    if ground in TOLD_APART_BY_TEXT:
        return None
    return next((each for each in _accepted(earlier) if each.ground == ground), None)


def being_examined(earlier: Iterable[Judged]) -> Judged | None:
    """Return the accepted objection of a case whose examination runs or is about to, or None."""
    return next((each for each in _accepted(earlier) if each.status == Status.ACCEPTED), None)


def _accepted(earlier: Iterable[Judged]) -> list[Judged]:
    leads = {Status.ACCEPTED, *EXAMINED}
    return [each for each in earlier if each.status in leads and each.attached_to_id is None]


def normal_phone(typed: str) -> str | None:
    """Return a telephone number without what people write between its digits, or None where it cannot be one."""
    number = _BETWEEN.sub("", typed.strip())
    return number if _PHONE.fullmatch(number) else None


def without_objector(text: str, *, name: str, phone: str) -> str:
    """Return what an objector wrote as others read it: numbers, and the writer's own name and telephone, masked."""
    shown = text.replace(phone, masking.phone(phone)) if phone else text
    return masking.business_name(masking.free_text(shown), name)
