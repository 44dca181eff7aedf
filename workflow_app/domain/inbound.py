"""Applications that other sites take in: by which channel they come, what they say, and what goes back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import BinaryIO

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import FieldError
from workflow_app.domain.time import local_date

OUTSIDE_NO = re.compile(r"[0-9A-Za-z\u4e00-\u9fff〔〕（）()._/-]{1,80}")


TAKES_IN = frozenset({Role.INTAKE, Role.WINDOW, Role.CREDIT_OFFICE})
"""Roles that type in, or bring in a spreadsheet, what another site took in for their authority."""


class InboundChannel(StrEnum):
    """How an application came: pushed as a signed request, in a spreadsheet, or typed from the site's back office."""

    API = "API"
    FILE = "FILE"
    STAFF = "STAFF"


class InboundStatus(StrEnum):
    """A case was opened for it, or it was refused before one could be."""

    OPENED = "OPENED"
    REFUSED = "REFUSED"


RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "NOT_ACCEPTED": "不予受理",
        "LAPSED": "视为撤回",
        "GRANTED": "准予修复",
        "REFUSED": "不予修复",
        "WITHDRAWN": "已撤回",
        "MOOT": "原决定已撤销，无需修复",
        "TERMINATED": "终止办理",
    }
)
"""States of a case that are told to the site that submitted it, and how they are called there."""

REFUSED_AT_GATE = "REFUSED_AT_GATE"


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file that came with an application, for one field of its form."""

    field: str
    filename: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class TakeIn:
    """An application as it came: the site's number and receipt time, when it reached us, of whom and about what."""

    site: str
    outside_no: str
    channel: InboundChannel
    received_at: datetime | None
    pushed_at: datetime | None
    uscc: str
    document_no: str
    values: Mapping[str, object] = field(default_factory=dict)
    files: tuple[InboundFile, ...] = ()
    once: Once | None = None


def wrong_in_arrival(command: TakeIn, *, now: datetime, decided_on: date | None = None) -> Iterator[FieldError]:
    """Yield what is wrong with the number and the times of an application."""
    if not OUTSIDE_NO.fullmatch(command.outside_no):
        yield FieldError("/outside_no", "INVALID" if command.outside_no else "REQUIRED")
    if command.received_at is None:
        yield FieldError("/received_at", "REQUIRED")
    elif command.received_at > now:
        yield FieldError("/received_at", "IN_THE_FUTURE", {"maximum": local_date(now)})
    elif decided_on is not None and local_date(command.received_at) < decided_on:
        yield FieldError("/received_at", "TOO_EARLY", {"minimum": decided_on})
    if command.pushed_at is None:
        yield FieldError("/pushed_at", "REQUIRED")
    elif command.pushed_at > now:
        yield FieldError("/pushed_at", "IN_THE_FUTURE", {"maximum": local_date(now)})
    elif command.received_at is not None and command.pushed_at < command.received_at:
        yield FieldError("/pushed_at", "TOO_EARLY", {"minimum": local_date(command.received_at)})
