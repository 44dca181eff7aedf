"""The subject that somebody names by its code."""

from workflow_app.domain.uscc import normalise, parse
from workflow_app.models import Subject
from workflow_app.repositories.unit_of_work import UnitOfWork


def find_named(unit: UnitOfWork, uscc: str) -> Subject | None:
    """Return the subject of a code, or None; what cannot be a code is not looked for but told apart.

    Raises InvalidError with what is wrong with it, for a wrong check character the right one; arithmetic says so,
    and gives nobody away.
    """
    subject = unit.subjects.find_by_uscc(normalise(uscc))
    if subject is None and uscc.strip():
        parse(uscc)
    return subject
