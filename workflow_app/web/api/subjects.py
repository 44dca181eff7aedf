"""Subjects and their records."""

from http import HTTPStatus

from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.commands.inlets import ChangeSubject
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.inlets import SubjectStatus
from workflow_app.schemas.gate import GATE_RESULT, GateQuery
from workflow_app.schemas.inlets import StatusBody
from workflow_app.schemas.records import RECORDS, PageQuery
from workflow_app.schemas.subjects import SubjectDetailSchema
from workflow_app.services import records as service
from workflow_app.services.gate import ask_gate
from workflow_app.services.register import change_subject
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.gate_words import with_words

subjects = Noun("subjects", description="Whom records and cases are about")

SUBJECT = SubjectDetailSchema()


@subjects.reads("/subjects/<key:uscc>", answer=SUBJECT, fails=[HTTPStatus.NOT_FOUND])
def get_subject(uscc: str) -> service.SubjectDetail:
    """Read a subject by its unified social credit code."""
    return service.subject_view(uscc, actor=current_actor(), tools=current_tools())


@subjects.reads("/subjects/<key:uscc>/records", answer=RECORDS, query=PageQuery(), fails=[HTTPStatus.NOT_FOUND])
def list_subject_records(query: dict[str, object], uscc: str) -> object:
    """List the records of a subject, the newest decision first."""
    wanted = RecordFilter(uscc=uscc, **query)  # type: ignore[arg-type] # the schema has typed it
    return service.list_records_of(wanted, actor=current_actor(), tools=current_tools())


@subjects.reads("/subjects/<key:uscc>/gate", answer=GATE_RESULT, query=GateQuery(), fails=[HTTPStatus.NOT_FOUND])
def ask_subject_gate(query: dict[str, object], uscc: str) -> dict[str, object]:
    """Ask which way is open to a subject today, and why; the answer is kept with the facts that it rests on."""
    record_id = query.pop("record")
    command = AskGate(uscc, record_id=record_id, **query)  # type: ignore[arg-type] # the schema has typed it
    return with_words(ask_gate(command, actor=current_actor(), tools=current_tools()))


@subjects.writes("/subjects/<key:uscc>/status", answer=SUBJECT, body=StatusBody(), fails=[HTTPStatus.NOT_FOUND])
def change_subject_status(body: dict[str, object], uscc: str) -> service.SubjectDetail:
    """Note what became of a subject; one that is gone ends its open cases, a renamed one keeps its former names."""
    status = SubjectStatus(str(body["status"]))
    rest = {name: body[name] for name in ("on", "document_no", "name", "successor_uscc")}
    command = ChangeSubject(uscc, status, once=once(body, SUBJECT), **rest)  # type: ignore[arg-type] # the schema has typed it
    return change_subject(command, actor=current_actor(), tools=current_tools())
