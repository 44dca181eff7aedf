"""Letters about removals that were chosen on the board (T23): one to each site, of each authority."""

from collections.abc import Sequence

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.removals import WriteRemovalLetters
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.site_jobs import Connector
from workflow_app.domain.time import local_date
from workflow_app.models import Letter
from workflow_app.repositories.listings import OWN, UNDER_WAY
from workflow_app.repositories.removal_board import RemovalRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.removal_bulk import BulkView, check_number, hold_removals
from workflow_app.services.removal_letters import BY_ASSISTANCE, TO_SITE, RemovalLetter, issue_removal_letter
from workflow_app.services.tools import Tools


def write_letters(command: WriteRemovalLetters, *, actor: Actor, tools: Tools) -> BulkView:
    """Write one letter to each site, of each authority, about the removals chosen there that are under way.

    Raises what `act_on_removals` raises, and what `issue_removal_letter` does.
    """
    check_number(command.removal_ids)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        held = hold_removals(unit, command.removal_ids, actor)
        if command.due_on < local_date(tools.clock.now()):
            raise InvalidError(FieldError("/due_on", "TOO_EARLY", {"minimum": local_date(tools.clock.now())}))
        late = [each for each in held if each.removal.status in UNDER_WAY and each.site.connector != OWN]
        letters = [_write(unit, group, command, actor=actor, tools=tools) for group in _by_site(late)]
        unit.flush()
        view = BulkView(len(late), len(held) - len(late), tuple(each.number for each in letters))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _write(
    unit: UnitOfWork, group: Sequence[RemovalRows], command: WriteRemovalLetters, *, actor: Actor, tools: Tools
) -> Letter:
    site = group[0].site
    wanted = RemovalLetter(
        removal_ids=[each.removal.id for each in group],
        recipient=command.recipient or site.office or site.name_zh,
        due_on=command.due_on,
        kind=BY_ASSISTANCE if site.connector == Connector.ASSISTANCE else TO_SITE,
    )
    return issue_removal_letter(unit, wanted, actor=actor, tools=tools)


def _by_site(rows: Sequence[RemovalRows]) -> list[list[RemovalRows]]:
    groups: dict[tuple[str, str], list[RemovalRows]] = {}
    for each in rows:
        groups.setdefault((each.site.id, each.authority.id), []).append(each)
    return list(groups.values())
