"""How many applications of one batch an authority has before it: the mark “6 of one batch” of its desk."""

from collections.abc import Iterable

from workflow_app.domain.batches import LEAST
from workflow_app.models import Case
from workflow_app.repositories.batches import Batches
from workflow_app.repositories.unit_of_work import UnitOfWork


def batch_sizes(unit: UnitOfWork, cases: Iterable[Case]) -> dict[str, int]:
    """Return by case how many of its batch were handed in where it was, itself among them; one alone is no batch.

    Asks nothing where no case was begun in one.
    """
    together = [case for case in cases if case.batch_id is not None]
    counts = Batches(unit.session).handed_in({str(case.batch_id) for case in together})
    found = {case.id: counts.get((str(case.batch_id), case.authority_id), 0) for case in together}
    return {case_id: count for case_id, count in found.items() if count >= LEAST}
