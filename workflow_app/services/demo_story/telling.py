"""Tells tales side by side: every step at its instant, in one order, with everything due in between done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.services.demo_story.tales import Act, Tale, Told
from workflow_app.services.demo_story.time import Passing
from workflow_app.services.demo_story.town import Town

IN_FULL = timedelta(days=8)
"""How long before its end the story goes on as in a service at work, so that its outbox is not empty."""


class StoryBrokenError(Exception):
    """A step of the story could not be done; the text says of which decision and when."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at an instant; `about` names it where it fails."""

    when: datetime
    happens: Callable[[Town], object]
    about: str


def events_of(tales: Iterable[Tale]) -> list[Event]:
    """Return the steps of tales as events."""
    return [
        Event(step.when, _of(told, step.act), tale.penalty.document_no)
        for tale in tales
        for told in [Told(tale)]
        for step in tale.steps
    ]


def tell(
    events: Iterable[Event], town: Town, *, until: datetime, heard: Callable[[datetime], None] = lambda _when: None
) -> None:
    """Let everything happen before an instant, and come to it; raises StoryBrokenError."""
    passing = Passing(town.clock, town.tools, in_full_from=until - IN_FULL)
    for event in sorted((each for each in events if each.when < until), key=lambda each: each.when):
        passing.until(event.when)
        heard(event.when)
        try:
            event.happens(town)
        except Exception as error:
            wrong = getattr(error, "errors", "")
            raise StoryBrokenError(f"{event.about}, {event.when:%m-%d %H:%M}: {error!r} {wrong}") from error
    passing.until(until)


def _of(told: Told, act: Act) -> Callable[[Town], object]:
    return lambda town: act(town, told)
