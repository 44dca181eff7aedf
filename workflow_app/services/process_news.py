"""News about a process concerns everybody who has a part in it, at whichever authorities; each person is told once."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork


def tell_holders(
    unit: UnitOfWork, code: str, facts: Mapping[str, object], roles: Iterable[Role], *, now: datetime
) -> None:
    """Tell everybody once who holds any of some roles, at one authority or at several."""
    telling = Telling(code, unit.authorities.first().id, facts)
    unit.add(*(telling.for_account(each, now=now) for each in unit.notices.list_holders(sorted(set(roles)))))
