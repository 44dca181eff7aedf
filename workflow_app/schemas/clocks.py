"""Periods that run in a case, and periods that anybody may have computed."""

from marshmallow import fields

from workflow_app.schemas.explanations import explain
from workflow_app.schemas.inputs import Day, Input, Text, Whole
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier


class ClockSchema(Output):
    """A legal or internal period and the one instant at which it ends."""

    id = identifier()
    key = fields.String()
    name = Localised()
    due_on = fields.Date(
        allow_none=True, metadata={"description": "The last day on which an act is in time; null while it stands still"}
    )
    due_at = Instant(
        allow_none=True, metadata={"description": "The first instant that is too late; null while it stands still"}
    )
    status = fields.String(metadata={"enum": ["RUNNING", "PAUSED", "EXPIRED", "STOPPED"]})
    provisional = fields.Boolean(metadata={"description": "It reaches into a year whose calendar is not published"})
    explanation = fields.Function(explain, metadata={"type": "string", "description": "Why it is that day"})


class ComputeQuery(Input):
    """From which day, how long, and by whose calendar."""

    start = Day(required=True, data_key="from", metadata={"description": "The day of the event; not counted itself"})
    working_days = Whole(least=0, most=3660, load_default=None)
    calendar_days = Whole(least=0, most=3660, load_default=None)
    months = Whole(least=0, most=1200, load_default=None)
    authority = Text(longest=64, load_default=None, metadata={"description": "Code of the authority"})


class SkippedDaySchema(Output):
    """A day that did not count."""

    date = fields.Date(attribute="day")
    why = fields.String(metadata={"example": "HOLIDAY:National Day"})


class ComputedDaySchema(Output):
    """A due day with all that explains it."""

    start = fields.Date(data_key="from")
    due_on = fields.Date()
    provisional = fields.Boolean()
    counted = fields.Function(lambda due: len(due.counted), metadata={"type": "integer"})
    skipped = fields.List(fields.Nested(SkippedDaySchema))
