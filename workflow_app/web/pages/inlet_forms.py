"""What the forms of things that happened outside read from a request, and how they say what is wrong with it."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from flask import request

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.time import ZONE
from workflow_app.web.sentences import sentence

Chosen = TypeVar("Chosen", bound=StrEnum)

UNPROCESSABLE = 422
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


def text(name: str) -> str:
    """Return what was typed into a field, without space around it."""
    return request.form.get(name, "").strip()


def day(name: str) -> date | None:
    """Return a day, None where nothing was typed; raises InvalidError INVALID_DATE."""
    typed = text(name)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidError(FieldError(f"/{name}", "INVALID_DATE")) from None


def instant(name: str) -> datetime | None:
    """Return an instant typed in Beijing time, None where nothing was; raises InvalidError INVALID_DATE."""
    try:
        return datetime.fromisoformat(text(name)).replace(tzinfo=ZONE) if text(name) else None
    except ValueError:
        raise InvalidError(FieldError(f"/{name}", "INVALID_DATE")) from None


def amount(name: str) -> Decimal | None:
    """Return an amount in yuan, None where nothing was typed; raises InvalidError INVALID_NUMBER."""
    typed = text(name).replace(",", "")
    if not typed:
        return None
    if not _AMOUNT.fullmatch(typed):
        raise InvalidError(FieldError(f"/{name}", "INVALID_NUMBER"))
    return Decimal(typed)


def choice(name: str, words: type[Chosen]) -> Chosen:
    """Return the chosen word; raises InvalidError NOT_A_CHOICE where nothing offered was chosen."""
    try:
        return words(text(name))
    except ValueError:
        code = "NOT_A_CHOICE" if text(name) else "REQUIRED"
        raise InvalidError(FieldError(f"/{name}", code)) from None


def problems(error: InvalidError) -> dict[str, str]:
    """Return what is wrong by field, in words."""
    return {each.field.strip("/"): sentence(each.code, each.values) for each in error.errors}


def typed() -> dict[str, str]:
    """Return all that was typed, to show it again."""
    return {name: value for name, value in request.form.items() if name not in {"csrf_token", "once"}}
