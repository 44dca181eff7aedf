"""The questions of a form one page at a time: what stands on which page, beside the answers that are there already.

A component may name its page (property `page`); without one each field has a page of its own, called by its key. What
another answer does not ask for has no page, unless it stands on the page of the answer that it depends on: there the
browser shows it at once. Texts, and what can only be read, stand above the question that follows them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.schemas.forms.document import Access, FormField, read_form
from workflow_app.schemas.forms.rules import is_asked_for, is_required

# Any: a form document is JSON of many shapes, handed on as it came.
Component = Mapping[str, Any]
_CONDITIONS = frozenset({"shown_when", "required_when"})


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page: its name, its number from one, the fields that are answered there, and its part of the form."""

    name: str
    number: int
    keys: tuple[str, ...]
    form: dict[str, Any]


def question_pages(
    form: Mapping[str, Any], values: Mapping[str, object], *, step: str = ""
) -> tuple[QuestionPage, ...]:
    """Return the pages of a form in their order, as the answers so far ask for them."""
    fields = {field.key: field for field in read_form(form) if field.access_at(step) is Access.EDIT}
    given = _counting(fields.values(), values)
    pages: dict[str, list[Component]] = {}
    above: list[Component] = []
    for component in form.get("components", ()):
        field = fields.get(str(component.get("key")))
        if field is None:
            above += [] if _is_hidden(component, step) else [component]
        elif _is_asked(field, fields, given):
            pages.setdefault(field.page, []).extend([*above, _alone(component, field, fields, given)])
            above = []
    if above and pages:
        pages[next(reversed(pages))].extend(above)
    return tuple(_page(form, fields, name, number, parts) for number, (name, parts) in enumerate(pages.items(), 1))


def page_names(form: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of all pages that a form may have, whatever is answered."""
    return frozenset(field.page for field in read_form(form))


def _page(
    form: Mapping[str, Any], fields: Mapping[str, FormField], name: str, number: int, parts: list[Component]
) -> QuestionPage:
    keys = tuple(str(each["key"]) for each in parts if each.get("key") in fields)
    return QuestionPage(name, number, keys, {**form, "components": parts})


def _counting(fields: Iterable[FormField], values: Mapping[str, object]) -> dict[str, object]:
    """Return the answers without those that another answer no longer asks for, and what depended on these."""
    given, left = dict(values), list(fields)
    while dropped := [field for field in left if not is_asked_for(field, given)]:
        given |= dict.fromkeys(field.key for field in dropped)
        left = [field for field in left if field not in dropped]
    return given


def _is_asked(field: FormField, fields: Mapping[str, FormField], given: Mapping[str, object]) -> bool:
    return is_asked_for(field, given) or _depends_here(field, fields)


def _depends_here(field: FormField, fields: Mapping[str, FormField]) -> bool:
    """Tell whether what a field depends on is answered on its own page."""
    other = fields.get(_condition(field))
    return other is not None and other.page == field.page


def _condition(field: FormField) -> str:
    """Return the key of the field on whose answer another is asked for, or ""."""
    condition = field.shown_when or field.required_when
    return condition[0] if condition else ""


def _alone(
    component: Component, field: FormField, fields: Mapping[str, FormField], given: Mapping[str, object]
) -> Component:
    """Return a component without conditions that an earlier page has settled: it is asked for, and maybe required."""
    if not _condition(field) or _depends_here(field, fields):
        return component
    own = {name: value for name, value in component["properties"].items() if name not in _CONDITIONS}
    rules = {**(component.get("validate") or {}), "required": is_required(field, given)}
    return {**component, "properties": own, "validate": rules}


def _is_hidden(component: Component, step: str) -> bool:
    return any(part == f"{step}=hide" for part in _words(component))


def _words(component: Component) -> Iterator[str]:
    yield from str((component.get("properties") or {}).get("visibility", "")).split()
