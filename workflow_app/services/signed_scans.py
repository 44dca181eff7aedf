"""Scans and photographs of signed paper: those of another case or version can be told by their bytes, too.

The service window keeps them, and so does who signs at home.
"""

from collections.abc import Collection

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.signed_papers import SIGNED, SIGNED_BEFORE
from workflow_app.domain.signing import AT_HOME
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork

KEPT = frozenset({SIGNED, SIGNED_BEFORE, AT_HOME})


def refuse_known(unit: UnitOfWork, case_id: str, sha256s: Collection[str], *, is_signed: bool) -> None:
    """Refuse scans that were kept before, in another case or, unless the answers are signed, for other answers."""
    if Signatures(unit.session).is_kept_elsewhere(sha256s, case_id=case_id):
        raise InvalidError(FieldError("/pages", "SHEET_OF_OTHER_CASE"))
    known = {each.sha256 for each in unit.documents.of_case(case_id) if each.field in KEPT}
    if not is_signed and known & set(sha256s):
        raise InvalidError(FieldError("/pages", "SHEET_OF_OTHER_VERSION"))


def set_aside(unit: UnitOfWork, case_id: str, document_ids: Collection[str]) -> None:
    """Let scans of what was signed before count no more."""
    for each in unit.documents.of_case(case_id) if document_ids else ():
        if each.id in document_ids:
            each.field = SIGNED_BEFORE
