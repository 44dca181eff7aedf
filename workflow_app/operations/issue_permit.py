"""`permit/issue`: what was granted becomes a permit, its paper gets a number, and its report is prepared."""

from collections.abc import Mapping

from workflow_app.domain.deferral import refuse_open_items
from workflow_app.domain.dual_publicity import Act
from workflow_app.domain.errors import NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.letter_kinds import PERMIT
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.letters import compose
from workflow_app.domain.matters import Way
from workflow_app.domain.permits import PostCheck, Status
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import Letter, Permit, Pledge
from workflow_app.repositories.case_pledges import pledge_of_case
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.dual_making import prepare
from workflow_app.repositories.letter_making import About, Making, make_letter
from workflow_app.repositories.letter_permit import permit_words
from workflow_app.repositories.letter_values import letter_values

GRANT = "PERMIT_GRANT"
"""The letter by which a permit is granted."""


def issue_permit(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Issue the permit of the case's matter, valid from today, under the words that the decider wrote.

    Raises ConflictError DEFERRED_ITEM_OPEN while a document is still to follow, and RefusedError where the case is
    about no matter, or is to be granted by a pledge that nobody gave.
    """
    del parameters
    refuse_open_items(work.case.open_deferrable)
    if work.matter is None:
        raise RefusedError("PERMIT_NEEDS_MATTER")
    pledge = _pledge(work) if work.facts.key == Way.PLEDGE else None
    decision = _decision(work)
    permit = _permit(work, work.matter, pledge)
    letter = _paper(work, decision)
    permit.letter_id, permit.number = letter.id, letter.number
    permit.decision_id = decision.id if decision else None
    work.unit.add(permit)
    work.audit("permit.issued", number=permit.number, valid_to=permit.valid_to.isoformat() if permit.valid_to else None)
    prepare(work, permit, Act.GRANT, decision_no=decision.number if decision else None)
    work.tell_subject("PERMIT_ISSUED", permit=permit.number)
    return {}


def _pledge(work: CaseWork) -> Pledge:
    """Return the promise on whose strength the case is granted."""
    try:
        return pledge_of_case(work)
    except NotFoundError as error:
        raise RefusedError("PERMIT_NEEDS_PLEDGE") from error


def _decision(work: CaseWork) -> Letter | None:
    """Return the decision that grants it, the last one in force."""
    work.unit.flush()
    found = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == GRANT]
    return next((each for each in reversed(found) if each.standing in HOLDS), None)


def _permit(work: CaseWork, matter: KeptMatter, pledge: Pledge | None) -> Permit:
    result, words = matter.content.result, permit_words(work, matter.content, work.answers())
    return Permit(
        id=new_id(),
        authority_id=work.authority.id,
        case_id=work.case.id,
        matter_id=matter.id,
        matter_edition_id=matter.edition_id,
        subject_id=work.subject.id,
        name_zh=result.permit.zh,
        name_en=result.permit.en,
        category=result.category.value,
        category_note=result.category_note,
        content=words.content,
        conditions=words.conditions,
        decided_on=work.today,
        valid_from=words.valid_from,
        valid_to=words.valid_to,
        status=Status.VALID.value,
        granted_by_pledge=pledge is not None,
        pledge_id=pledge.id if pledge else None,
        deferred=work.facts.key == Way.DEFERRED,
        post_check=(PostCheck.PENDING if pledge else PostCheck.NONE).value,
        issued_at=work.now,
        issued_by=work.actor.id,
    )


def _paper(work: CaseWork, decision: Letter | None) -> Letter:
    """Write the permit as a letter of the case; it is handed over with the decision and has no service of its own."""
    about = About(case_id=work.case.id, subject_id=work.subject.id)
    making = Making(work.unit, work.authority, PERMIT, work.now, work.actor.id)
    own = {
        "holder_representative": work.subject.legal_representative,
        "decision_no": decision.number if decision else None,
    }
    return make_letter(
        making,
        about,
        lambda number, code: compose(
            work.letter_texts[PERMIT], {**letter_values(work, kind=PERMIT, number=number, code=code), **own}
        ),
    )
