"""Several applications prepared together: what of a form is answered once for all of them, and what for each.

A component says it with its property `common`: "answers" of what is asked once, "signing" of what is read, promised
and signed once, in one session. Whatever says nothing belongs to the one application.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

# Any: a form document is JSON of many shapes, and only what carries our mark is looked at here.
Form = Mapping[str, Any]
LEAST = 2
"""Fewer are no batch."""
SEEN_LENGTH = 20
"""Characters of a digest that a page carries for each application."""


class Part(StrEnum):
    """Where a question of a form is answered when several applications are prepared together."""

    OWN = "own"
    ANSWERS = "answers"
    SIGNING = "signing"


class ItemState(StrEnum):
    """How one application of a batch stands; GONE ended without having been handed in."""

    FILED = "FILED"
    READY = "READY"
    TO_SIGN = "TO_SIGN"
    LACKING = "LACKING"
    BARRED = "BARRED"
    GONE = "GONE"


class Signed(StrEnum):
    """How an application of a batch is signed by somebody else; CHANGED: under answers that are others by now."""

    NOT_ASKED = "NOT_ASKED"
    ASKED = "ASKED"
    SIGNED = "SIGNED"
    CHANGED = "CHANGED"
    IN_VAIN = "IN_VAIN"


def part_of(component: Form) -> Part:
    """Return where a component is answered; raises ValueError for a word that is none."""
    return Part((component.get("properties") or {}).get("common", Part.OWN))


def form_part(form: Form, *parts: Part) -> dict[str, Any]:
    """Return a form with the components of some parts alone."""
    return {**form, "components": [each for each in form.get("components", ()) if part_of(each) in parts]}


def keys_of(form: Form, *parts: Part) -> frozenset[str]:
    """Return the keys of the questions of some parts."""
    return frozenset(str(each["key"]) for each in form_part(form, *parts)["components"] if each.get("key"))


def file_keys(form: Form) -> frozenset[str]:
    """Return the keys of the questions that ask for a file."""
    return frozenset(
        str(each["key"]) for each in form.get("components", ()) if each.get("type") == "filepicker" and each.get("key")
    )


def has_common(forms: Iterable[Form]) -> bool:
    """Tell whether any form of a process can be answered for several applications at once."""
    return any(part_of(each) is not Part.OWN for form in forms for each in form.get("components", ()))


def seen_of(case_id: str, form: Form, values: Mapping[str, object]) -> str:
    """Return a digest of what an application says before it is signed, so that nothing is filed that was not seen."""
    signing = keys_of(form, Part.SIGNING)
    said = {key: value for key, value in values.items() if key not in signing and value not in (None, "", [])}
    text = json.dumps([case_id, said], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:SEEN_LENGTH]


def refuse_count(wanted: Collection[str], *, most: int) -> str:
    """Return why so many records are no batch, or "" where they are."""
    if len(wanted) < LEAST:
        return "BATCH_TOO_SMALL"
    return "BATCH_TOO_LARGE" if len(wanted) > most else ""
