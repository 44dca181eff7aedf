"""Reading a form document: form-js components plus our own `properties`, into fields that the checks understand.

Ours: `label_en`, `description_en`; `routing` "true"; `visibility` "step=read other_step=hide" (else edit);
`required_when` "key=VALUE" (and asked for only then); `shown_when` "key=VALUE" (not asked for and not taken
otherwise); both take several values, "key=A|B"; `only_after` and `required_after` "key=VALUE" of an earlier answer of
the case or a fact of its record, and of an option `after` with `label_after` and `label_after_en`, and `refused_as`
(see `domain.earlier_answers`), `look` LETTER or RETURN (shown once more before it counts) with `next` and `send`, the
words of the buttons; `all_required` "true" (every box of a checklist), `or_remark` "key" (of a text that may
stand in for boxes left open); `not_future` "true"; `not_before` "today" or the name of a date that the caller gives;
`pattern_message`, `autocomplete`, `currency` "CNY", `inputmode`, `common` "answers" or "signing" is asked once where
several applications are prepared together (`domain.batches`); `widget`, `template` "KIND KIND" (papers to print) and
`suggests` "own_name" are for the page; `suggests` "training_certificate", "signer_role" and "earlier_answer" (of a
correction) are filled in beforehand. `page` names the page on which a field is asked for where an applicant answers
page by page (else its key); its first field may carry the heading of that page, `question`, and why it is asked, `why`;
`example` is one good answer. Each has its `_en`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from workflow_app.domain.errors import RefusedError
from workflow_app.schemas.forms.document_parts import (
    KEY,
    read_condition,
    read_name,
    read_number,
    read_options,
    read_page,
    read_refused,
    read_whole,
)
from workflow_app.schemas.forms.patterns import safe_pattern

TEXT_LIMIT = 2000
"""The longest text that any field takes (rule V-TEXT)."""

_WITHOUT_VALUE = frozenset({"text", "html", "separator", "spacer", "image", "button"})


class FieldKind(StrEnum):
    """The form-js component types that carry a value."""

    TEXT = "textfield"
    LONG_TEXT = "textarea"
    NUMBER = "number"
    DATE = "datetime"
    RADIO = "radio"
    SELECT = "select"
    CHECKLIST = "checklist"
    CHECKBOX = "checkbox"
    FILE = "filepicker"


class Access(StrEnum):
    """What a step may do with a field."""

    EDIT = "edit"
    READ = "read"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as its document describes it; `required_when` and `shown_when` are (other key, value).

    `refused` names the rule by which an answer is refused that this case is not offered.
    """

    key: str
    kind: FieldKind
    required: bool
    min_length: int
    max_length: int
    minimum: Decimal | None
    maximum: Decimal | None
    decimals: int
    pattern: re.Pattern[str] | None
    options: tuple[str, ...]
    refused: Mapping[str, str]
    required_when: tuple[str, str] | None
    shown_when: tuple[str, str] | None
    all_required: bool
    or_remark: str | None
    not_future: bool
    not_before: str | None
    routing: bool
    visibility: Mapping[str, Access]
    page: str

    def access_at(self, step: str) -> Access:
        """Return what the step (an element id) may do with this field."""
        return self.visibility.get(step, Access.EDIT)


def read_form(form: Mapping[str, object]) -> tuple[FormField, ...]:
    """Return the fields of a form document; raises RefusedError FORM_DOCUMENT naming the key and what is wrong."""
    components = form.get("components")
    if not isinstance(components, list):
        raise _refused("", "COMPONENTS")
    fields = tuple(_read_components(components))
    keys = {field.key for field in fields}
    if len(keys) != len(fields):
        raise _refused("", "DUPLICATE_KEY")
    for field in fields:
        named = {"REQUIRED_WHEN": field.required_when, "SHOWN_WHEN": field.shown_when, "OR_REMARK": (field.or_remark,)}
        for name, condition in named.items():
            if condition and condition[0] and condition[0] not in keys:
                raise _refused(field.key, name)
    return fields


def _read_components(components: list[object]) -> Iterator[FormField]:
    for component in components:
        if not isinstance(component, Mapping):
            raise _refused("", "COMPONENT")
        if component.get("type") not in _WITHOUT_VALUE:
            yield _read_field(component)


def _read_field(component: Mapping[str, object]) -> FormField:
    key = component.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise _refused(str(key), "KEY")
    try:
        return _field(key, component, _part(component, "validate"), _part(component, "properties"))
    except (ValueError, TypeError, InvalidOperation) as error:
        raise _refused(key, str(error)) from error


def _field(
    key: str, component: Mapping[str, object], validate: Mapping[str, object], own: Mapping[str, object]
) -> FormField:
    kind = _kind(component)
    read_condition(own.get("only_after"), "ONLY_AFTER")
    read_condition(own.get("required_after"), "REQUIRED_AFTER")
    return FormField(
        key=key,
        kind=kind,
        required=validate.get("required") is True,
        min_length=read_whole(validate.get("minLength", 0)),
        max_length=min(read_whole(validate.get("maxLength", TEXT_LIMIT)), TEXT_LIMIT),
        minimum=read_number(validate.get("min")),
        maximum=read_number(validate.get("max")),
        decimals=read_whole(component.get("decimalDigits", 0)),
        pattern=safe_pattern(validate.get("pattern")),
        options=read_options(component) if kind in {FieldKind.RADIO, FieldKind.SELECT, FieldKind.CHECKLIST} else (),
        refused=read_refused(component),
        required_when=read_condition(own.get("required_when"), "REQUIRED_WHEN"),
        shown_when=read_condition(own.get("shown_when"), "SHOWN_WHEN"),
        all_required=own.get("all_required") == "true",
        or_remark=read_name(own.get("or_remark")),
        not_future=own.get("not_future") == "true",
        not_before=read_name(own.get("not_before")),
        routing=own.get("routing") == "true",
        visibility=_visibility(own.get("visibility", "")),
        page=read_page(own.get("page", key)),
    )


def _kind(component: Mapping[str, object]) -> FieldKind:
    kind = FieldKind(str(component.get("type")))
    if kind is FieldKind.DATE and component.get("subtype", "date") != "date":
        raise ValueError("SUBTYPE")
    if component.get("multiple") is True:
        raise ValueError("MULTIPLE")
    return kind


def _visibility(text: object) -> dict[str, Access]:
    pairs = (pair.partition("=") for pair in str(text).split())
    return {step: Access(access) for step, _, access in pairs}


def _part(component: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = component.get(name, {})
    if not isinstance(part, Mapping):
        raise _refused(str(component.get("key")), name.upper())
    return part


def _refused(key: str, detail: str) -> RefusedError:
    return RefusedError("FORM_DOCUMENT", key=key, detail=detail)
