"""Objections and intended repairs in words."""

from flask_babel import gettext as _

from workflow_app.domain.objections import OF_OTHERS, OFFERED, TAKEN_DOWN


def ground_word(ground: str) -> str:
    """Return what an objection is about."""
    words: dict[str, str] = {
        "DUTIES_OPEN": _("The duties of the decision are not all performed"),
        "NOT_RECTIFIED": _("The behaviour has not been put right"),
        "FALSE_MATERIALS": _("The materials of the application are not true"),
        "NOT_ELIGIBLE": _("The conditions of a repair are not met"),
        "PROCEDURE": _("The procedure was not kept"),
        "OTHER": _("Something else"),
        "REPORT": _("Ordered because of a report"),
    }
    return words.get(ground, ground)


def ground_choices() -> list[tuple[str, str]]:
    """Return what the public may choose, with its words."""
    return [(each.value, ground_word(each)) for each in OFFERED]


def relation_word(relation: str) -> str:
    """Return what somebody has to do with the matter."""
    words: dict[str, str] = {
        "HARMED": _("I was harmed by what the decision is about"),
        "NEIGHBOUR": _("I live or work nearby"),
        "EMPLOYEE": _("I work or worked there"),
        "COMPETITOR": _("I am in the same trade"),
        "PUBLIC": _("I noticed it as one of the public"),
        "PARTY": _("I am the party concerned, or act for it"),
    }
    return words.get(relation, relation)


def relation_choices() -> list[tuple[str, str]]:
    """Return what somebody may have to do with an intended repair, with its words."""
    return [(each.value, relation_word(each)) for each in OF_OTHERS]


def objection_word(status: str) -> str:
    """Return where an objection stands."""
    words: dict[str, str] = {
        "RECEIVED": _("Received, acceptance not decided yet"),
        "NOT_ACCEPTED": _("Objection not accepted"),
        "ACCEPTED": _("Accepted, being examined"),
        "ATTACHED": _("Examined together with another objection"),
        "UPHELD": _("Objection upheld"),
        "REJECTED": _("Objection not upheld"),
        "MOOT": _("Closed: the application has ended"),
    }
    return words.get(status, status)


def objection_tone(status: str) -> str:
    """Return the colour of where it stands."""
    tones = {"RECEIVED": "warning", "ACCEPTED": "info", "ATTACHED": "info", "UPHELD": "danger", "REJECTED": "success"}
    return tones.get(status, "neutral")


def arrival_word(source: str) -> str:
    """Return how an objection came."""
    words: dict[str, str] = {
        "PUBLIC": _("Over the page of the intended repair"),
        "TELEPHONE": _("By telephone"),
        "COUNTER": _("At the counter"),
        "ORDERED": _("Ordered because of a report"),
    }
    return words.get(source, source)


def arrival_choices() -> list[tuple[str, str]]:
    """Return the ways on which the staff takes an objection down, with their words."""
    return [(each.value, arrival_word(each)) for each in TAKEN_DOWN]


def repair_event_word(kind: str) -> str:
    """Return what happened to an intended repair."""
    words: dict[str, str] = {
        "HANDED_IN": _("The application was handed in"),
        "ACCEPTED": _("The application was accepted"),
        "SHOWN": _("After two reviews: the intended repair was published"),
        "SUSPENDED": _("An objection was accepted; the publicity stands still"),
        "RESUMED": _("The objection was not upheld; the publicity goes on"),
        "ENDS": _("The publicity ends at 24:00, then the authority decides"),
    }
    return words.get(kind, kind)


def group_of_objections(group: str) -> str:
    """Return what a group of the handler's list is called."""
    words: dict[str, str] = {
        "TO_JUDGE": _("To accept or not"),
        "EXAMINED_NOW": _("Being examined"),
        "OVER": _("Concluded"),
    }
    return words.get(group, group)
