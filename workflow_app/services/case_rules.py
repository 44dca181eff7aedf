"""The rules of one case: the values it keeps since it was opened, and how they differ from those of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.parameters import Value
from workflow_app.domain.time import local_date
from workflow_app.services.cases import refuse_reader
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class KeptRule:
    """One value as a case keeps it, and as a case opened today would; `differs` where these are not the same."""

    key: str
    value: Value
    unit: str
    origin: str
    valid_from: date | None
    value_today: Value
    unit_today: str
    differs: bool


def case_rules(case_id: str, *, actor: Actor, tools: Tools) -> tuple[KeptRule, ...]:
    """Return the values that a case keeps, those that differ from today's first; raises as `get_case`."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        kept = tools.calendars.kept(rows.case.parameters_digest, unit.snapshots)
        today = tools.calendars.parameters(
            rows.authority, unit.authorities, regime=rows.case.regime, on=local_date(tools.clock.now())
        ).content
    found = [_compare(key, entry, today.get(key, {})) for key, entry in kept.items()]
    return tuple(sorted(found, key=lambda each: (not each.differs, each.key)))


def _compare(key: str, kept: Mapping[str, Value], today: Mapping[str, Value]) -> KeptRule:
    same = (kept["value"], kept["unit"]) == (today.get("value"), today.get("unit"))
    first = kept.get("valid_from")
    return KeptRule(
        key=key,
        value=kept["value"],
        unit=str(kept["unit"]),
        origin=str(kept["origin"]),
        valid_from=date.fromisoformat(str(first)) if first else None,
        value_today=today.get("value"),
        unit_today=str(today.get("unit", "")),
        differs=not same,
    )
