"""`pledge/sign`: what the applicant signed in place of proofs is kept, and who decides is settled (rules 2.2, A10)."""

from collections.abc import Mapping
from datetime import date

from workflow_app.domain.deciding import DECIDING, DECISION, Deciding, decided_by
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.pledges import PledgeKind, PromisedItem
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.signing import PLEDGE_TEXT_VERSION
from workflow_app.repositories.case_pledges import CHECK_DUE, signed_at
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_signing import Promise, sign_pledge


def keep_pledge(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Keep the pledge of the parameter `kind`, not public yet; it is published with the decision (rule 2.2 step 7).

    Its items are the conditions of the edition, each to be checked by the end of the time for it. Returns who decides:
    the service itself only where the authority has switched that on, and nothing is to be looked at by a person (A10).
    Raises RefusedError NO_MATTER or PLEDGE_NOT_CHECKABLE.
    """
    if work.matter is None:
        raise RefusedError("NO_MATTER")
    content = work.matter.content
    promise = Promise(
        kind=PledgeKind(parameters["kind"]),
        authority=work.authority,
        items=_items(content, due_on=work.due(CHECK_DUE).due_on),
        signer=str(work.answers().get("signer_name") or work.actor.name),
        signed_by=work.actor.id,
        signed_at=signed_at(work),
        subject_id=work.subject.id,
        sentences=_sentences(content),
        title=content.name.zh,
        title_en=content.name.en,
        case_id=work.case.id,
    )
    pledge, _kept = sign_pledge(work.unit, promise, now=work.now)
    work.audit("pledge.signed", number=pledge.number, kind=pledge.kind)
    gate = work.unit.gate.result_of_case(work.case.id)
    deciding = decided_by(content.pledge, gate_outcome=gate.outcome if gate else None)
    return {DECIDING: deciding.value, DECISION: "GRANT" if deciding is Deciding.AUTOMATIC else ""}


def _items(content: MatterContent, *, due_on: date) -> tuple[PromisedItem, ...]:
    """Return the conditions as items, in the order of the edition."""
    return tuple(
        PromisedItem(
            text_zh=each.text.zh,
            text_en=each.text.en,
            how_zh=each.how.zh,
            how_en=each.how.en,
            metric_zh=each.metric.zh,
            metric_en=each.metric.en,
            due_on=due_on,
        )
        for each in content.pledge.conditions
    )


def _sentences(content: MatterContent) -> list[dict[str, object]]:
    """Return the sentences in the words that were signed."""
    return [
        {"key": f"s{number}", "text_version": PLEDGE_TEXT_VERSION, "zh": each.zh, "en": each.en}
        for number, each in enumerate(content.pledge.text, start=1)
    ]
