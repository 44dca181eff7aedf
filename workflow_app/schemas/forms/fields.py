"""The marshmallow fields of form documents. Each message is a `Problem`: a stable code and its values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from marshmallow import ValidationError, fields

from workflow_app.schemas.forms.document import TEXT_LIMIT, FormField
from workflow_app.schemas.forms.patterns import PATTERN_LIMIT
from workflow_app.schemas.forms.texts import clean_text, forbidden_in

EARLIEST = date(1949, 10, 1)
"""No date in this field of law lies before it (rule V-DATE)."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")
_Data = Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value is refused."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def refuse(code: str, **values: object) -> ValidationError:
    """Return the error that carries one problem."""
    return ValidationError([Problem(code, values)])


class TextValue(fields.Field[str]):
    """Text of one line, or of several; cleaned, limited, without markup and controls, held against a pattern."""

    def __init__(self, described: FormField, *, lines: bool) -> None:
        super().__init__()
        self._described = described
        self._lines = lines

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> str:
        del attr, data, kwargs
        if not isinstance(value, str):
            raise refuse("INVALID_TYPE")
        limit = min(self._described.max_length, PATTERN_LIMIT if self._described.pattern else TEXT_LIMIT)
        text = self._cleaned(value[: 4 * limit])
        if len(value) > 4 * limit or len(text) > limit:
            raise refuse("TOO_LONG", maximum=limit)
        if kind := forbidden_in(text, lines=self._lines):
            raise refuse("FORBIDDEN_CHARACTERS", kind=kind)
        if len(text) < self._described.min_length:
            raise refuse("TOO_SHORT", minimum=self._described.min_length)
        if self._described.pattern and not self._described.pattern.fullmatch(text):
            raise refuse("PATTERN")
        return text

    def _cleaned(self, raw: str) -> str:
        """Return cleaned text; what has a pattern is a code, so full-width letters and digits become plain ones."""
        text = clean_text(raw)
        return unicodedata.normalize("NFKC", text) if self._described.pattern else text


class NumberValue(fields.Field[Decimal]):
    """An exact decimal, sent as a string (full-width digits are understood) or a JSON number."""

    def __init__(self, described: FormField) -> None:
        super().__init__()
        self._described = described

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> Decimal:
        del attr, data, kwargs
        text = self._plain(value)
        if len(text.partition(".")[2]) > self._described.decimals:
            raise refuse("TOO_PRECISE", decimals=self._described.decimals)
        number = Decimal(text)
        if self._described.minimum is not None and number < self._described.minimum:
            raise refuse("TOO_SMALL", minimum=str(self._described.minimum))
        if self._described.maximum is not None and number > self._described.maximum:
            raise refuse("TOO_LARGE", maximum=str(self._described.maximum))
        return number

    @staticmethod
    def _plain(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise refuse("INVALID_NUMBER")
        if isinstance(value, int) and abs(value) >= 10**18:
            raise refuse("TOO_LARGE", maximum=str(10**18))
        text = unicodedata.normalize("NFKC", str(value)[:64]).strip()
        if not _NUMBER.fullmatch(text):
            raise refuse("INVALID_NUMBER")
        return text


class DateValue(fields.Field[date]):
    """A day, sent as YYYY-MM-DD and nothing else."""

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> date:
        del attr, data, kwargs
        if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
            raise refuse("INVALID_DATE")
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            raise refuse("INVALID_DATE") from None
        if day < EARLIEST:
            raise refuse("TOO_EARLY", minimum=EARLIEST.isoformat())
        return day


class ChoiceValue(fields.Field[str]):
    """One of the options of a radio or select."""

    def __init__(self, described: FormField) -> None:
        super().__init__()
        self._options = frozenset(described.options)
        self._refused = described.refused

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> str:
        del attr, data, kwargs
        if not isinstance(value, str) or value not in self._options:
            raise refuse(self._refused.get(str(value), "NOT_A_CHOICE"))
        return value


class ChoicesValue(fields.Field[list[str]]):
    """The ticked boxes of a checklist, in the order of the document."""

    def __init__(self, described: FormField) -> None:
        super().__init__()
        self._options = described.options

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> list[str]:
        del attr, data, kwargs
        if not isinstance(value, list) or len(value) > len(self._options):
            raise refuse("NOT_A_CHOICE")
        if not all(isinstance(ticked, str) and ticked in self._options for ticked in value):
            raise refuse("NOT_A_CHOICE")
        return [option for option in self._options if option in value]


class FlagValue(fields.Field[bool]):
    """A single tick box: true or false, nothing that merely looks like it."""

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise refuse("INVALID_TYPE")
        return value


class DocumentValue(fields.Field[str]):
    """The id of a document uploaded before; whether it exists and is theirs is asked by the service."""

    def _deserialize(self, value: object, attr: str | None, data: _Data, **kwargs: object) -> str:
        del attr, data, kwargs
        try:
            known = UUID(value) if isinstance(value, str) else None
        except ValueError:
            known = None
        if known is None or str(known) != value:
            raise refuse("INVALID_DOCUMENT")
        return str(known)
