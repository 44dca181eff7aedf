"""Single values of a form document, each read or refused with a ValueError that names what is wrong."""

import re
from collections.abc import Mapping
from decimal import Decimal

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
TAKEN = frozenset({"draft"})
"""Addresses beside those of the pages of a form."""
LETTER = "LETTER"
LOOKS = frozenset({LETTER, "RETURN"})
"""What is shown of an answer before it counts: the letters that it sends, or that the case goes back."""


def read_options(component: Mapping[str, object]) -> tuple[str, ...]:
    """Return the values that a choice offers; raises ValueError."""
    values = component.get("values")
    if not isinstance(values, list) or not values:
        raise ValueError("VALUES")
    options = tuple(str(option["value"]) if isinstance(option, Mapping) else "" for option in values)
    if not all(options) or len(set(options)) != len(options):
        raise ValueError("VALUES")
    if any("after" in option and not {"label_after", "label_after_en"} <= option.keys() for option in values):
        raise ValueError("AFTER")
    if not all(_is_led_on(option) for option in values):
        raise ValueError("LOOK")
    return options


def _is_led_on(option: Mapping[str, object]) -> bool:
    """Tell whether an option that is shown before it counts, or leads on in words of its own, has all of them."""
    needed = {"next", "next_en"} if "next" in option else set()
    if "look" in option:
        needed = {"next", "next_en", "send", "send_en"}
    return needed <= option.keys() and option.get("look", LETTER) in LOOKS


def read_refused(component: Mapping[str, object]) -> dict[str, str]:
    """Return by which rule answers are refused that a case is not offered."""
    refused = component.get("refused")
    return {str(value): str(rule) for value, rule in refused.items()} if isinstance(refused, Mapping) else {}


def read_condition(text: object, name: str) -> tuple[str, str] | None:
    """Return the key and the answer that a condition names; raises ValueError with the name of the condition."""
    if text is None:
        return None
    key, equals, value = str(text).partition("=")
    if not (key and equals and value):
        raise ValueError(name)
    return key.strip(), value.strip()


def read_page(name: object) -> str:
    """Return the name of the page on which a field is asked for: its key, unless the document says another."""
    if not KEY.fullmatch(str(name)):
        raise ValueError("PAGE")
    return f"{name}_" if name in TAKEN else str(name)


def read_whole(value: object) -> int:
    """Return a whole number that is not negative; raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("WHOLE_NUMBER")
    return value


def read_number(value: object) -> Decimal | None:
    """Return a number, or None where none is set."""
    return None if value is None else Decimal(str(value))


def read_name(value: object) -> str | None:
    """Return a name, or None where none is set."""
    return None if value is None else str(value)
