"""What people type about training, read and checked; every wrong field is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.training import Capacity, Mode, is_another
from workflow_app.domain.typed_fields import TypedFields

LONGEST_CLASS = timedelta(hours=24)
MOST_SEATS, MOST_HOURS, LONGEST_PLACE, LONGEST_NOTE, LONGEST_NAME = 200, 40, 300, 1000, 60
LANGUAGES = ("ZH", "EN", "ZH_EN")
LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class SessionFields:
    """A class as it was typed."""

    title: str
    mode: Mode
    place: str
    language: str
    trainer: str
    hours: int
    capacity: int
    tested: bool
    note: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes part, and as what of the enterprise."""

    name: str
    capacity: Capacity


def session_fields(
    given: Mapping[str, str], *, starts_at: datetime | None, ends_at: datetime | None, now: datetime
) -> SessionFields:
    """Return a class as it was typed; raises InvalidError by field."""
    typed = TypedFields(given)
    chosen = typed.choice("mode", set(Mode), needed=True)
    mode = Mode.ONLINE if chosen == Mode.ONLINE else Mode.ONSITE
    place = typed.text("place", longest=LONGEST_PLACE)
    if place and mode is Mode.ONLINE and not LINK.fullmatch(place):
        typed.refuse("place", "NOT_A_LINK")
    _check_instants(typed, starts_at, ends_at, now)
    found = {
        "title": typed.text("title", longest=120),
        "mode": mode,
        "place": place,
        "language": typed.choice("language", LANGUAGES, needed=True) or LANGUAGES[0],
        "trainer": typed.text("trainer", longest=LONGEST_NAME),
        "hours": typed.whole("hours", least=1, most=MOST_HOURS),
        "capacity": typed.whole("capacity", least=1, most=MOST_SEATS),
        "tested": typed.ticked("tested"),
        "note": typed.text("note", longest=LONGEST_NOTE, shortest=0),
    }
    typed.finish()
    assert starts_at is not None  # noqa: S101 - a missing instant was refused above
    assert ends_at is not None  # noqa: S101 - a missing instant was refused above
    return SessionFields(**found, starts_at=starts_at, ends_at=ends_at)  # type: ignore[arg-type] # each read above as its own type


def _check_instants(typed: TypedFields, starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> None:
    if starts_at is None:
        typed.refuse("starts_at", "INVALID_INSTANT")
    elif starts_at <= now:
        typed.refuse("starts_at", "TRAINING_IN_THE_PAST")
    if ends_at is None:
        typed.refuse("ends_at", "INVALID_INSTANT")
    elif starts_at is not None and ends_at <= starts_at:
        typed.refuse("ends_at", "ENDS_BEFORE_START")
    elif starts_at is not None and ends_at - starts_at > LONGEST_CLASS:
        typed.refuse("ends_at", "TRAINING_TOO_LONG", maximum=24)


def person(name: str, capacity: str) -> Person:
    """Return who takes part; raises InvalidError by field."""
    typed = TypedFields({"attendee": name, "capacity": capacity})
    found = typed.text("attendee", longest=LONGEST_NAME, shortest=2)
    chosen = typed.choice("capacity", set(Capacity), needed=True)
    typed.finish()
    return Person(found, Capacity(str(chosen)))


def refuse_another(who: Person, representative: str | None, *, insists: bool) -> None:
    """Ask once more about a legal representative whom the register does not know; raises InvalidError."""
    if not insists and is_another(who.name, who.capacity, representative):
        raise InvalidError(FieldError("/insists", "NOT_THE_REPRESENTATIVE", {"name": representative}))
