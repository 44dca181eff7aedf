"""The values of the rules, as administrators read them: what holds, since when, why, and what held before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.parameters import Parameter as Value
from workflow_app.domain.parameters import ParameterMissingError, lookup
from workflow_app.domain.seeds.parameter_names import NAMES, ParameterName
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Parameter, Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.administration import READERS
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class MadeView:
    """Who asked for a row and who approved it; rows that came with the product have none."""

    proposal_id: str
    reason: str
    proposed_by: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ValueView:
    """One dated value; `state` is NOW, BEFORE, LATER or NEVER (it was replaced from its first day)."""

    id: str
    authority_id: str | None
    authority_zh: str | None
    authority_en: str | None
    regime: str | None
    data_class: str | None
    value: object
    unit: str
    valid_from: date
    valid_to: date | None
    origin: str
    state: str
    made: MadeView | None


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter in words, and its values: those that hold today first by what is more general."""

    name: ParameterName
    values: Sequence[ValueView]
    waiting: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Which value answers a question, and those that fit as well but stand behind it, the nearest first."""

    chosen: ValueView | None
    behind: Sequence[ValueView]


def refuse_stranger(actor: Actor) -> None:
    """Refuse everybody who neither administers nor audits."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])


def list_parameters(*, actor: Actor, tools: Tools) -> tuple[ParameterView, ...]:
    """Return every parameter with the values that hold today or will."""
    refuse_stranger(actor)
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        views = _views(unit, unit.authorities.list_parameters(), today=today)
    by_key: dict[str, list[ValueView]] = {key: [] for key in NAMES}
    for key, view in views:
        if view.state in {"NOW", "LATER"}:
            by_key.setdefault(key, []).append(view)
    return tuple(ParameterView(NAMES[key], found) for key, found in by_key.items() if key in NAMES)


def get_parameter(key: str, *, actor: Actor, tools: Tools) -> ParameterView:
    """Return one parameter with every value it ever had; raises NotFoundError PARAMETER_UNKNOWN."""
    refuse_stranger(actor)
    if key not in NAMES:
        raise NotFoundError("PARAMETER_UNKNOWN", key=key)
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        views = _views(unit, unit.rules.list_values(key), today=today)
        waiting = tuple(row.id for row in unit.proposals.list_about("PARAMETER", key))
    return ParameterView(NAMES[key], tuple(view for _, view in views), waiting)


def explain(
    parameter: ParameterView, *, on: date, authority_id: str | None, regime: str | None, data_class: str | None
) -> Reason:
    """Return which value applies on a day, and what else would fit (authority before rule set before data class)."""
    asked = {"authority_id": authority_id, "regime": regime, "data_class": data_class}
    rows = [(_value(parameter.name.key, view), view) for view in parameter.values]
    behind: list[ValueView] = []
    while True:
        try:
            found = lookup((row for row, _ in rows), key=parameter.name.key, on=on, **asked)
        except ParameterMissingError:
            return Reason(behind[0] if behind else None, behind[1:])
        behind.append(next(view for row, view in rows if row is found))
        rows = [pair for pair in rows if pair[0] is not found]


def made_views(unit: UnitOfWork, ids: Iterable[str | None]) -> Mapping[str, MadeView]:
    """Return who asked for rows and who approved them, by the id of the proposal."""
    found = unit.rules.proposals({each for each in ids if each})
    names = unit.accounts.names([each for row in found.values() for each in (row.proposed_by, row.decided_by)])
    return {key: _made(row, names) for key, row in found.items()}


def state_of(valid_from: date, valid_to: date | None, today: date) -> str:
    """Tell how a row stands on a day."""
    if valid_to is not None and valid_to < valid_from:
        return "NEVER"
    if valid_from > today:
        return "LATER"
    return "NOW" if valid_to is None or today <= valid_to else "BEFORE"


def _made(row: Proposal, names: Mapping[str, str]) -> MadeView:
    return MadeView(
        proposal_id=row.id,
        reason=row.reason,
        proposed_by=names.get(row.proposed_by, ""),
        decided_by=names.get(row.decided_by or "", ""),
        decided_at=row.decided_at,
    )


def _views(unit: UnitOfWork, rows: Sequence[Parameter], *, today: date) -> list[tuple[str, ValueView]]:
    """Return rows for people, the general ones first, and within one question the oldest first."""
    authorities = {each.id: each for each in unit.authorities.list_all()}
    made = made_views(unit, (row.proposal_id for row in rows))
    ordered = sorted(
        rows, key=lambda row: (row.authority_id or "", row.regime or "", row.data_class or "", row.valid_from, row.id)
    )
    return [(row.key, _view(row, authorities, made, today=today)) for row in ordered]


def _view(
    row: Parameter, authorities: Mapping[str, Authority], made: Mapping[str, MadeView], *, today: date
) -> ValueView:
    authority = authorities.get(row.authority_id or "")
    return ValueView(
        id=row.id,
        authority_id=row.authority_id,
        authority_zh=authority.name_zh if authority else None,
        authority_en=authority.name_en if authority else None,
        regime=row.regime,
        data_class=row.data_class,
        value=row.value,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        origin=row.origin,
        state=state_of(row.valid_from, row.valid_to, today),
        made=made.get(row.proposal_id or ""),
    )


def _value(key: str, view: ValueView) -> Value:
    return Value(
        key=key,
        value=view.value if isinstance(view.value, str | int | None) else None,
        unit=view.unit,
        origin=view.origin,
        valid_from=view.valid_from,
        valid_to=view.valid_to,
        authority_id=view.authority_id,
        regime=view.regime,
        data_class=view.data_class,
    )
