"""News about a process concerns everybody who has a part in it, at whichever authorities; each person is told once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork


def tell_holders(
    unit: UnitOfWork,
    code: str,
    facts: Mapping[str, object],
    roles: Iterable[Role],
    *,
    now: datetime,
    apart: Collection[str] = (),
) -> None:
    """Tell everybody once who holds any of some roles, at one authority or at several, but those `apart`.

    Apart are the ids of those who need not be told: they did it themselves, or may not do what is asked for.
    """
    telling = Telling(code, unit.authorities.first().id, facts)
    holders = unit.notices.list_holders(sorted(set(roles)))
    unit.add(*(telling.for_account(each, now=now) for each in holders if each not in apart))
