"""Fields of what goes out: instants with their offset, money as text, names in the asker's language."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from flask_babel import get_locale
from marshmallow import EXCLUDE, Schema, fields

from workflow_app.domain.time import ZONE

BYTES: dict[str, object] = {"type": "string", "format": "binary"}
"""How the document describes a file."""

_Accessor = Callable[[object, str, object], object]


class Output(Schema):
    """What an answer holds: every field is always there, null where there is nothing to say."""

    class Meta:
        """A later version may say more."""

        unknown = EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:  # type: ignore[type-arg] # of any kind
        """Document every field as present."""
        del field_name
        field_obj.required = True


class Instant(fields.DateTime):
    """An instant as RFC 3339 with the offset that people live by."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: object, **kwargs: object) -> str | None:
        del attr, obj, kwargs
        return None if value is None else value.astimezone(ZONE).isoformat(timespec="seconds")


class Money(fields.String):
    """Yuan as a decimal string, so that nobody rounds it on the way."""

    def __init__(self) -> None:
        super().__init__(allow_none=True, metadata={"pattern": r"^-?[0-9]+\.[0-9]{2}$", "example": "20000.00"})

    def _serialize(self, value: object, attr: str | None, obj: object, **kwargs: object) -> str | None:
        del attr, obj, kwargs
        return None if value is None else f"{Decimal(str(value)):.2f}"


class Localised(fields.String):
    """A text kept as `<name>_zh` and `<name>_en`, in the language of the request."""

    def __init__(self, stem: str | None = None) -> None:
        super().__init__()
        self._stem = stem

    def serialize(self, attr: str, obj: object, accessor: _Accessor | None = None, **kwargs: object) -> str | None:
        """Return the text in the language of the request."""
        del accessor, kwargs
        text: str | None = getattr(obj, f"{self._stem or attr}_{language()}")
        return text


def language() -> str:
    """Return zh or en, whichever the request is answered in."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"


def identifier(*, allow_none: bool = False) -> fields.String:
    """Return the field of an id: a UUID as text, as it is kept."""
    return fields.String(allow_none=allow_none, metadata={"format": "uuid"})


@cache
def page_of(item: type[Output], *, name: str) -> Output:
    """Return the schema of a list of items with the cursor of the next page."""
    shape: dict[str, fields.Field[Any]] = {  # Any: of whatever kind
        "items": fields.List(fields.Nested(item)),
        "next_cursor": fields.String(
            allow_none=True, metadata={"description": "Send it as `cursor` for the next page."}
        ),
    }
    return Output.from_dict(shape, name=name)()  # type: ignore[return-value] # built from Output
