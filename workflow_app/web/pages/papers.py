"""The papers of an application as a reviewer goes through them: each under the name of what it was asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from workflow_app.domain.earlier_answers import SUPPLIED
from workflow_app.domain.signed_papers import SIGNED
from workflow_app.domain.signing import AT_HOME
from workflow_app.domain.window import REQUEST
from workflow_app.services.deferral_views import DeferralView
from workflow_app.services.views import AnsweredView, DocumentView, TaskDetail
from workflow_app.web.head_words import in_its_words
from workflow_app.web.languages import current_language


@dataclass(frozen=True, slots=True)
class Paper:
    """A document under the name of its field, and the documents that it took the place of, the newest first."""

    document: DocumentView
    label: str
    before: tuple[DocumentView, ...] = ()


@dataclass(frozen=True, slots=True)
class Papers:
    """What was handed in, in the order of the form, and what was uploaded and handed in nowhere."""

    handed_in: tuple[Paper, ...]
    unused: tuple[DocumentView, ...]


def papers_of(
    answers: Iterable[AnsweredView], documents: Sequence[DocumentView], deferral: DeferralView | None = None
) -> Papers:
    """Return the documents of a case by the answers that name them; what was supplied later comes first.

    What was promised for later is named by no answer, but by the document that follows.
    """
    by_id = {each.id: each for each in documents}
    found: dict[str, Paper] = {}
    for answered in answers:
        for component in _file_fields(answered.form):
            document = by_id.get(str(answered.values.get(component["key"])))
            if document is not None:
                key = str(component["key"]).removeprefix(SUPPLIED)
                found[key] = _newer(found.get(key), Paper(document, _label(component)))
    found |= _followed(deferral, by_id)
    words = _beside_answers()
    found |= {each.id: Paper(each, words[each.field]) for each in documents if each.field in words}
    named = {each.id for paper in found.values() for each in (paper.document, *paper.before)}
    return Papers(tuple(found.values()), tuple(each for each in documents if each.id not in named))


def papers_handed_in(detail: TaskDetail, values: Mapping[str, object]) -> tuple[Paper, ...]:
    """Return the documents that a task would hand in as it stands, in the order of its form."""
    by_id = {each.id: each for each in detail.documents}
    named = ((by_id.get(str(values.get(each["key"]))), each) for each in _file_fields(detail.form))
    return tuple(Paper(document, _label(component)) for document, component in named if document is not None)


def _followed(deferral: DeferralView | None, by_id: Mapping[str, DocumentView]) -> dict[str, Paper]:
    """Return what was handed in of what was promised for later, each under its name."""
    items = deferral.items if deferral else ()
    there = [(each, by_id.get(each.document_id or "")) for each in items]
    return {
        each.material: Paper(document, each.name_en if current_language() == "en" else each.name_zh)
        for each, document in there
        if document is not None
    }


def _beside_answers() -> dict[str | None, str]:
    """Return what is called how that is kept beside the answers, by its field."""
    return {
        SIGNED: str(_("Paper signed by hand at the service window")),
        AT_HOME: str(_("Application and pledge signed by hand, photographed by the applicant")),
        REQUEST: str(_("Written request for the withdrawal")),
    }


def _file_fields(form: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (each for each in form.get("components", ()) if each.get("type") == "filepicker" and each.get("key"))


def _newer(old: Paper | None, new: Paper) -> Paper:
    if old is None or old.document.id == new.document.id:
        return old or new
    return replace(old, document=new.document, before=(old.document, *old.before))


def _label(component: dict[str, Any]) -> str:
    english = (component.get("properties") or {}).get("label_en")
    return in_its_words(str(english if english and current_language() == "en" else component.get("label", "")))
