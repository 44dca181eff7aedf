"""Applying once more: what was answered in an earlier case about the same record stands in the new form (rule A3).

What is promised or agreed to is asked anew, for it is signed with each application.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.earlier_answers import SUPPLIED
from workflow_app.domain.ids import new_id
from workflow_app.models import Case, Document, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess

SIGNED = frozenset(
    {
        "signer_role",
        "signer_name",
        "authorisation",
        "authorisation_until",
        "electronic_service_consent",
        "pledge",
        "appeal_declaration",
    }
)


@dataclass(frozen=True, slots=True)
class From:
    """Where what a new case begins with comes from.

    Another site: through which channel, when it received the application and when it pushed it; or an earlier case.
    `batch_id` names the batch it is begun in.
    """

    channel: str | None = None
    received_at: datetime | None = None
    pushed_at: datetime | None = None
    earlier: Case | None = None
    batch_id: str | None = None


def take_over_answers(
    work: CaseWork, loaded: LoadedProcess, opened: Iterable[Task], *, earlier: Case | None = None
) -> str | None:
    """Fill the first form of a new case with the answers of the last one that ended, or of the one given.

    Returns the number of that one, None where nothing was taken over or it never had a number.
    """
    task = next((each for each in opened if each.form and each.form in loaded.forms), None)
    earlier = earlier or (_last_ended(work) if task is not None else None)
    if task is None or earlier is None:
        return None
    answers = _answers(work, earlier, task.element)
    asked = {str(each.get("key")): each for each in components_of(loaded.forms[str(task.form)])}
    kept = {key: value for key, value in answers.items() if key in asked and key not in SIGNED}
    files = {key: str(value) for key, value in kept.items() if asked[key].get("type") == "filepicker" and value}
    kept |= _copied(work, earlier, files)
    if not kept:
        return None
    task.draft = kept
    work.audit("case.answers_taken_over", number=earlier.number)
    return earlier.number


def _last_ended(work: CaseWork) -> Case | None:
    if work.case.record_id is None:
        return None
    return work.unit.cases.find_ended_of_record(work.case.record_id, subject_id=work.case.subject_id)


def _answers(work: CaseWork, earlier: Case, element: str) -> dict[str, object]:
    """Return what was answered at a step of an earlier case, with what was supplied in its place later."""
    answers: dict[str, object] = {}
    for task in sorted(work.unit.tasks.of_case(earlier.id), key=lambda each: each.id):
        outcome = _given(task)
        if task.element == element:
            answers |= outcome
        else:
            supplied = {key.removeprefix(SUPPLIED): value for key, value in outcome.items() if key.startswith(SUPPLIED)}
            answers |= {key: value for key, value in supplied.items() if key in answers and value}
    return answers


def _given(task: Task) -> Mapping[str, object]:
    """Return what was answered at a task: of an applicant also what was typed and never sent."""
    if task.status == "DONE":
        return task.outcome or {}
    return (task.draft or {}) if task.role == Role.APPLICANT else {}


def _copied(work: CaseWork, earlier: Case, files: Mapping[str, str]) -> dict[str, object]:
    """Return the files of an earlier case under their fields, as documents of the new one; None for a lost one."""
    known = {each.id: each for each in work.unit.documents.of_case(earlier.id)} if files else {}
    copies: dict[str, object] = {}
    for key, document_id in files.items():
        document = known.get(document_id)
        copies[key] = document and copy_document(work.unit, document, case_id=work.case.id, field=key)
    return copies


def copy_document(unit: UnitOfWork, document: Document, *, case_id: str, field: str) -> str:
    """Put a document of another case to a case, under one field of its form, and return its new id."""
    copy = Document(
        id=new_id(),
        case_id=case_id,
        sha256=document.sha256,
        size=document.size,
        media_type=document.media_type,
        filename=document.filename,
        field=field,
        received_at=document.received_at,
        uploaded_by=document.uploaded_by,
        scan=document.scan,
        made_of=document.made_of,
    )
    unit.add(copy)
    return copy.id


def components_of(form: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the components of a form."""
    components = form.get("components")
    return list(components) if isinstance(components, list) else []
