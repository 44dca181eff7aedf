"""What is answered once for a batch is written into every draft of it; a file is copied to each case."""

from collections.abc import Mapping

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import keys_of
from workflow_app.domain.commands.batches import SaveCommon
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.policies import may_open_case
from workflow_app.domain.values import plain
from workflow_app.models import Document, Task
from workflow_app.repositories.batches import Batches
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.completing import refuse_stranger
from workflow_app.services.drafts import plan_end
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.signed_words import meant_for_now
from workflow_app.services.steps import loaded_of
from workflow_app.services.taking_over import copy_document
from workflow_app.services.tools import Tools


def save_common(command: SaveCommon, *, actor: Actor, tools: Tools) -> None:
    """Write answers into every draft of a batch, at once; nothing is checked but who it is.

    Raises NotFoundError BATCH_UNKNOWN. A file that no case of the batch has is refused when the case is handed in.
    """
    with tools.database.write() as unit:
        batches = Batches(unit.session)
        if not may_open_case(actor, subject_id=batches.get(command.batch_id).subject_id).allowed:
            raise NotFoundError("BATCH_UNKNOWN")
        drafts = [rows.case.id for rows in batches.cases_of(command.batch_id) if rows.case.status == "DRAFT"]
        files = _files(unit, command.values, drafts)
        for case_id in drafts:
            _write(unit, case_id, command, files, actor, tools)
        unit.commit()


def _write(
    unit: UnitOfWork,
    case_id: str,
    command: SaveCommon,
    files: Mapping[str, Document],
    actor: Actor,
    tools: Tools,
) -> None:
    """Write the answers into the draft of one case, once its row is ours."""
    found = next((each for each in unit.tasks.open_of_cases([case_id]) if each.form), None)
    if found is None:
        return
    task, rows = unit.tasks.get(found.id, lock=True)
    if task.status != "OPEN":
        return
    refuse_stranger(actor, task, unit.tasks.of_case(case_id), case=rows.case)
    asked = _asked(task, loaded_of(unit, rows, tools), command)
    values = meant_for_now(unit, rows, asked, shown=command.shown, tools=tools)
    for key, value in values.items():
        document = files.get(str(value))
        if document is not None:
            values[key] = _document_of(unit, case_id, document, key)
    kept = task.draft or {}
    task.draft = {**kept, **plain(values)}
    if task.draft != kept:
        task.draft_kept_at = tools.clock.now()
        plan_end(unit, task, rows, tools)


def _asked(task: Task, loaded: LoadedProcess, command: SaveCommon) -> dict[str, object]:
    """Return the answers that the form of a case asks for in that part."""
    keys = keys_of(loaded.forms.get(task.form or "", {}), command.part)
    return {key: value for key, value in command.values.items() if key in keys}


def _files(unit: UnitOfWork, values: Mapping[str, object], case_ids: list[str]) -> dict[str, Document]:
    """Return the documents that answers name, wherever in the batch they were uploaded."""
    named = {str(value) for value in values.values() if isinstance(value, str)}
    known = [each for case_id in case_ids for each in unit.documents.of_case(case_id)]
    return {each.id: each for each in known if each.id in named}


def _document_of(unit: UnitOfWork, case_id: str, document: Document, key: str) -> str:
    """Return the id of a document as one of a case: itself, the copy made before, or a new one."""
    for each in unit.documents.of_case(case_id):
        if each.sha256 == document.sha256 and each.field == key:
            return each.id
    return copy_document(unit, document, case_id=case_id, field=key)
