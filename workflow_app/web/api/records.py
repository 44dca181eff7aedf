"""Records: import files of them."""

from http import HTTPStatus

from werkzeug.datastructures import FileStorage

from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.inlets import AppealResult
from workflow_app.domain.severity import PenaltyType
from workflow_app.schemas.documents import ImportBody
from workflow_app.schemas.inlets import APPEAL, AppealBody
from workflow_app.schemas.records import IMPORT
from workflow_app.services import imports as service
from workflow_app.services.appeals import AppealView, register_appeal
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

records = Noun("records", description="Adverse records")


def _goes_on(view: object) -> bool:
    """Tell whether an import is still at work, or waits."""
    return isinstance(view, service.ImportView) and not view.is_finished


@records.takes_files(
    "/records/imports", answer=IMPORT, body=ImportBody(), fails=[HTTPStatus.NOT_FOUND], is_later=_goes_on
)
def import_records(body: dict[str, object]) -> service.ImportView:
    """Import a spreadsheet (XLSX or CSV) of records; good rows land, the others are told with what is wrong.

    A short file is answered with 201 when it has landed; a long one, or one that waits for another, with 202: read the
    import again until its status is DONE, PARTIAL or FAILED.
    """
    file: FileStorage = body["file"]  # type: ignore[assignment] # the schema has typed it
    command = ImportRecords(file.filename or "", file.stream, body["authority"])  # type: ignore[arg-type] # as above
    return service.import_records(command, actor=current_actor(), tools=current_tools())


@records.reads("/records/imports/<id:import_id>", answer=IMPORT, fails=[HTTPStatus.NOT_FOUND])
def get_import(import_id: str) -> service.ImportView:
    """Read how an import went."""
    return service.get_import(import_id, actor=current_actor(), tools=current_tools())


@records.writes(
    "/records/<id:record_id>/appeal-results", answer=APPEAL, body=AppealBody(), status=201, fails=[HTTPStatus.NOT_FOUND]
)
def add_appeal_result(body: dict[str, object], record_id: str) -> AppealView:
    """Register what came of an appeal against a record; the same document again changes nothing.

    A revoked record goes down everywhere and its case ends as moot; a varied one is a new version with periods of its
    own; while an appeal is pending, a person looks at the application.
    """
    types = body["penalty_types"]
    command = RegisterAppeal(
        record_id=record_id,
        result=AppealResult(str(body["result"])),
        penalty_types=tuple(PenaltyType(each) for each in types) if isinstance(types, list) else (),
        once=once(body, APPEAL, status=201),
        **{name: body[name] for name in ("decided_on", "document_no", "fine", "decision")},  # type: ignore[arg-type] # as above
    )
    return register_appeal(command, actor=current_actor(), tools=current_tools())
