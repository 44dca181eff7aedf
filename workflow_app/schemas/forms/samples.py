"""Answers to a form that its check takes, to go on with where only the way of a case matters."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from workflow_app.domain.process_walks import SAMPLE
from workflow_app.schemas.forms.document import Access, FieldKind, FormField, read_form

LATER = timedelta(days=30)
WORDS = "试走时填写的样例文字。"
CANDIDATES = (WORDS, "13800000000", "91410122MA3X0A0186", "410122199001011234", "a@example.cn", "100", "A1")
"""Texts of which one often fits a pattern; what fits none is left for whoever walks."""


def sample_answers(
    form: Mapping[str, object], *, step: str, given: Mapping[str, object], today: date
) -> dict[str, object]:
    """Return an answer to each question that is asked, the first one that is offered; `given` ones stay as they are.

    Answers follow the form from above, so that what hangs on an earlier answer is asked or not.
    """
    answers: dict[str, object] = {key: value for key, value in given.items() if value not in (None, "", [])}
    for field in read_form(form):
        if field.access_at(step) is Access.EDIT and field.key not in answers and _is_asked(field, answers):
            value = _answer(field, form, today)
            if value is not None:
                answers[field.key] = value
    return answers


def _is_asked(field: FormField, answers: Mapping[str, object]) -> bool:
    """Tell whether a field is shown, and needed or at least harmless to fill in."""
    if field.shown_when is not None and not _holds(field.shown_when, answers):
        return False
    return field.required or field.all_required or bool(field.required_when and _holds(field.required_when, answers))


def _holds(condition: tuple[str, str], answers: Mapping[str, object]) -> bool:
    key, wanted = condition
    said = answers.get(key)
    values = said if isinstance(said, list) else [str(said).lower() if isinstance(said, bool) else said]
    return bool(set(wanted.split("|")) & set(values))


def _answer(field: FormField, form: Mapping[str, object], today: date) -> object | None:
    match field.kind:
        case FieldKind.RADIO | FieldKind.SELECT:
            answer: object = next((each for each in field.options if each not in field.refused), None)
        case FieldKind.CHECKLIST:
            answer = list(field.options) if field.all_required else list(field.options[:1])
        case FieldKind.CHECKBOX:
            answer = True
        case FieldKind.FILE:
            answer = SAMPLE
        case FieldKind.DATE:
            answer = (today + LATER if field.not_before == "today" else today).isoformat()
        case FieldKind.NUMBER:
            answer = str(max(field.minimum or Decimal(0), min(Decimal(1), field.maximum or Decimal(1))))
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            answer = _text(field, form)
    return answer


def _text(field: FormField, form: Mapping[str, object]) -> str | None:
    """Return a text that fits, before others the good answer that the form itself shows as an example."""
    for text in (_example(field, form), *CANDIDATES):
        repeated = text * (field.min_length // (len(text) or 1) + 1)
        cut = repeated[: max(len(text), field.min_length)][: field.max_length]
        if cut and len(cut) >= field.min_length and (field.pattern is None or field.pattern.fullmatch(cut)):
            return cut
    return None


def _example(field: FormField, form: Mapping[str, object]) -> str:
    components = form.get("components")
    for each in components if isinstance(components, list) else ():
        if isinstance(each, Mapping) and each.get("key") == field.key:
            own = each.get("properties")
            return str(own.get("example") or "") if isinstance(own, Mapping) else ""
    return ""
