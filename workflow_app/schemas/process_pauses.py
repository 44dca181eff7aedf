"""Pauses of processes: what the public reads, until when, and what waits."""

from marshmallow import fields

from workflow_app.domain.pausing import LONGEST_NOTICE
from workflow_app.schemas.inputs import Input, Moment, Text
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier


class ProcessPauseSchema(Output):
    """A pause; `waiting` is how many filings wait for its end (at most 1000)."""

    id = identifier()
    notice = Localised()
    begun_by = fields.String()
    begun_at = Instant()
    ends_at = Instant()
    ended_at = Instant(allow_none=True)
    lifted_by = fields.String()
    waiting = fields.Integer()
    is_running = fields.Boolean()


class WaitingFilingSchema(Output):
    """An application that waits, by number and receipt."""

    number = fields.String()
    received_at = Instant()


class PausesSchema(Output):
    """The pauses of a process, the newest first, and the first filings that wait."""

    pauses = fields.List(fields.Nested(ProcessPauseSchema))
    filings = fields.List(fields.Nested(WaitingFilingSchema))


class PauseBody(Input):
    """What the public reads in both languages, and until when."""

    notice_zh = Text(longest=LONGEST_NOTICE, shortest=1, required=True)
    notice_en = Text(longest=LONGEST_NOTICE, shortest=1, required=True)
    ends_at = Moment(required=True)


class MovePauseBody(Input):
    """Until when instead."""

    ends_at = Moment(required=True)


PAUSES = PausesSchema()
