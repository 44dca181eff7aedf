"""The board of removals: granted cases until each site has been looked at again, the most urgent first."""

from dataclasses import dataclass, replace
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.time import local_date
from workflow_app.repositories.pages import Page, cut
from workflow_app.services.removal_states import removals_of
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

PAGE = 25


@dataclass(frozen=True, slots=True)
class RemovingView:
    """A granted case with its removals; `due_on` is the day of the next site, None where none is waited for."""

    case: CaseView
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RemovingCounts:
    """How many cases the board holds, and of how many a site is late; neither counts further than 1,000."""

    total: int
    late: int


def list_removing(
    *, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = PAGE
) -> tuple[Page[RemovingView], RemovingCounts]:
    """Return one page of the board of what an actor may see, and its counts, in a constant number of statements.

    Raises InvalidError INVALID_CURSOR.
    """
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        found = unit.cases.list_removing(actor, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda each: (each[1].isoformat(), each[0].case.id))
        removals = removals_of(unit, [rows.case.id for rows, _ in page.items])
        views = [
            RemovingView(
                replace(
                    show_case(rows, loaded_of(unit, rows, tools), actor=actor),
                    removals=removals.get(rows.case.id, ()),
                ),
                None if due_on == date.max else due_on,
            )
            for rows, due_on in page.items
        ]
        counts = RemovingCounts(unit.cases.count_removing(actor), unit.cases.count_removing(actor, before=today))
    return Page(views, page.next_cursor), counts
