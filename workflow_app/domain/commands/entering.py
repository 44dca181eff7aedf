"""What somebody asks who is not in yet."""

from dataclasses import dataclass, field
from enum import StrEnum


class Purpose(StrEnum):
    """What a telephone is shown to be one's own for; a code for one is of no use for another."""

    REGISTER = "REGISTER"
    RESET = "RESET"
    CONSENT = "CONSENT"
    TAKE_OVER = "TAKE_OVER"
    SIGN = "SIGN"


@dataclass(frozen=True, slots=True)
class AskForCode:
    """A code shall go to a telephone; `caller` is the network that asks, `about_id` what is to be agreed to."""

    purpose: Purpose
    mobile: str = field(repr=False)
    caller: str
    language: str
    about_id: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Somebody whose telephone is confirmed opens an account; `agreed` to how personal data are used."""

    secret: str = field(repr=False)
    name: str = field(repr=False)
    password: str = field(repr=False)
    agreed: bool
    language: str
