"""Tasks: what waits for a person."""

from marshmallow import fields

from workflow_app.schemas.inputs import Input, Text, Values, Whole, version
from workflow_app.schemas.outputs import Instant, Localised, Output, identifier, page_of


class TaskSchema(Output):
    """A task; `key` is its element in the diagram, `candidates` the roles that may take it."""

    id = identifier()
    case_id = identifier()
    case_number = fields.String(allow_none=True)
    subject_name = fields.String()
    key = fields.String()
    name = Localised()
    form = fields.String(allow_none=True)
    version = fields.Integer()
    status = fields.String()
    assignee = fields.String(allow_none=True, metadata={"format": "uuid"})
    assignee_name = fields.String(allow_none=True)
    candidates = fields.List(fields.String())
    due_on = fields.Date(allow_none=True)
    due_at = Instant(allow_none=True)
    legal_due_on = fields.Date(allow_none=True)
    legal_paused = fields.Boolean(metadata={"description": "The legal limit stands still and has no last day now"})
    opened_at = Instant()
    completed_at = Instant(allow_none=True)
    actions = fields.List(fields.String(), metadata={"description": "What the asker may do with it now"})


class TaskQuery(Input):
    """Which tasks to list, and how many."""

    scope = Text(words=("mine", "group", "done", "waiting"), load_default="mine")
    q = Text(longest=100, load_default=None, metadata={"description": "Number of the case or part of a name"})
    cursor = Text(longest=500, load_default=None)
    limit = Whole(least=1, most=100, load_default=50)


class ActBody(Input):
    """Nothing but, if wished, the version that was seen."""

    version = version()


class CompleteBody(ActBody):
    """The values of the task's form."""

    values = Values(load_default=dict)


TASK = TaskSchema()
TASKS = page_of(TaskSchema, name="TaskPage")
