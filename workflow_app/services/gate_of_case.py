"""What the gate says today of the easier way that a case goes: its doubts are for a person to look at (rule 2.1)."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.gate import Channel
from workflow_app.domain.time import local_date
from workflow_app.services.cases import refuse_reader
from workflow_app.services.gate_facts import Question, judge
from workflow_app.services.gate_views import ReasonView, reasons_of
from workflow_app.services.tools import Tools


def why_way(case_id: str, *, actor: Actor, tools: Tools) -> tuple[ReasonView, ...]:
    """Return everything that stands against the way of a case about a matter today, by the edition that it keeps.

    Nothing of one that goes a way open to everybody; nothing is kept of a look. Raises NotFoundError CASE_UNKNOWN.
    """
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        key, edition_id = rows.runs_on.key, rows.case.matter_edition_id
        if edition_id is None or key not in set(Channel):
            return ()
        edition = unit.matters.get_edition(edition_id)
        matter = unit.matters.get(edition.matter_id)
        question = Question(rows.subject, rows.authority, Channel(key), matter=matter, edition=edition)
        return reasons_of(judge(unit, question, today=local_date(tools.clock.now()), tools=tools))
