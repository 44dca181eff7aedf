"""Objections to what is public and reports about it in words."""

from flask_babel import gettext as _

from workflow_app.domain.concern_entering import Identified
from workflow_app.domain.concerns import Kind, Outcome, Target, topics_of
from workflow_app.domain.objections import Relation
from workflow_app.web.pages.objection_words import relation_word

PATHS = {
    Target.RECORD: "/public/records",
    Target.PLEDGE: "/public/pledges",
    Target.BREACH: "/public/breaches",
    Target.PERMIT: "/public/permits",
    Target.REPAIR: "/public/repairs",
}
DESK_PATHS = {
    Target.RECORD: "/desk/records",
    Target.PLEDGE: "/desk/pledges",
    Target.PERMIT: "/desk/permits",
    Target.REPAIR: "/desk/cases",
}
"""Where the desk sees what is spoken about; a breach is seen with its pledge on the public page."""
ACTS = {Kind.OBJECTION: "object", Kind.REPORT: "report"}


def concern_kind_word(kind: str) -> str:
    """Return what it is called."""
    words: dict[str, str] = {"OBJECTION": _("Objection"), "REPORT": _("Report")}
    return words.get(kind, kind)


def target_word(target: str) -> str:
    """Return what somebody speaks about."""
    words: dict[str, str] = {
        "RECORD": _("Record"),
        "PLEDGE": _("Public pledge"),
        "BREACH": _("Broken pledge"),
        "PERMIT": _("Permit"),
        "REPAIR": _("Intended repair"),
    }
    return words.get(target, target)


def identified_word(identified: str) -> str:
    """Return how somebody showed who they are."""
    words: dict[str, str] = {
        "ID_CARD": _("identity card seen"),
        "PASSPORT": _("passport seen"),
        "OTHER": _("another document seen"),
        "CALLED_BACK": _("called back at their telephone"),
        "SAID": _("as they said, nothing was shown"),
    }
    return words.get(identified, identified)


def identified_choices() -> list[tuple[str, str]]:
    """Return how somebody may show who they are, with its words."""
    return [(each.value, identified_word(each)) for each in Identified]


def topic_word(topic: str) -> str:
    """Return what somebody finds wrong."""
    words: dict[str, str] = {
        "CONTENT": _("What stands there is not right"),
        "PERIOD": _("It is shown too long, or not long enough"),
        "CLASS": _("The class of gravity is not right"),
        "RESULT": _("The decision or its result is not right"),
        "IDENTITY": _("It is about somebody else"),
        "FALSE_MATERIALS": _("The papers or the statements were false"),
        "BROKEN_PROMISE": _("The promise, or what is permitted, is not kept"),
        "PAID_DELETION": _("Somebody offers to have records deleted for money"),
        "DATA": _("Data leaked or were tampered with"),
        "MISCONDUCT": _("An official did not act rightly"),
        "OTHER": _("Something else"),
    }
    return words.get(topic, topic)


def topic_choices(kind: Kind, target: Target) -> list[tuple[str, str]]:
    """Return what may be chosen about a target, with its words."""
    return [(each.value, topic_word(each)) for each in topics_of(kind, target)]


def speaker_choices() -> list[tuple[str, str]]:
    """Return what somebody may have to do with it, the party itself first."""
    ordered = sorted(Relation, key=lambda each: each is not Relation.PARTY)
    return [(each.value, relation_word(each)) for each in ordered]


def concern_word(status: str) -> str:
    """Return where it stands."""
    words: dict[str, str] = {
        "RECEIVED": _("Received"),
        "TAKEN": _("Being looked into"),
        "NOT_TAKEN": _("Not taken up"),
        "ANSWERED": _("Answered"),
    }
    return words.get(status, status)


def concern_tone(status: str) -> str:
    """Return the colour of where it stands."""
    return {"RECEIVED": "warning", "TAKEN": "info", "ANSWERED": "success"}.get(status, "neutral")


def concern_outcome_word(outcome: str) -> str:
    """Return what was found."""
    words: dict[str, str] = {
        "UPHELD": _("Well founded"),
        "PARTLY": _("Well founded in part"),
        "REJECTED": _("Not well founded"),
        "UNCONFIRMED": _("Could not be confirmed"),
    }
    return words.get(outcome, outcome)


def outcome_choices() -> list[tuple[str, str]]:
    """Return what may be found, with its words."""
    return [(each.value, concern_outcome_word(each)) for each in Outcome]


def concern_group_word(group: str) -> str:
    """Return what a group of the desk's list is called."""
    words: dict[str, str] = {"NEW": _("To be taken up or not"), "TAKEN": _("Being looked into"), "OVER": _("Concluded")}
    return words.get(group, group)


def path_of_target(target: str, target_id: str, *, desk: bool = False) -> str:
    """Return the page of what is spoken about: that of the desk where it has one, else the public one."""
    known = Target(target)
    return f"{(DESK_PATHS if desk else PATHS).get(known, PATHS[known])}/{target_id}"


WORDS = (
    identified_word,
    identified_choices,
    concern_kind_word,
    target_word,
    topic_word,
    concern_word,
    concern_tone,
    concern_outcome_word,
    outcome_choices,
    concern_group_word,
    path_of_target,
)
