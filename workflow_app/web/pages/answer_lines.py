"""Answers to a form as lines of text for paper, in the language of the page; the forms themselves are macros."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from workflow_app.schemas.forms import read_form
from workflow_app.schemas.forms.document import Access, FieldKind
from workflow_app.services.views import AnsweredView
from workflow_app.web.days import full_day
from workflow_app.web.head_words import in_its_words
from workflow_app.web.languages import current_language
from workflow_app.web.pages.values import as_date, money

Component = Mapping[str, object]
Pledged = tuple[str, tuple[str, ...]]
"""What a pledge is called, and its sentences."""


def answer_lines(answered: AnsweredView) -> tuple[str, ...]:
    """Return a line for each question that was answered at its own step, files aside."""
    return tuple(str(_("%(label)s: %(value)s", label=label, value=text)) for label, text in answer_pairs(answered))


def answer_pairs(answered: AnsweredView) -> tuple[tuple[str, str], ...]:
    """Return each question that was answered at its own step with the answer in words, files aside."""
    given = [(each, kind, value) for each, kind, value in _given(answered) if kind is not FieldKind.FILE]
    pairs = ((_label(each), _text(each, kind, value)) for each, kind, value in given)
    return tuple((label, text) for label, text in pairs if text)


def pledges(answered: AnsweredView) -> tuple[Pledged, ...]:
    """Return what is pledged with a form: of each pledge its name and its sentences, one by one."""
    return tuple(
        (_label(component), tuple(_option(each) for each in _options(component) if each.get("value") in value))
        for component, _kind, value in _given(answered)
        if _is_pledge(component) and isinstance(value, list)
    )


def without_pledge(answered: AnsweredView) -> AnsweredView:
    """Return what was answered without what was pledged, where that stands on a paper of its own."""
    kept = [each for each in _components(answered.form) if not _is_pledge(each)]
    return replace(answered, form={**answered.form, "components": kept})


def _is_pledge(component: Component) -> bool:
    own = component.get("properties")
    return isinstance(own, Mapping) and own.get("widget") == "pledge"


def files_handed_in(answered: AnsweredView) -> tuple[tuple[str, str], ...]:
    """Return what each file that was handed in with a form is, and its id."""
    return tuple(
        (_label(component), str(each))
        for component, kind, value in _given(answered)
        if kind is FieldKind.FILE
        for each in (value if isinstance(value, list) else [value])
    )


def choice_lines(asked: AnsweredView) -> tuple[str, ...]:
    """Return what a step that is still to come will choose from, as boxes to tick on paper."""
    chosen = {each.key for each in read_form(asked.form) if each.kind is FieldKind.RADIO} if asked.form else set()
    return tuple(
        "    ".join(f"□ {_option(option)}" for option in _options(component))
        for component in _components(asked.form)
        if component.get("key") in chosen
    )


def _given(answered: AnsweredView) -> Iterator[tuple[Component, FieldKind, object]]:
    """Yield the questions that the step itself answered, with what they are and the answer."""
    fields = {each.key: each for each in read_form(answered.form)}
    for component in _components(answered.form):
        field = fields.get(str(component.get("key")))
        value = answered.values.get(field.key) if field else None
        if field and field.access_at(answered.element) is Access.EDIT and value not in (None, "", []):
            yield component, field.kind, value


def _components(form: Mapping[str, object]) -> Iterable[Component]:
    found = form.get("components")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _label(component: Component) -> str:
    own = component.get("properties")
    english = own.get("label_en") if isinstance(own, Mapping) else None
    said = (english if current_language() == "en" else None) or component.get("label") or component.get("key")
    return in_its_words(str(said))


def _text(component: Component, kind: FieldKind, value: object) -> str:
    """Return an answer in words."""
    if kind is FieldKind.CHECKBOX:
        return str(_("Yes") if value in (True, "true") else _("No"))
    if kind in {FieldKind.RADIO, FieldKind.SELECT, FieldKind.CHECKLIST}:
        chosen = value if isinstance(value, list) else [value]
        return _joined([_option(each) for each in _options(component) if each.get("value") in chosen])
    if kind is FieldKind.DATE:
        day = as_date(value)
        return full_day(day) if day else str(value)
    return _amount(value) if _is_amount(component) else str(value).strip()


def _joined(chosen: list[str]) -> str:
    """Return answers in one text; whole sentences, such as those of a notice, need nothing between them."""
    are_sentences = all(each.endswith(("。", ".")) for each in chosen)
    return " ".join(chosen) if are_sentences else str(_("; ")).join(chosen)


def _options(component: Component) -> Iterable[Component]:
    found = component.get("values")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _option(option: Component) -> str:
    english = option.get("label_en") if current_language() == "en" else None
    return in_its_words(str(english or option.get("label") or option.get("value")))


def _is_amount(component: Component) -> bool:
    own = component.get("properties")
    return isinstance(own, Mapping) and own.get("currency") == "CNY"


def _amount(value: object) -> str:
    """Return an amount in yuan as it is written; what is none stays as it was typed."""
    try:
        written = money(Decimal(str(value)))
    except InvalidOperation:
        return str(value)
    return str(_("CNY %(amount)s", amount=written))
