"""How an application of a batch is signed by somebody else, as its list says it."""

from collections.abc import Sequence

from workflow_app.domain.batches import Signed
from workflow_app.domain.signing import OPEN, Standing, Way
from workflow_app.models import Signature
from workflow_app.repositories.cases import CaseRows
from workflow_app.services.drafted import Draft
from workflow_app.services.signing import counts
from workflow_app.services.tools import Tools


def signed_of(known: Sequence[Signature], draft: Draft, rows: CaseRows, tools: Tools) -> Signed:
    """Return how a draft is signed by somebody else; `known` are its signatures, the newest first."""
    representative = rows.subject.legal_representative
    if any(counts(each, digest=draft.digest, representative=representative) for each in known):
        return Signed.SIGNED
    last = next((each for each in known if each.standing != Standing.WITHDRAWN and each.used_at is None), None)
    if last is None:
        return Signed.NOT_ASKED
    ends = last.link_expires_at
    if last.standing not in OPEN or (last.standing == Standing.WAITING and ends and ends <= tools.clock.now()):
        return Signed.IN_VAIN
    moved = last.digest != draft.digest or (last.way == Way.LINK and last.representative != representative)
    return Signed.CHANGED if moved else Signed.ASKED
