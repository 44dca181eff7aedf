"""One change set as it is read: every part with what it changes, what stands against it, and whose consent it needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import (
    UNDER_WAY,
    Asked,
    Lane,
    SetFinding,
    SetStatus,
    may_answer,
    may_read,
    may_write,
)
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet, ChangeSetEvent, ChangeSetWish
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.administration import READERS as RULE_READERS
from workflow_app.services.change_set_checks import Reports, examine, report_on
from workflow_app.services.change_set_lines import SetLine, line_of
from workflow_app.services.change_set_part_views import PartView, Reading, show_parts
from workflow_app.services.change_set_people import (
    Standing,
    able_to_consent,
    authors_of,
    lanes_open_to,
    people_of,
    standing_of,
    why_not,
)
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class LaneView:
    """Whose consent is needed: for one kind of part, at one authority or everywhere.

    `by` is who gave it; where it is missing, `able` names who may.
    """

    lane: Lane
    authority_zh: str
    authority_en: str
    by: str
    able: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WishView:
    """What somebody wants changed; `may_tick` tells whether the reader may say that a part answers it.

    `target` is the parameter or table that is meant, `may_open` whether the reader may look at those.
    """

    id: str
    asked: Asked
    text: str
    by: str
    answered_by: str
    may_tick: bool
    target: str = ""
    may_open: bool = False


@dataclass(frozen=True, slots=True)
class EventView:
    """What became of a change set."""

    what: str
    about: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SetPage:
    """One change set with everything that its page shows.

    `rule` is why the reader may not consent, or empty; `is_mine` tells whether they began it or wrote in a part.
    """

    line: SetLine
    submitter: str
    submitted_at: datetime | None
    decider: str
    decision_note: str
    parts: tuple[PartView, ...]
    findings: tuple[SetFinding, ...]
    lanes: tuple[LaneView, ...]
    wishes: tuple[WishView, ...]
    history: tuple[EventView, ...]
    may_write: bool
    may_consent: bool
    has_consented: bool
    rule: str
    is_mine: bool

    @property
    def stops(self) -> bool:
        """Tell whether anything stands against submitting or confirming it."""
        return any(each.stops for each in self.findings) or any(each.stops for each in self.parts)


def get_set(set_id: str, *, actor: Actor, tools: Tools) -> SetPage:
    """Return one change set with its parts and what stands against them, but for what process tests say.

    Raises ForbiddenError, NotFoundError CHANGE_SET_UNKNOWN.
    """
    insist(may_read(actor))
    with tools.database.read() as unit:
        is_open = unit.change_sets.get(set_id).status == SetStatus.OPEN
    reports = report_on(set_id, tools=tools, with_tests=False) if is_open else Reports()
    with tools.database.read() as unit:
        row = unit.change_sets.get(set_id)
        parts = unit.change_sets.parts(row.id)
        now = tools.clock.now()
        found = examine(unit, row, parts, reports, now=now, tools=tools) if is_open else ()
        return _page(unit, row, parts, found, actor=actor, tools=tools)


def _page(
    unit: UnitOfWork, row: ChangeSet, parts: SetParts, found: Sequence[SetFinding], *, actor: Actor, tools: Tools
) -> SetPage:
    events, wishes = unit.change_sets.events(row.id), unit.change_sets.wishes(row.id)
    people, authors = people_of(unit, row, parts), authors_of(unit, row, parts)
    standing = standing_of(unit, row, parts)
    ids = {*people, *standing.given.values(), *(each.account_id for each in events), row.decided_by, row.submitted_by}
    names = unit.accounts.names([*ids, *(each.answered_by for each in wishes)])
    waits = row.status == SetStatus.SUBMITTED
    mine = lanes_open_to(actor, standing.lanes, people=people)
    return SetPage(
        line=line_of(row, names),
        submitter=names.get(row.submitted_by or "", ""),
        submitted_at=row.submitted_at,
        decider=names.get(row.decided_by or "", ""),
        decision_note=row.decision_note,
        parts=tuple(
            show_parts(row, parts, Reading(unit, actor, tools, names, found, actor.id in authors or bool(mine)))
        ),
        findings=tuple(each for each in found if not each.part),
        lanes=_lanes(unit, standing, names, people, waits=row.status in UNDER_WAY, today=local_date(tools.clock.now())),
        wishes=tuple(_wish(each, names, actor) for each in wishes),
        history=tuple(_event(each, names) for each in events),
        may_write=may_write(actor).allowed,
        may_consent=waits and bool(set(mine) & set(standing.left)),
        has_consented=actor.id in standing.given.values(),
        rule=why_not(actor, standing.lanes, people=people),
        is_mine=actor.id in authors,
    )


def _lanes(
    unit: UnitOfWork, standing: Standing, names: dict[str, str], people: Collection[str], *, waits: bool, today: date
) -> tuple[LaneView, ...]:
    known = {each.id: each for each in unit.authorities.list_all()}
    able = able_to_consent(unit, standing.left if waits else (), people=people, today=today)
    shown = []
    for lane in standing.lanes:
        own, by = known.get(lane.authority_id), names.get(standing.given.get(lane, ""), "")
        may = tuple(sorted(each.name for each in able.get(lane, ())))
        shown.append(LaneView(lane, own.name_zh if own else "", own.name_en if own else "", by, may))
    return tuple(shown)


def _wish(row: ChangeSetWish, names: dict[str, str], actor: Actor) -> WishView:
    asked = Asked(row.asked)
    ticks = row.answered_at is None and (row.written_by == actor.id or may_answer(actor, asked).allowed)
    by, answered = names.get(row.written_by, ""), names.get(row.answered_by or "", "")
    return WishView(row.id, asked, row.text, by, answered, ticks, row.target, actor.has(*RULE_READERS))


def _event(row: ChangeSetEvent, names: dict[str, str]) -> EventView:
    return EventView(row.what, row.about, row.note, names.get(row.account_id, ""), row.at)
