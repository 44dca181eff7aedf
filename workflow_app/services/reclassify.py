"""Recomputing records when rules change: first counted for whoever decides, then written, some hundred at a time.

Both walk over the records of the authorities concerned that have a class: penalties, and breaches of pledges. A chunk
is one transaction and leaves the next as due work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.dated import ONE_DAY
from workflow_app.domain.parameters import Parameter
from workflow_app.domain.periods import Unit
from workflow_app.domain.proposals import Status, Term
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.models import Authority, DueWork, Proposal
from workflow_app.repositories.calendars import PUBLICITY
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.records import place_of
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.handlers import Handler
from workflow_app.services.proposal_kinds import kind_of
from workflow_app.services.proposal_rows import Row
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.reckoning import Effect, carry, read_chunk, weigh
from workflow_app.services.tools import Tools

CHUNK = 200
SHIFT = "publicity.shift_on_holiday"
WEIGH, RECLASSIFY = "weigh_proposal", "reclassify"


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a walk over records has come: authorities still to visit, the last record seen, and the counts."""

    name: str
    proposal_id: str | None
    authority_ids: Sequence[str]
    after: Sequence[str] | None
    effect: Mapping[str, object]

    @classmethod
    def read(cls, payload: Mapping[str, object]) -> "Walk":
        """Return a walk as a piece of due work keeps it."""
        return cls(**{name: payload.get(name) for name in cls.__slots__})  # type: ignore[arg-type] # what `write` wrote

    def write(self) -> dict[str, object]:
        """Return the walk as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def plan_weighing(unit: UnitOfWork, proposal: Proposal, *, authority_ids: Sequence[str], now: datetime) -> None:
    """Have it counted what a proposal would change."""
    proposal.effect = {"status": "RUNNING"}
    walk = Walk(f"{proposal.id}", proposal.id, authority_ids, None, {})
    unit.due_work.ensure(kind="weigh_proposal", key=f"{WEIGH}:{walk.name}", payload=walk.write(), due_at=now, now=now)


def plan_reclassify(unit: UnitOfWork, proposal: Proposal, *, authority_ids: Sequence[str], now: datetime) -> None:
    """Have records recomputed when a change begins to hold, and again when it ends."""
    term, today = Term.read(proposal.content), local_date(now)
    days = {max(term.valid_from, today), *((term.valid_to + ONE_DAY,) if term.valid_to else ())}
    for day in sorted(day for day in days if day >= today):
        _plan(unit, f"{proposal.id}:{day}", proposal.id, authority_ids, day=day, now=now)
    proposal.effect = {**proposal.effect, "applied": {"status": "RUNNING"}}


def plan_calendar_turn(unit: UnitOfWork, proposal: Proposal, *, authority_ids: Sequence[str], now: datetime) -> None:
    """Have records recomputed where their periods depend on the calendar that was changed (rule K5)."""
    ids = [each for each in authority_ids if any(map(_asks_calendar, unit.authorities.parameters(each)))]
    if ids:
        _plan(unit, f"{proposal.id}:calendar", proposal.id, ids, day=local_date(now), now=now)
        proposal.effect = {**proposal.effect, "applied": {"status": "RUNNING"}}


def _asks_calendar(value: Parameter) -> bool:
    """Tell whether periods of publicity are moved off free days by a value, or counted in days that are worked."""
    if value.key == SHIFT:
        return value.value is True
    return value.key.startswith(PUBLICITY) and value.unit == Unit.WORKING_DAYS


def plan_turns(unit: UnitOfWork, *, now: datetime) -> None:
    """Have records recomputed on every day to come on which a rule begins or ends; asking twice plans it once."""
    today = local_date(now)
    values = [row for row in unit.authorities.list_parameters() if row.key.startswith(PUBLICITY)]
    rows: tuple[Row, ...] = (
        *unit.rules.list_regimes(),
        *unit.rules.list_class_rules(),
        *values,
    )
    begins = {row.valid_from for row in rows}
    ends = {row.valid_to + ONE_DAY for row in rows if row.valid_to}
    ids = [each.id for each in unit.authorities.list_all()]
    for day in sorted(day for day in begins | ends if day > today):
        _plan(unit, day.isoformat(), None, ids, day=day, now=now)


def _plan(
    unit: UnitOfWork, name: str, proposal_id: str | None, ids: Sequence[str], *, day: date, now: datetime
) -> None:
    walk = Walk(name, proposal_id, ids, None, {})
    due_at = max(start_of_day(day), now) if day <= local_date(now) else start_of_day(day)
    unit.due_work.ensure(kind="reclassify", key=f"{RECLASSIFY}:{name}", payload=walk.write(), due_at=due_at, now=now)


def _weigh(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Count one chunk of what a proposal would change, and leave the next; stop where it is decided already."""
    del told
    now, walk = tools.clock.now(), Walk.read(row.payload)
    proposal = unit.proposals.get(str(walk.proposal_id), lock=True)
    if proposal.status != Status.PROPOSED:
        return
    effect = Effect.read(walk.effect)
    records_left = None
    if walk.authority_ids:
        authority = unit.authorities.get(walk.authority_ids[0])
        rules = PublicityRules(unit, tools.calendars, local_date(now)).rules_of(authority)
        records = unit.records.list_classed(authority.id, after=walk.after, limit=CHUNK)
        weigh(
            read_chunk(unit, authority, records, lock=False),
            now_rules=rules,
            then_rules=kind_of(proposal.kind).imagine(rules, proposal.content, proposal.authority_id),
            on=max(local_date(now), Term.read(proposal.content).valid_from),
            sites=len(unit.listings.list_sites()),
            effect=effect,
        )
        records_left = place_of(records[-1]) if len(records) == CHUNK else None
    rest = _rest(walk, records_left, effect)
    proposal.effect = {"status": "RUNNING" if rest else "DONE", **effect.write()}
    if rest:
        _leave(unit, WEIGH, row, rest, now=now)


