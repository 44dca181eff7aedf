"""What was answered in a case so far, for the pages that show the case and not one of its tasks."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import may_read_task
from workflow_app.services.answers import answers_of
from workflow_app.services.cases import refuse_reader
from workflow_app.services.materials import facts_given
from workflow_app.services.past_versions import version_of_step
from workflow_app.services.showing import facts_of
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView


def case_answers(case_id: str, *, actor: Actor, tools: Tools) -> tuple[AnsweredView, ...]:
    """Return the completed forms of a case that a reader may read, oldest first; raises as `get_case` does."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        loaded = loaded_of(unit, rows, tools)
        tasks = unit.tasks.of_case(case_id)
        read = [each for each in tasks if may_read_task(actor, facts_of(each)).allowed]
        version_of = version_of_step(unit, rows, loaded, tools)
        return answers_of(unit, read, version_of, facts_given(unit, rows, loaded, tasks, tools))
