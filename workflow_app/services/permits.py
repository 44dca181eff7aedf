"""Permits as the public finds them, and as those have them whose they are."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.time import local_date
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.services.permit_views import PermitLine, PermitView, line_of, view_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class MatterChoice:
    """A matter by which a list can be narrowed."""

    authority: str
    authority_zh: str
    authority_en: str
    code: str
    name_zh: str
    name_en: str


def search_permits(
    wanted: FindPermits, *, tools: Tools, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[PermitLine]:
    """Return a page of all permits, those that ended among them, the newest first; no login needed."""
    today = _today(tools)
    with tools.database.read() as unit:
        rows = unit.permits.search_public(wanted, on=today, cursor=cursor, limit=limit)
        lines = [line_of(each, on=today, publicly=True) for each in rows]
    return cut(lines, limit=limit, key=place_of)


def get_public_permit(permit_id: str, *, tools: Tools) -> PermitView:
    """Return a permit as everybody may read it; raises NotFoundError PERMIT_UNKNOWN."""
    with tools.database.read() as unit:
        return view_of(unit.permits.get(permit_id), on=_today(tools), publicly=True)


def find_of_letter(letter_id: str, *, tools: Tools) -> PermitView | None:
    """Return the permit that a letter is, as everybody may read it, or None for every other letter."""
    with tools.database.read() as unit:
        found = unit.permits.of_letter(letter_id)
        return view_of(unit.permits.get(found.id), on=_today(tools), publicly=True) if found else None


def list_my_permits(*, actor: Actor, tools: Tools) -> tuple[PermitLine, ...]:
    """Return the permits of everybody an applicant may act for, the newest first."""
    with tools.database.read() as unit:
        rows = unit.permits.of_subjects(actor.subject_ids)
        return tuple(line_of(each, on=_today(tools), publicly=False) for each in rows)


def list_matter_choices(*, tools: Tools) -> tuple[MatterChoice, ...]:
    """Return the matters in force today, by authority."""
    with tools.database.read() as unit:
        return tuple(
            MatterChoice(
                each.authority.code,
                each.authority.name_zh,
                each.authority.name_en,
                each.matter.code,
                each.edition.name_zh,
                each.edition.name_en,
            )
            for each in unit.matters.list_in_force(_today(tools))
        )


def place_of(line: PermitLine) -> tuple[str, str]:
    """Return the place of a permit in a list, the newest decision first."""
    return (line.decided_on.isoformat(), line.id)


def _today(tools: Tools) -> date:
    return local_date(tools.clock.now())
