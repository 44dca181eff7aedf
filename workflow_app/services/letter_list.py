"""The letters of everybody an applicant may act for."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.services.showing_papers import show_letters
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView

NEWEST_CASES = 100


def list_my_letters(*, actor: Actor, tools: Tools) -> tuple[LetterView, ...]:
    """Return the letters of the newest cases of the actor's own subjects and those without a case, newest first."""
    with tools.database.read() as work:
        cases = [
            rows.case.id
            for rows in work.cases.list_visible(CaseFilter(limit=NEWEST_CASES), actor)
            if rows.case.subject_id in actor.subject_ids and rows.case.number
        ]
        rows = [*(work.letters.of_cases(cases) if cases else ()), *work.letters.of_subjects(actor.subject_ids)]
        return show_letters(work, sorted(rows, key=lambda row: row.id, reverse=True))
