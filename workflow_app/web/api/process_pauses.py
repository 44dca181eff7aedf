"""Pausing processes for new filings, for programs."""

from datetime import datetime
from http import HTTPStatus

from workflow_app.schemas import process_pauses as shapes
from workflow_app.schemas.process_drafts import NothingBody
from workflow_app.services.pause_views import PausesPage, get_pauses
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause, move_pause
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_actor, current_tools

process_pauses = Noun("process_pauses", description="Processes that take no new filings for a while")
Body = dict[str, object]
ALL = "/processes/<key:process_key>/pauses"
ONE = ALL + "/<uuid:pause_id>"
UNKNOWN = [HTTPStatus.NOT_FOUND]


@process_pauses.reads(ALL, answer=shapes.PAUSES, fails=UNKNOWN)
def list_process_pauses(process_key: str) -> PausesPage:
    """List the pauses of a process, and the first filings that wait."""
    return get_pauses(process_key, actor=current_actor(), tools=current_tools())


@process_pauses.writes(
    ALL, answer=shapes.PAUSES, body=shapes.PauseBody(), status=HTTPStatus.CREATED, fails=UNKNOWN, repeatable=False
)
def pause_process(body: Body, process_key: str) -> PausesPage:
    """Let new filings be received and wait from now on."""
    terms = PauseTerms(str(body["notice_zh"]), str(body["notice_en"]), _end(body))
    begin_pause(process_key, terms, actor=current_actor(), tools=current_tools())
    return list_process_pauses(process_key)


@process_pauses.writes(
    ONE + "/move", answer=shapes.PAUSES, body=shapes.MovePauseBody(), fails=UNKNOWN, repeatable=False
)
def move_process_pause(body: Body, process_key: str, pause_id: str) -> PausesPage:
    """Let a pause end at another time."""
    move_pause(process_key, str(pause_id), _end(body), actor=current_actor(), tools=current_tools())
    return list_process_pauses(process_key)


@process_pauses.writes(ONE + "/lift", answer=shapes.PAUSES, body=NothingBody(), fails=UNKNOWN, repeatable=False)
def lift_process_pause(body: Body, process_key: str, pause_id: str) -> PausesPage:
    """End a pause now; what waits goes on in the order of receipt."""
    del body
    lift_pause(process_key, str(pause_id), actor=current_actor(), tools=current_tools())
    return list_process_pauses(process_key)


def _end(body: Body) -> datetime:
    ends_at = body["ends_at"]
    if not isinstance(ends_at, datetime):
        raise TypeError(ends_at)
    return ends_at
