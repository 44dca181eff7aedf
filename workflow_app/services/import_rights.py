"""Who imports for which authorities, and who may know of an import."""

from collections.abc import Callable, Iterable, Mapping

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.penalties import Parsed, PenaltyRow
from workflow_app.models import Authority, RecordImport
from workflow_app.repositories.unit_of_work import UnitOfWork


def check_works_with_records(actor: Actor) -> None:
    """Let data clerks through, and the operator on the machine itself; raises ForbiddenError ROLE_NEEDED."""
    if actor.id != SERVICE.id and not actor.has(Role.DATA_CLERK):
        raise ForbiddenError("ROLE_NEEDED", role=Role.DATA_CLERK)


def authorities_of(work: UnitOfWork, actor: Actor) -> dict[str, Authority]:
    """Return the authorities whose records an actor imports, by their unified social credit code."""
    ids = {grant.authority_id for grant in actor.grants if grant.role == Role.DATA_CLERK}
    everywhere = actor.id == SERVICE.id or None in ids
    return {row.uscc: row for row in work.authorities.list_all() if everywhere or row.id in ids}


def home_of(code: str | None, parsed: Iterable[Parsed], authorities: Mapping[str, Authority]) -> Authority:
    """Return with which authority an import is kept; raises NotFoundError AUTHORITY_UNKNOWN."""
    if code is not None:
        named = next((row for row in authorities.values() if row.code == code), None)
        if named is None:
            raise NotFoundError("AUTHORITY_UNKNOWN", authority=code)
        return named
    rows = (each.result for each in parsed if isinstance(each.result, PenaltyRow))
    found = next((row for row in rows if row.authority_uscc in authorities), None)
    return authorities[found.authority_uscc] if found else next(iter(authorities.values()))


def visible(work: UnitOfWork, import_id: str, actor: Actor) -> tuple[RecordImport, Authority]:
    """Return an import of one of the actor's authorities; raises NotFoundError IMPORT_UNKNOWN for every other."""
    row = work.imports.get(import_id)
    authority = next((each for each in authorities_of(work, actor).values() if each.id == row.authority_id), None)
    if authority is None:
        raise NotFoundError("IMPORT_UNKNOWN")
    return row, authority


def reader_of_rows(work: UnitOfWork, row: RecordImport, actor: Actor) -> Callable[[str], bool]:
    """Return what tells whether an actor reads a row of an import, by the authority that the row names.

    Who brought the file in knows all of it; others read the rows of their own authorities, and those that name none.
    """
    if actor.id in {SERVICE.id, row.imported_by}:
        return lambda _: True
    codes = {"", *authorities_of(work, actor)}
    return codes.__contains__
