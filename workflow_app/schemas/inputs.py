"""Fields of what comes in: each says what is wrong by a stable code, never by a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

_Messages = dict[str, str | list[Any] | dict[Any, Any]]  # Any: as marshmallow has it
_CODES: _Messages = {"required": "REQUIRED", "null": "REQUIRED", "invalid": "INVALID_TYPE", "type": "INVALID_TYPE"}
_NUMBER_CODES: _Messages = {**_CODES, "invalid": "INVALID_NUMBER", "too_large": "OUT_OF_RANGE"}
_DAY_CODES: _Messages = {**_CODES, "invalid": "INVALID_DATE"}
_INSTANT_CODES: _Messages = {**_CODES, "invalid": "INVALID_INSTANT", "format": "INVALID_INSTANT"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_Data = Mapping[str, object] | None


class Input(Schema):
    """What a request may carry; a field that nobody asked for is an error."""

    class Meta:
        """Unknown fields are errors."""

        unknown = RAISE

    error_messages: dict[str, str] = {"unknown": "UNKNOWN_FIELD", "type": "INVALID_TYPE"}  # noqa: RUF012 - marshmallow's own name


class Text(fields.String):
    """Text without control characters, at most `longest` characters and, if asked, of one of the `words`."""

    default_error_messages = _CODES

    def __init__(self, *, longest: int = 200, words: tuple[str, ...] = (), shortest: int = 0, **kwargs: object) -> None:
        checks: list[validate.Validator] = [
            validate.Length(min=shortest, error="REQUIRED"),
            validate.Length(max=longest, error="OUT_OF_RANGE"),
        ]
        if words:
            checks = [validate.OneOf(words, error="NOT_A_CHOICE")]
        super().__init__(validate=checks, **kwargs)  # type: ignore[arg-type] # marshmallow's own options

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if _UNUSABLE.search(text):
            raise ValidationError("FORBIDDEN_CHARACTERS")
        return text


class Whole(fields.Integer):
    """A whole number between two bounds; inside JSON only a number is one."""

    default_error_messages = _NUMBER_CODES

    def __init__(self, *, least: int, most: int, in_json: bool = False, **kwargs: object) -> None:
        self._in_json = in_json
        bounds = validate.Range(min=least, max=most, error="OUT_OF_RANGE")
        super().__init__(validate=bounds, strict=in_json, **kwargs)  # type: ignore[arg-type] # marshmallow's own options

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> int:
        if self._in_json and not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        if not self._in_json and not re.fullmatch(r"-?[0-9]{1,9}", str(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Day(fields.Date):
    """A day as YYYY-MM-DD and nothing else."""

    default_error_messages = _DAY_CODES

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="date")
        return super()._deserialize(value, attr, data, **kwargs)


class Moment(fields.DateTime):
    """An instant with its offset, as 2026-10-09T08:30:00+08:00."""

    default_error_messages = _INSTANT_CODES

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> datetime:
        found: datetime = super()._deserialize(value, attr, data, **kwargs)
        if found.tzinfo is None:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        return found


class Values(fields.Dict):
    """The values of a form by key; the form itself checks them."""

    default_error_messages = _CODES


def version() -> Whole:
    """Return the optional version of what the sender saw; another one now is a conflict."""
    hint = "The version that was seen; another current one is answered by 409 STALE."
    return Whole(least=1, most=2**31 - 1, in_json=True, load_default=None, metadata={"description": hint})
