"""Cases: open, list, read, withdraw, put off."""

from http import HTTPStatus

from workflow_app.domain.commands.cases import CaseFilter, CopyCase, ExtendCase, MoveCase, OpenCase, WithdrawCase
from workflow_app.schemas.cases import (
    CASE,
    CASES,
    CaseQuery,
    CopyBody,
    ExtendBody,
    HistorySchema,
    MoveBody,
    OpenCaseBody,
    WithdrawBody,
)
from workflow_app.services import cases as service
from workflow_app.services.extending import extend_case as extend_one
from workflow_app.services.moving import copy_case as copy_one
from workflow_app.services.moving import move_case as move_one
from workflow_app.services.opening import open_case as open_one
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case as withdraw_one
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

cases = Noun("cases", description="One run of a process for a subject")
Body = dict[str, object]


@cases.writes("/cases", answer=CASE, body=OpenCaseBody(), status=201, fails=[HTTPStatus.NOT_FOUND])
def open_case(body: Body) -> CaseView:
    """Open a case, whose first task is the applicant's form.

    Whether and from which day one may apply is checked now; a number is given when that form is completed.
    """
    command = OpenCase(**body, once=once(body, CASE, status=201))  # type: ignore[arg-type] # the schema has typed it
    return open_one(command, actor=current_actor(), tools=current_tools())


@cases.reads("/cases", answer=CASES, query=CaseQuery())
def list_cases(query: Body) -> object:
    """List the cases the asker may see, newest first."""
    return service.list_cases(CaseFilter(**query), actor=current_actor(), tools=current_tools())  # type: ignore[arg-type] # the schema has typed it


@cases.reads("/cases/<id:case_id>", answer=CASE, fails=[HTTPStatus.NOT_FOUND])
def get_case(case_id: str) -> CaseView:
    """Read a case with its open tasks and its clocks."""
    return service.get_case(case_id, actor=current_actor(), tools=current_tools())


@cases.reads("/cases/<id:case_id>/history", answer=HistorySchema(), fails=[HTTPStatus.NOT_FOUND])
def list_history(case_id: str) -> dict[str, object]:
    """Read what happened in a case, oldest first."""
    entries = service.case_history(case_id, actor=current_actor(), tools=current_tools())
    return {"items": entries, "next_cursor": None}


@cases.writes("/cases/<id:case_id>/withdraw", answer=CASE, body=WithdrawBody(), fails=[HTTPStatus.NOT_FOUND])
def withdraw_case(body: Body, case_id: str) -> CaseView:
    """Withdraw a case that is not yet decided; it ends, and a new application stays possible."""
    command = WithdrawCase(case_id, once=once(body, CASE), **body)  # type: ignore[arg-type] # the schema has typed it
    return withdraw_one(command, actor=current_actor(), tools=current_tools())


@cases.writes("/cases/<id:case_id>/move", answer=CASE, body=MoveBody(), status=201, fails=[HTTPStatus.NOT_FOUND])
def move_case(body: Body, case_id: str) -> CaseView:
    """Let an application that is not yet accepted be about another record: it ends as withdrawn, a new draft opens.

    The draft holds its answers and files; what is signed is asked anew, and the gate judges the other record.
    """
    command = MoveCase(case_id, once=once(body, CASE, status=201), **body)  # type: ignore[arg-type] # the schema has typed it
    return move_one(command, actor=current_actor(), tools=current_tools())


@cases.writes("/cases/<id:case_id>/copy", answer=CASE, body=CopyBody(), status=201, fails=[HTTPStatus.NOT_FOUND])
def copy_case(body: Body, case_id: str) -> CaseView:
    """Apply once more with the content of an application that was withdrawn; a new draft opens."""
    command = CopyCase(case_id, once=once(body, CASE, status=201))
    return copy_one(command, actor=current_actor(), tools=current_tools())


@cases.writes("/cases/<id:case_id>/extend", answer=CASE, body=ExtendBody(), fails=[HTTPStatus.NOT_FOUND])
def extend_case(body: Body, case_id: str) -> CaseView:
    """Put off the day by which a case must be decided: once, by its decider, before that day is over."""
    command = ExtendCase(case_id, once=once(body, CASE), **body)  # type: ignore[arg-type] # the schema has typed it
    return extend_one(command, actor=current_actor(), tools=current_tools())
