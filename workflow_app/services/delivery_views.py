"""How mail and SMS fare: what waits, what failed and what was given up, and trying all of it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.time import machine_now
from workflow_app.repositories.deliveries import EXPIRED, KINDS, REJECTED, SENT
from workflow_app.services.contact_codes import KINDS as CODE_KINDS
from workflow_app.services.incidents import READERS
from workflow_app.services.notice_messages import sender_of
from workflow_app.services.objection_news import KIND as OBJECTORS
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One channel in figures, each up to a thousand; those of the past are of the last seven days."""

    channel: Channel
    available: bool
    waiting: int
    failed: int
    dead: int
    sent: int
    rejected: int
    expired: int
    last_error: str | None


def list_channels(*, actor: Actor, tools: Tools) -> tuple[ChannelView, ...]:
    """Return how each channel fares; raises ForbiddenError."""
    _check_role(actor)
    since = tools.clock.now() - RECENT
    with tools.database.read() as unit:
        found = []
        for channel in Channel:
            kinds = _kinds(channel)
            counts = unit.channel_rests.count(kinds).values()
            waiting, failed, dead = (sum(each[word] for each in counts) for word in ("WAITING", "FAILED", "DEAD"))
            sent, rejected, expired = (
                unit.deliveries.count(channel, status, since=since) for status in (SENT, REJECTED, EXPIRED)
            )
            error = next(filter(None, map(unit.channel_rests.last_error, kinds)), None)
            available = sender_of(channel, tools) is not None
            found.append(ChannelView(channel, available, waiting, failed, dead, sent, rejected, expired, error))
    return tuple(found)


def count_messages(*, tools: Tools) -> Mapping[tuple[str, str], int]:
    """Return how much waits, failed and was given up, by channel and state, for the figures."""
    with tools.database.read() as unit:
        found: dict[tuple[str, str], int] = {}
        for channel in Channel:
            for counts in unit.channel_rests.count(_kinds(channel)).values():
                for state, count in counts.items():
                    key = (channel.value.lower(), state.lower())
                    found[key] = found.get(key, 0) + count
    return found


def retry_channel(channel: Channel, *, actor: Actor, tools: Tools) -> int:
    """Have everything of a channel that failed or was given up tried again at once; returns how much that is."""
    _check_role(actor)
    with tools.database.write() as unit:
        count = unit.channel_rests.revive(_kinds(channel), machine=machine_now())
        if count:
            note_event(unit, "channel/retried", {"channel": channel.value, "count": count}, tools=tools, actor=actor)
        unit.commit()
    tools.wake.nudge()
    return count


def _kinds(channel: Channel) -> tuple[str, ...]:
    own = (CODE_KINDS[channel], KINDS[channel])
    return (*own, OBJECTORS) if channel is Channel.SMS else own


def _check_role(actor: Actor) -> None:
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED")
