"""A second reviewer is on leave from 28 to 30 September: the head of the section gives part of his work to another."""

from workflow_app.domain.commands.assigning import AssignTasks
from workflow_app.services.assigning import assign_tasks
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.together import H3
from workflow_app.services.demo_story.town import Town

HEAD, SUBSTITUTE = "section_head", "second_reviewer"


def leave() -> list[Event]:
    """Return the morning on which somebody else is given what he had taken; one case is overlooked."""
    return [Event(at("09-28", "08:50"), _give, "leave")]


def _give(town: Town) -> None:
    record = town.record(H3.penalty.document_no, H3.penalty.uscc)
    with town.tools.database.read() as unit:
        found = unit.cases.find_open_of_record(record.id)
    task = town.task(found.id if found else "", HEAD)
    command = AssignTasks([task.id], town.person(SUBSTITUTE).id)
    done = assign_tasks(command, actor=town.person(HEAD), tools=town.tools)
    if done.refused:
        raise LookupError(done.refused[0].rule)
