"""What the service can check by itself in an application about a matter: its materials, and who signed."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from workflow_app.domain.earlier_answers import is_supplied, with_supplied
from workflow_app.services.part_views import MatterOf
from workflow_app.services.views import AnsweredView, TaskDetail
from workflow_app.web.languages import current_language
from workflow_app.web.pages.check_lines import GOOD, KNOWN, LOOK, Check, from_source
from workflow_app.web.pages.signer_checks import signer_checks

MATERIAL, CONTENT = "material_", "application_content"
"""How the key of an upload begins that is a material of the matter; what every application about one says."""
SIGNER = ("signer_role", "signer_name", "authorisation", "authorisation_until")
"""Who signed: asked for with the application, or with the pledge that follows it."""
CHOSEN, CHECKED = "has_", "check_"
"""How the keys begin by which a document comes now or later, and by which it was looked at once it had come."""
LATER, RIGHT = "LATER", "RIGHT"
"""The answer of who promises a document for later, and of who found that it is what was promised."""


def approval_checks(detail: TaskDetail, matter: MatterOf) -> list[Check]:
    """Return the checks of an application about a matter, as far as it was answered."""
    applied = next((each for each in detail.answers if CONTENT in each.values), None)
    if applied is None:
        return [Check(LOOK, _("There is no application to check yet."))]
    answers = dict(applied.values)
    for each in detail.answers:
        signed = {key: each.values[key] for key in SIGNER if key in each.values}
        answers |= signed
        answers = with_supplied(answers | {key: value for key, value in each.values.items() if is_supplied(key)})
    name = matter.name_en if current_language() == "en" else matter.name_zh
    checked = {key: value for each in detail.answers for key, value in each.values.items() if key.startswith(CHECKED)}
    edition = Check(KNOWN, _("%(matter)s, edition %(number)s of the guide", matter=name, number=matter.edition))
    return [
        *from_source((edition, *_materials(applied, answers | checked)), _("Application and guide")),
        *from_source(
            signer_checks(answers, detail.case, representative=detail.representative), _("Application and register")
        ),
    ]


def _materials(applied: AnsweredView, answers: Mapping[str, object]) -> Iterator[Check]:
    """Yield how many of the materials asked for are there, and by name what is not."""
    asked = [each for each in _components(applied) if str(each.get("key", "")).startswith(MATERIAL)]
    brought = [each for each in asked if answers.get(_of(each, CHECKED)) == RIGHT]
    missing = [each for each in asked if not answers.get(str(each["key"])) and each not in brought]
    there = len(asked) - len(missing)
    said = _("Materials of the guide: %(there)s of %(asked)s handed in", there=there, asked=len(asked))
    yield Check(GOOD if not missing else KNOWN, said)
    for each in brought:
        yield Check(GOOD, _("Brought later, as promised, and found right: %(name)s", name=_label(each)))
    for each in missing:
        if answers.get(_of(each, CHOSEN)) == LATER:
            yield Check(KNOWN, _("Follows later, as promised: %(name)s", name=_label(each)))
        else:
            yield Check(LOOK, _("Not handed in: %(name)s", name=_label(each)))


def _of(material: Mapping[str, object], question: str) -> str:
    """Return the key of what is asked about a material beside its upload."""
    return question + str(material["key"]).removeprefix(MATERIAL)


def _components(applied: AnsweredView) -> list[Mapping[str, object]]:
    found = applied.form.get("components")
    return found if isinstance(found, list) else []


def _label(component: Mapping[str, object]) -> str:
    own = component.get("properties")
    english = own.get("label_en") if isinstance(own, Mapping) and current_language() == "en" else None
    return str(english or component.get("label") or "")
