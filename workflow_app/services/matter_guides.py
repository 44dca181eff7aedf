"""What everybody may read of a matter: the list of those in force, and the guide to each with its ways and limits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.matter_editions import Status
from workflow_app.domain.matters import MatterContent, Way
from workflow_app.domain.parameters import Snapshot, from_snapshot
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Matter, MatterEdition
from workflow_app.repositories.matters import MatterRows
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.matter_rows import allowed_days, content_of, rules_of
from workflow_app.services.public_courses import StageView, courses_of
from workflow_app.services.tools import Tools

LONGEST_WORDS = 100
GRACE, SHOWN_FOR = "da.grace_wd", "pledge.display"
CHECKED_WITHIN, PUT_RIGHT = "commitment.post_check_due", "commitment.rectify_wd"


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list."""

    id: str
    authority_id: str
    authority: str
    authority_zh: str
    authority_en: str
    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    ways: tuple[Way, ...]
    is_instant: bool
    promised_wd: int
    edition: int
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: a number and its unit, as parameters have them."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules of the authority add: the days on offer for late documents, which end with the promised limit."""

    days: tuple[int, ...]
    cap_wd: int
    grace_wd: int
    shown_for: Length
    checked_within: Length
    put_right: Length


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the history of a matter."""

    number: int
    valid_from: date
    note: str
    basis: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """Everything that a guide says; `ready` are the ways that can be begun here, `coming` what is confirmed already."""

    line: MatterLine
    content: MatterContent
    department_zh: str
    department_en: str
    limits: Limits
    ready: frozenset[Way]
    courses: Mapping[Way, tuple[StageView, ...]]
    editions: tuple[EditionLine, ...] = ()
    coming: tuple[EditionLine, ...] = ()
    until: date | None = None


def search_matters(
    wanted: FindMatters,
    *,
    tools: Tools,
    cursor: str | None = None,
    limit: int = 20,
    of: Collection[str] | None = None,
) -> Page[MatterLine]:
    """Return a page of the matters that are in force today; `of` are the authorities asked, all where it is None."""
    asked = FindMatters(wanted.words.strip()[:LONGEST_WORDS], wanted.authority, wanted.way)
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        rows = unit.matters.search(asked, on=today, cursor=cursor, limit=limit, of=of)
        lines = [show_line(each) for each in rows]
    return cut(lines, limit=limit, key=lambda each: (each.authority_id, each.id))


def get_guide(authority: str, code: str, *, tools: Tools, on: date | None = None) -> GuideView:
    """Return the guide to a matter as it is today, or as it was or will be on a day.

    Raises NotFoundError MATTER_UNKNOWN where nothing is in force on that day.
    """
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        rows = unit.matters.get_in_force(authority, code, on=on or today)
        return guide_of(unit, rows, today=today, tools=tools)


def guide_of(
    unit: UnitOfWork, rows: MatterRows, *, today: date, tools: Tools, content: MatterContent | None = None
) -> GuideView:
    """Return the guide that an edition makes, be it in force or not; `content` stands for what it would say instead."""
    content = content_of(rows.edition) if content is None else content
    names = {each.code: each for each in unit.authorities.list_departments(rows.authority.id)}
    department = names.get(content.department)
    confirmed = [
        EditionLine(each.number, each.valid_from, each.note, each.basis)
        for each in unit.matters.list_editions([rows.matter.id])
        if each.status == Status.CONFIRMED and each.valid_from is not None
    ]
    ready = frozenset(way for way in content.ways if unit.processes.find(way) is not None)
    coming = tuple(each for each in confirmed if each.valid_from > today)
    return GuideView(
        line=show_line(rows),
        content=content,
        department_zh=department.name_zh if department else "",
        department_en=department.name_en if department else "",
        limits=_limits(content, rules_of(unit, rows.authority, today=today, tools=tools)),
        ready=ready,
        courses=courses_of(unit, ready, tools),
        editions=tuple(each for each in confirmed if each.valid_from <= today),
        coming=coming,
        until=_last_day(rows.edition, confirmed),
    )


def show_line(rows: MatterRows) -> MatterLine:
    """Return a matter as lists have it."""
    return line_of(rows.matter, rows.edition, rows.authority)


def line_of(matter: Matter, edition: MatterEdition, authority: Authority) -> MatterLine:
    """Return a matter as one of its editions has it."""
    content = content_of(edition)
    return MatterLine(
        id=matter.id,
        authority_id=authority.id,
        authority=authority.code,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        code=matter.code,
        name_zh=content.name.zh,
        name_en=content.name.en,
        summary_zh=content.summary.zh,
        summary_en=content.summary.en,
        ways=content.ways,
        is_instant=content.is_instant,
        promised_wd=content.promised_wd,
        edition=edition.number,
        valid_from=edition.valid_from,
    )


def _last_day(edition: MatterEdition, confirmed: list[EditionLine]) -> date | None:
    """Return the last day of an edition that another follows."""
    if edition.valid_from is None:
        return None
    later = [each.valid_from for each in confirmed if each.valid_from > edition.valid_from]
    return min(later) - timedelta(days=1) if later else None


def _limits(content: MatterContent, rules: Snapshot) -> Limits:
    """Return the limits of a matter under the rules of today."""
    offered = set(content.deferral.allowed_wd) & set(allowed_days(rules))
    return Limits(
        days=tuple(sorted(offered)),
        cap_wd=content.promised_wd,
        grace_wd=from_snapshot(rules, GRACE).amount,
        shown_for=_length(rules, SHOWN_FOR),
        checked_within=_length(rules, CHECKED_WITHIN),
        put_right=_length(rules, PUT_RIGHT),
    )


def _length(rules: Mapping[str, Mapping[str, str | int | bool | None]], key: str) -> Length:
    found = from_snapshot(rules, key)
    return Length(found.amount, found.unit.partition(":")[0])
