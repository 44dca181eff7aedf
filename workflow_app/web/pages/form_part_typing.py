"""The form about one part of a form: what is typed there, read from the request."""

from collections.abc import Iterable, Iterator, Mapping

from flask import request

from workflow_app.domain.form_parts import EDIT, HIDE, READ, Option, TypedPart
from workflow_app.domain.form_slots import slots_of
from workflow_app.web.pages.inlet_forms import text

LONGEST = 2000
MOST_OPTIONS = 200
ACCESS = "access-"


def typed_part(kind: str, before: TypedPart, steps: Iterable[str]) -> TypedPart:
    """Return a part as it is typed now; what steps may do that the page does not ask about stays as it was."""
    access = dict(before.access)
    for step in steps:
        chosen = text(ACCESS + step)
        if chosen in (EDIT, READ, HIDE) and chosen != access.get(step, EDIT):
            access[step] = chosen
    return TypedPart(
        said={slot.name: text(slot.name)[:LONGEST] for slot in slots_of(kind)},
        options=tuple(_options()),
        access={step: each for step, each in access.items() if each != EDIT},
        others=dict(_pairs(text("others"))),
    )


def lines_of(others: Mapping[str, str]) -> str:
    """Return properties as lines, one each, as they are typed."""
    return "\n".join(f"{name} = {value}" for name, value in others.items())


def _options() -> Iterator[Option]:
    """Yield the options in the order that is typed beside them; one without a value is taken out."""
    given = zip(*(request.form.getlist(f"option-{name}") for name in ("was", "value", "zh", "en", "at")), strict=False)
    rows = [[each.strip()[:LONGEST] for each in row] for row in list(given)[:MOST_OPTIONS]]
    for was, value, zh, en, _at in sorted(rows, key=lambda row: _place(row[-1])):
        if value:
            yield Option(was, value, zh, en)


def _place(typed: str) -> float:
    return int(typed) if typed.isascii() and typed.isdigit() else float("inf")


def _pairs(typed: str) -> Iterator[tuple[str, str]]:
    for line in typed.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.strip():
            yield name.strip()[:64], value.strip()[:LONGEST]
