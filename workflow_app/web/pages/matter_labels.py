"""What the fields of an edition are called, where something stands against one, and how two editions differ."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from workflow_app.domain.errors import FieldError
from workflow_app.domain.matter_differences import Difference, Turn
from workflow_app.web.languages import current_language
from workflow_app.web.pages import matter_words
from workflow_app.web.pages.matter_forms import field_of
from workflow_app.web.sentences import sentence

LABELS: Mapping[str, LazyString] = {
    "name": _l("Official name"),
    "summary": _l("In plain words"),
    "applicants": _l("Who may apply"),
    "department": _l("Section in charge"),
    "legal_basis": _l("Basis in law"),
    "field": _l("Field closed to easier ways"),
    "speed": _l("When it is decided"),
    "statutory_wd": _l("Limit by law (working days)"),
    "promised_wd": _l("Promised limit (working days)"),
    "permit": _l("What is issued"),
    "category": _l("Category of the permit"),
    "category_note": _l("Which other category"),
    "validity_months": _l("Valid for (months)"),
    "materials": _l("Material"),
    "key": _l("Short key"),
    "need": _l("When it is needed"),
    "form": _l("Form"),
    "copies": _l("Copies"),
    "source": _l("Who provides it"),
    "why": _l("Why it is needed"),
    "example": _l("Example"),
    "replaced_by_pledge": _l("The pledge stands for it"),
    "deferral": _l("Documents to follow"),
    "pledge": _l("Approval by pledge"),
    "offered": _l("Offered"),
    "whitelisted": _l("On the list of exceptions"),
    "basis": _l("Basis in law"),
    "basis_en": _l("Basis in law, in English"),
    "allowed_wd": _l("Days on offer"),
    "most": _l("Most documents at once"),
    "supply": _l("How they are handed in"),
    "conditions": _l("Condition"),
    "text": _l("Text of the pledge"),
    "how": _l("How it is checked"),
    "metric": _l("Kept if"),
    "notice": _l("Notice before the pledge"),
    "excluded": _l("Who may not pledge"),
    "published": _l("The pledge is published"),
    "risk": _l("Class of risk"),
    "inspection": _l("How the pledge is checked"),
    "automatic": _l("Decided automatically"),
    "automatic_post": _l("Responsible post"),
    "contact": _l("Contact"),
    "place": _l("Place"),
    "telephone": _l("Telephone"),
    "hours": _l("Opening hours"),
    "valid_from": _l("In force from"),
    "note": _l("What changes, and why"),
    "zh": _l("Chinese"),
    "en": _l("English"),
}
_UNSAID = frozenset({"result"})
_ROWS = frozenset({"materials", "conditions", "notice", "text"})
_WORDS = {
    "need": matter_words.material_need_word,
    "form": matter_words.material_form_word,
    "source": matter_words.material_source_word,
    "speed": matter_words.speed_word,
    "category": matter_words.permit_category_word,
    "risk": matter_words.risk_word,
    "inspection": matter_words.inspection_word,
    "applicants": matter_words.matter_applicant_word,
    "supply": matter_words.supply_word,
    "field": matter_words.matter_field_word,
}


def label_of(path: str, row: str = "") -> str:
    """Return what a field is called, with the row it stands in: Material 2, Name, Chinese."""
    parts: list[str] = []
    for part in path.strip("/").split("/"):
        if part.isdecimal():
            parts[-1] += f" {int(part) + 1}"
        elif part not in _UNSAID:
            parts.append(str(LABELS.get(part, part)))
    if row:
        at = next((i for i, part in enumerate(path.strip("/").split("/")) if part in _ROWS), 0)
        parts[at] += f" {row}"
    return str(_(", ")).join(parts)


def problems_of(errors: Sequence[FieldError]) -> dict[str, str]:
    """Return what stands against an edition by the names of the fields of its form."""
    return {field_of(each.field): sentence(each.code, each.values) for each in errors}


def labels_for(names: Sequence[str]) -> dict[str, str]:
    """Return what fields are called that are named as in the form."""
    return {name: label_of("/" + name.replace("-", "/")) for name in names}


def difference_words(found: Difference) -> str:
    """Return one difference as a sentence."""
    label = label_of(found.field, found.row)
    if found.turn is Turn.MOVED:
        return str(_("%(field)s: the order has changed.", field=label))
    if found.turn is Turn.ADDED:
        return str(_("%(field)s: added “%(after)s”.", field=label, after=_value(found.field, found.after)))
    if found.turn is Turn.REMOVED:
        return str(_("%(field)s: removed “%(before)s”.", field=label, before=_value(found.field, found.before)))
    before, after = _value(found.field, found.before), _value(found.field, found.after)
    return str(_("%(field)s: “%(after)s” instead of “%(before)s”.", field=label, before=before, after=after))


def _value(field: str, value: object) -> str:
    if isinstance(value, dict):
        return str(value.get(current_language()) or value.get("zh") or "")
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if not value:
        return str(_("nothing"))
    word = _WORDS.get(field.rpartition("/")[2], str)
    if isinstance(value, list):
        return str(_(", ")).join(word(str(each)) for each in value)
    return word(str(value))


WORDS = (difference_words, label_of)
