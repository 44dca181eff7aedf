"""The notices on repair (T01) of what an import brought in: issued together, and printed in one file."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.record_letters import WriteRecordLetter
from workflow_app.domain.errors import NotFoundError
from workflow_app.repositories.import_notices import NOTICE, ImportNotices
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.import_rights import authorities_of, visible
from workflow_app.services.paper_making import bind_papers
from workflow_app.services.record_letters import write_record_letter
from workflow_app.services.tools import Tools

AT_ONCE = 50
"""Notices that one press issues, and that one file has: as many as a person waits for."""


@dataclass(frozen=True, slots=True)
class NoticesView:
    """How many notices of an import are to be issued, how many there are, and in how many files.

    `issuers` are those in whose name they will be, in both languages: the authorities that made the decisions.
    """

    due: int
    issued: int
    issuers: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> int:
        """Return in how many files they are printed."""
        return -(-self.issued // AT_ONCE)


def notices_of(import_id: str, *, actor: Actor, tools: Tools) -> NoticesView:
    """Return how the notices of an import stand; raises NotFoundError IMPORT_UNKNOWN."""
    with tools.database.read() as unit:
        places, found = _asked(unit, import_id, actor)
        due, issued = found.count_without(import_id, places), found.count_letters(import_id, places)
        issuers = found.authorities_without(import_id, places) if due else ()
        return NoticesView(due, issued, tuple(issuers))


def issue_notices(import_id: str, *, actor: Actor, tools: Tools) -> int:
    """Issue the next notices, each in a transaction of its own, and return how many; twice at once issues none twice.

    Raises NotFoundError IMPORT_UNKNOWN, ForbiddenError.
    """
    with tools.database.read() as unit:
        places, found = _asked(unit, import_id, actor)
        due = found.without(import_id, places, limit=AT_ONCE)
    for record_id in due:
        write_record_letter(WriteRecordLetter(record_id, NOTICE), actor=actor, tools=tools)
    return len(due)


def print_notices(import_id: str, part: int, *, actor: Actor, tools: Tools) -> bytes:
    """Return one file of the notices of an import, from 1; raises NotFoundError IMPORT_UNKNOWN or LETTER_UNKNOWN."""
    with tools.database.read() as unit:
        places, found = _asked(unit, import_id, actor)
        rows = found.letters(import_id, places, skip=(part - 1) * AT_ONCE, limit=AT_ONCE)
        letters = [(row.kind, dict(row.data)) for row in rows]
    if not letters:
        raise NotFoundError("LETTER_UNKNOWN")
    return bind_papers([tools.letters.render(kind, data) for kind, data in letters], tools=tools)


def _asked(unit: UnitOfWork, import_id: str, actor: Actor) -> tuple[list[str], ImportNotices]:
    visible(unit, import_id, actor)
    return [each.id for each in authorities_of(unit, actor).values()], unit.import_notices
