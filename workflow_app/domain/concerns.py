"""Objections to what is public, and reports about it (rules 2.8, 2.9): about what, on which ground, and how they stand.

An objection to an intended repair is none of these: it suspends a publicity, and is part of its case (rule A6).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

LONGEST_WANTED, LONGEST_ANSWER = 500, 2000
MOST_FILES = 10
"""Files of one objection or report."""


class Kind(StrEnum):
    """Who objects says what is wrong and who they are; who reports may stay unnamed."""

    OBJECTION = "OBJECTION"
    REPORT = "REPORT"


class Target(StrEnum):
    """What is public and may be spoken about."""

    RECORD = "RECORD"
    PLEDGE = "PLEDGE"
    BREACH = "BREACH"
    PERMIT = "PERMIT"
    REPAIR = "REPAIR"


TAKES: Mapping[Target, frozenset[Kind]] = MappingProxyType(
    {each: frozenset(Kind) for each in Target} | {Target.REPAIR: frozenset({Kind.REPORT})}
)
"""What is taken about each; whoever objects to an intended repair does so in its case."""


class Topic(StrEnum):
    """What somebody finds wrong (rules 2.9, 4.6)."""

    CONTENT = "CONTENT"
    PERIOD = "PERIOD"
    CLASS = "CLASS"
    RESULT = "RESULT"
    IDENTITY = "IDENTITY"
    FALSE_MATERIALS = "FALSE_MATERIALS"
    BROKEN_PROMISE = "BROKEN_PROMISE"
    PAID_DELETION = "PAID_DELETION"
    DATA = "DATA"
    MISCONDUCT = "MISCONDUCT"
    OTHER = "OTHER"


TOPICS: Mapping[Kind, tuple[Topic, ...]] = MappingProxyType(
    {
        Kind.OBJECTION: (Topic.CONTENT, Topic.IDENTITY, Topic.PERIOD, Topic.CLASS, Topic.RESULT, Topic.OTHER),
        Kind.REPORT: (
            Topic.FALSE_MATERIALS,
            Topic.BROKEN_PROMISE,
            Topic.PAID_DELETION,
            Topic.DATA,
            Topic.MISCONDUCT,
            Topic.OTHER,
        ),
    }
)


ONLY_ABOUT: Mapping[Topic, Target] = MappingProxyType({Topic.CLASS: Target.RECORD})
"""What only one kind of target has: no pledge and no permit has a class of gravity."""


def topics_of(kind: Kind, target: Target) -> tuple[Topic, ...]:
    """Return what somebody may find wrong with a target."""
    return tuple(each for each in TOPICS[kind] if ONLY_ABOUT.get(each, target) is target)


class Status(StrEnum):
    """Where it stands: it came, it is looked into, it is not taken up, it is answered."""

    RECEIVED = "RECEIVED"
    TAKEN = "TAKEN"
    NOT_TAKEN = "NOT_TAKEN"
    ANSWERED = "ANSWERED"


OPEN = frozenset({Status.RECEIVED, Status.TAKEN})


class Group(StrEnum):
    """The groups in which the desk lists them."""

    NEW = "NEW"
    TAKEN = "TAKEN"
    OVER = "OVER"


STATUSES: Mapping[Group, frozenset[Status]] = MappingProxyType(
    {
        Group.NEW: frozenset({Status.RECEIVED}),
        Group.TAKEN: frozenset({Status.TAKEN}),
        Group.OVER: frozenset({Status.ANSWERED, Status.NOT_TAKEN}),
    }
)


class Outcome(StrEnum):
    """What was found; what nobody can confirm is kept with its text and never used against anybody (rule 2.8)."""

    UPHELD = "UPHELD"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"
    UNCONFIRMED = "UNCONFIRMED"


LIMITS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.OBJECTION: ("objection.accept_wd", "objection.source_wd"),
        Kind.REPORT: ("complaint.accept_wd", "complaint.answer_cd"),
    }
)
"""Parameters: by when it is said whether it is looked into, and, from then on, by when it is answered."""

NUMBER_WORDS: Mapping[Kind, str] = MappingProxyType({Kind.OBJECTION: "异申", Kind.REPORT: "举报"})
"""With this word a number begins, in every language."""

LOOK_REASONS: Mapping[Kind, str] = MappingProxyType({Kind.OBJECTION: "OBJECTION", Kind.REPORT: "COMPLAINT"})
"""Why a pledge is looked at because of one that is taken up (rule 2.4)."""