def _reclassify(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Recompute one chunk of records and leave the next; the last one tells how many changed."""
    del told
    now, walk = tools.clock.now(), Walk.read(row.payload)
    effect = Effect.read(walk.effect)
    records_left = None
    if walk.authority_ids:
        unit.imports.take_turn()
        authority = unit.authorities.get(walk.authority_ids[0])
        rules = PublicityRules(unit, tools.calendars, local_date(now)).rules_of(authority)
        records = unit.records.list_classed(authority.id, after=walk.after, limit=CHUNK, lock=True)
        said = carry(unit, read_chunk(unit, authority, records, lock=True), rules=rules, now=now, effect=effect)
        if said:
            _note(unit, authority, walk, said, now=now)
        records_left = place_of(records[-1]) if len(records) == CHUNK else None
    rest = _rest(walk, records_left, effect)
    if rest:
        _leave(unit, RECLASSIFY, row, rest, now=now)
    else:
        _finish(unit, walk, effect, now=now)


def _rest(walk: Walk, after: Sequence[str] | None, effect: Effect) -> Walk | None:
    """Return what is left of a walk: the same authority from a record on, else the next one."""
    ids = walk.authority_ids if after else walk.authority_ids[1:]
    return Walk(walk.name, walk.proposal_id, ids, after, effect.write()) if ids else None


def _leave(unit: UnitOfWork, kind: str, row: DueWork, rest: Walk, *, now: datetime) -> None:
    """Leave the next chunk, due at once."""
    unit.due_work.ensure(kind=kind, key=f"{kind}:after:{row.id}", payload=rest.write(), due_at=now, now=now)


def _note(
    unit: UnitOfWork, authority: Authority, walk: Walk, said: Sequence[Mapping[str, object]], *, now: datetime
) -> None:
    data = {"proposal": walk.proposal_id, "records": list(said)}
    audit.record(unit, authority=authority, actor=SERVICE, action="records.reclassified", data=data, now=now)


def _finish(unit: UnitOfWork, walk: Walk, effect: Effect, *, now: datetime) -> None:
    """Write what changed where it was asked for, and tell whoever keeps the rules."""
    proposal = unit.proposals.get(walk.proposal_id, lock=True) if walk.proposal_id else None
    if proposal is not None:
        applied = {"status": "DONE", "on": local_date(now).isoformat(), **effect.write()}
        proposal.effect = {**proposal.effect, "applied": applied}
    if proposal is None and not effect.counts["dates"]:
        return
    home = (proposal.authority_id if proposal else None) or unit.authorities.first().id
    path = f"/admin/proposals/{proposal.id}" if proposal else "/admin/classes"
    facts = {name: effect.counts[name] for name in ("records", "changed", "dates", "ends", "begins")}
    for role, place in ((Role.SYSTEM_ADMIN, path), (Role.DATA_CLERK, "/desk/imports")):
        unit.add(Telling("RECORDS_RECLASSIFIED", home, {**facts, "path": place}).for_role(role, now=now))


WEIGH_PROPOSAL = Handler(record=_weigh, housekeeping=True)
RECLASSIFY_RECORDS = Handler(record=_reclassify, housekeeping=True)
