"""What is sent to whom by mail and SMS, as a table for its reader."""

from dataclasses import dataclass

from workflow_app.domain.outward import OUTWARD, Audience
from workflow_app.web.context import find_actor
from workflow_app.web.pages.notice_words import NOTICES


@dataclass(frozen=True, slots=True)
class OutwardRow:
    """One kind of message and by which channels it goes."""

    title: str
    mail: bool
    sms: bool


def actor_is_staff() -> bool:
    """Tell whether the reader holds a role of an office and acts for nobody."""
    actor = find_actor()
    return actor is not None and not actor.subject_ids


def outward_rows() -> list[OutwardRow]:
    """Return the kinds of messages that leave the house for this reader, each title once, what comes by SMS first."""
    audience = Audience.STAFF if actor_is_staff() else Audience.SUBJECT
    rows: dict[str, OutwardRow] = {}
    for code, ways in OUTWARD.items():
        if audience in ways and code in NOTICES:
            title, way = str(NOTICES[code].title), ways[audience]
            known = rows.get(title, OutwardRow(title, mail=False, sms=False))
            rows[title] = OutwardRow(title, mail=known.mail or way.mail is not None, sms=known.sms or way.sms)
    return sorted(rows.values(), key=lambda row: not row.sms)
