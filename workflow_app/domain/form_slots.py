"""What can be said of one part of a form, as an editor asks for it: where it stands in the document, and its shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from workflow_app.domain.errors import FieldError

TEXT = "text"
"""The part that says something and asks nothing."""
CHOICES = frozenset({"radio", "select", "checklist"})
WRITTEN = frozenset({"textfield", "textarea"})
KINDS = ("textfield", "textarea", "number", "datetime", "radio", "select", "checklist", "checkbox", "filepicker", TEXT)
"""The kinds of parts, in the order in which an editor offers them."""
MOST = Decimal(10) ** 15
"""No limit of an answer is as large as this."""
DIGITS = 9
"""No length or number of places has more."""
_ASKED = frozenset(KINDS) - {TEXT}


class Place(StrEnum):
    """Where something stands in a part: by itself, among the properties of ours, or among the rules of its answer."""

    SELF = ""
    OWN = "properties"
    RULES = "validate"


class Shape(StrEnum):
    """How something is written: as text, as "true" or not at all, as true, as a whole number, as a number."""

    TEXT = "TEXT"
    FLAG = "FLAG"
    YES = "YES"
    WHOLE = "WHOLE"
    NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that can be said of parts of some kinds."""

    name: str
    place: Place = Place.OWN
    shape: Shape = Shape.TEXT
    kinds: frozenset[str] = _ASKED

    @property
    def is_box(self) -> bool:
        """Tell whether it is ticked, not typed."""
        return self.shape in (Shape.FLAG, Shape.YES)


_EVERY = frozenset(KINDS)
SLOTS = (
    Slot("key", Place.SELF),
    Slot("text", Place.SELF, kinds=frozenset({TEXT})),
    Slot("text_en", kinds=frozenset({TEXT})),
    *(Slot("label", Place.SELF), Slot("label_en"), Slot("description", Place.SELF), Slot("description_en")),
    Slot("required", Place.RULES, Shape.YES),
    *(Slot("required_when"), Slot("shown_when")),
    *(Slot("minLength", Place.RULES, Shape.WHOLE, WRITTEN), Slot("maxLength", Place.RULES, Shape.WHOLE, WRITTEN)),
    Slot("pattern", Place.RULES, kinds=frozenset({"textfield"})),
    *(Slot(name, kinds=frozenset({"textfield"})) for name in ("pattern_message", "pattern_message_en")),
    *(Slot(name, Place.RULES, Shape.NUMBER, frozenset({"number"})) for name in ("min", "max")),
    Slot("decimalDigits", Place.SELF, Shape.WHOLE, frozenset({"number"})),
    Slot("not_before", kinds=frozenset({"datetime"})),
    Slot("not_future", shape=Shape.FLAG, kinds=frozenset({"datetime"})),
    Slot("all_required", shape=Shape.FLAG, kinds=frozenset({"checklist"})),
    Slot("routing", shape=Shape.FLAG),
    Slot("page", kinds=_EVERY),
    *(Slot(name) for name in ("question", "question_en", "why", "why_en", "example", "example_en")),
)
"""Everything an editor asks for by name; what else stands among the properties is kept as it is."""
NAMED = frozenset(slot.name for slot in SLOTS if slot.place is Place.OWN) | {"visibility"}


def slots_of(kind: str) -> tuple[Slot, ...]:
    """Return what can be said of a part of a kind."""
    return tuple(slot for slot in SLOTS if kind in slot.kinds)


def read_slot(part: Mapping[str, Any], slot: Slot) -> str:
    """Return what a part says, as it is typed; empty where it says nothing."""
    holder = part.get(slot.place.value) or {} if slot.place else part
    value = holder.get(slot.name)
    if slot.is_box:
        return "true" if value in (True, "true") else ""
    return "" if value is None else str(value)


def write_slot(part: dict[str, Any], slot: Slot, typed: str) -> FieldError | None:
    """Write what was typed into a part; returns what is wrong with it where that cannot be."""
    try:
        value = _value(slot, typed)
    except (ValueError, InvalidOperation):
        code = "WHOLE_NUMBER" if slot.shape is Shape.WHOLE else "INVALID_NUMBER"
        return FieldError(f"/{slot.name}", code)
    holder = part.setdefault(slot.place.value, {}) if slot.place else part
    if value is not None:
        holder[slot.name] = value
    elif holder.get(slot.name) is not False:  # what is said to be so by nobody is left as it stands
        holder.pop(slot.name, None)
    return None


def _value(slot: Slot, typed: str) -> object:
    """Return what is written for what was typed; None where nothing is."""
    said = typed.replace("\r\n", "\n").strip()
    if not said:
        return None
    if slot.shape is Shape.WHOLE:
        if not (said.isascii() and said.isdigit() and len(said) <= DIGITS):
            raise ValueError(said)
        return int(said)
    if slot.shape is Shape.NUMBER:
        number = Decimal(said)
        if not number.is_finite() or abs(number) >= MOST:
            raise ValueError(said)
        return int(number) if number == number.to_integral_value() else float(number)
    return {Shape.FLAG: "true", Shape.YES: True}.get(slot.shape, said)
