"""What a case that hears a breach is about: the promise, what was found against it, and on which evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.services.cases import refuse_reader
from workflow_app.services.pledge_views import ItemView, show_items
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class AllegationView:
    """An alleged breach as the party and the office read it; without an item it is about the whole pledge.

    What a process alleges is a `code` with its values in `said`, and no text.
    """

    pledge_id: str
    pledge_number: str
    title: str | None
    title_en: str | None
    pledge_kind: str
    kind: str
    facts: str
    evidence: str
    alleged_at: datetime
    item: ItemView | None
    code: str | None = None
    said: Mapping[str, object] = field(default_factory=dict)


def allegation_of(case_id: str, *, actor: Actor, tools: Tools) -> AllegationView | None:
    """Return what a case hears; None where it hears no breach. Raises NotFoundError or ForbiddenError."""
    with tools.database.read() as unit:
        refuse_reader(actor, unit.cases.get(case_id))
        breach = unit.breaches.find_of_case(case_id)
        if breach is None:
            return None
        pledge = unit.pledges.get(breach.pledge_id)
        items = [each for each in unit.pledges.items_of([pledge.id]) if each.id == breach.item_id]
        return AllegationView(
            pledge_id=pledge.id,
            pledge_number=pledge.number,
            title=pledge.title,
            title_en=pledge.title_en,
            pledge_kind=pledge.kind,
            kind=breach.kind,
            facts=breach.facts,
            evidence=breach.evidence,
            alleged_at=breach.alleged_at,
            item=show_items(items)[0] if items else None,
            code=breach.code,
            said=breach.said or {},
        )
