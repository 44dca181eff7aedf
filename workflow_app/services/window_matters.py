"""What one can apply for at a window: the matters of its authority, and of one which ways are open to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.matters import Way
from workflow_app.domain.window import files_at, on_behalf
from workflow_app.repositories.pages import Page
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services.before_matter import BeforeMatter, before_every_way
from workflow_app.services.matter_guides import GuideView, MatterLine, search_matters
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of
from workflow_app.services.subject_views import SubjectDetail, show_subject
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.window_cases import refuse_clerk
from workflow_app.services.window_joining import may_be_joined
from workflow_app.services.window_opening import find_authority

MANY = 25


@dataclass(frozen=True, slots=True)
class MatterCase:
    """A case for a matter that has not ended; `may_join` tells that it was begun online and the window may go on."""

    case: CaseView
    at_window: bool
    may_join: bool


@dataclass(frozen=True, slots=True)
class MatterAsked:
    """A matter for a subject: its guide, what each way asks and says today, and what is under way about it.

    `ways` has those that can be begun here. `rule` is why the subject cannot apply by any way, or is empty.
    """

    guide: GuideView
    subject: SubjectDetail
    ways: Mapping[Way, BeforeMatter]
    under_way: tuple[MatterCase, ...]
    rule: str


def matters_at_window(q: str, *, cursor: str | None, actor: Actor, tools: Tools, limit: int = MANY) -> Page[MatterLine]:
    """Return a page of the matters of the authorities at whose windows a clerk sits."""
    with tools.database.read() as unit:
        ids = _authorities(unit, actor)
    return search_matters(FindMatters(q), of=ids, tools=tools, cursor=cursor, limit=limit)


def matter_at_window(subject_id: str, authority: str, code: str, *, actor: Actor, tools: Tools) -> MatterAsked:
    """Return a matter as it is open to a subject; nothing is kept of a look.

    Raises NotFoundError MATTER_UNKNOWN for one of another authority, SUBJECT_UNKNOWN, ForbiddenError.
    """
    with tools.database.read() as unit:
        home = find_authority(unit, authority, code, actor)
        refuse_clerk(actor, authority_id=home.id, subject_id=subject_id)
        row = unit.subjects.get(subject_id)
        subject = show_subject(row, (each.name for each in unit.subjects.names([subject_id])))
        known = [each for each in cases_of(unit, subject_id, actor, tools) if _is_of(each, authority, code)]
    guide, ways = before_every_way(authority, code, subject_id=subject_id, actor=on_behalf(actor, row.id), tools=tools)
    rule = next((each.refusal for each in ways.values() if each.refusal), "")
    return MatterAsked(guide, subject, ways, tuple(known), rule if subject.uscc else "SUBJECT_KIND_NOT_ACCEPTED")


def cases_of(unit: UnitOfWork, subject_id: str, actor: Actor, tools: Tools) -> tuple[MatterCase, ...]:
    """Return the newest cases of a subject for matters of a clerk's authorities that have not ended."""
    behalf = on_behalf(actor, subject_id)
    return tuple(
        MatterCase(
            case=show_case(rows, loaded_of(unit, rows, tools), actor=behalf),
            at_window=filing is not None,
            may_join=filing is None and may_be_joined(rows.case),
        )
        for rows, filing in Windows(unit.session).of_matters(subject_id, _authorities(unit, actor), limit=MANY)
    )


def _authorities(unit: UnitOfWork, actor: Actor) -> list[str]:
    return [each.id for each in unit.authorities.list_all() if files_at(actor, each.id)]


def _is_of(line: MatterCase, authority: str, code: str) -> bool:
    return line.case.matter is not None and (line.case.authority, line.case.matter.code) == (authority, code)
