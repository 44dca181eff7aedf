"""The files of an application from another site: looked at and kept first, then put to its case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inbound import TakeIn
from workflow_app.domain.ports import InspectedFile, StoredBlob
from workflow_app.models import Document
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.documents import look_and_keep
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are kept and which no row names yet."""

    field: str
    facts: InspectedFile
    blob: StoredBlob


def keep_files(command: TakeIn, *, actor: Actor, tools: Tools) -> list[KeptFile]:
    """Look at every file and keep its bytes; raises InvalidError at the field of a file that is refused."""
    kept = []
    for each in command.files:
        upload = UploadDocument("", each.filename, each.media_type, each.stream, each.field)
        try:
            kept.append(KeptFile(each.field, *look_and_keep(upload, actor, tools)))
        except InvalidError as error:
            wrong = (FieldError(f"/values/{each.field}", one.code, one.values) for one in error.errors)
            raise InvalidError(*wrong) from error
    return kept


def put_files(
    unit: UnitOfWork, case_id: str, values: Mapping[str, object], files: Sequence[KeptFile], *, tools: Tools
) -> dict[str, object]:
    """Put the files to the case and return the answers with their ids."""
    answers = dict(values)
    for each in files:
        row = Document(
            id=new_id(),
            case_id=case_id,
            sha256=each.blob.sha256,
            size=each.blob.size,
            media_type=each.facts.media_type,
            filename=each.facts.filename,
            field=each.field,
            received_at=tools.clock.now(),
            uploaded_by=SERVICE.id,
            scan=tools.scan.verdict,
        )
        unit.add(row)
        answers[each.field] = row.id
    unit.flush()
    return answers
