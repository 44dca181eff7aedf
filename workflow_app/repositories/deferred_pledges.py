"""The pledge that a promise to bring documents becomes once it is accepted, and how it is kept (rules 2.3 and 2.4).

The case itself checks the items when the documents arrive, so no looks are planned.
"""

from collections.abc import Iterator
from datetime import date

from workflow_app.domain.deferral import PUBLIC, PUBLICITY, ItemStatus
from workflow_app.domain.material_words import FORMS
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.pledges import OVER, PledgeKind, PledgeStatus, PromisedItem, Result, standing_after
from workflow_app.domain.seeds.pledge_items import to_bring
from workflow_app.models import Pledge, Signature
from workflow_app.repositories.case_pledges import last_day_of_display
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import items_of
from workflow_app.repositories.pledge_planning import Planning
from workflow_app.repositories.pledge_signing import Promise, hold_to, publish_pledge, sign_pledge, withdraw_pledge
from workflow_app.repositories.signatures import Signatures


def sign_promise(work: CaseWork) -> None:
    """Sign the pledge of a case that is accepted with documents to follow, and publish it where its kind is public."""
    signed = next(
        (each for each in Signatures(work.unit.session).used_in(work.case.id) if each.content.get("pledge")), None
    )
    is_public = _is_public(work)
    pledge, items = sign_pledge(
        work.unit, _promise(work, signed, last_day_of_display(work) if is_public else None), now=work.now
    )
    work.unit.flush()
    for row, item in zip(items_of(work), items, strict=True):
        row.pledge_item_id = item.id
    nothing_planned = Planning(work.read_calendar(), None)
    if is_public:
        publish_pledge(work.unit, pledge, (), nothing_planned, now=work.now)
        work.audit("pledge.published", number=pledge.number)
    else:
        hold_to(work.unit, pledge, (), nothing_planned, now=work.now)
        work.audit("pledge.signed", number=pledge.number)


def note_results(work: CaseWork) -> None:
    """Take over into the pledge which documents are right, and whether they were late; all of them keep it."""
    pledge = find_promise(work)
    if pledge is None:
        return
    known = {each.id: each for each in work.unit.pledges.items_of([pledge.id])}
    for row in items_of(work):
        item = known.get(row.pledge_item_id or "")
        if item is not None and row.status == ItemStatus.RIGHT and item.result is None:
            item.result, item.checked_at, item.is_late = Result.FULFILLED.value, work.now, row.is_late
    standing = standing_after([each.result for each in known.values()])
    if pledge.status == PledgeStatus.IN_FULFILMENT and standing is PledgeStatus.FULFILLED:
        pledge.status = standing.value
        work.audit("pledge.kept", number=pledge.number)
    pledge.version += 1


def end_promise(work: CaseWork, *, kept: bool | None) -> None:
    """End the pledge with its case: what was not brought is `kept` not at all, or (None) is owed no more.

    Nothing that was not brought is a breach by that: notice and hearing come first (rule 2.3 step 12).
    """
    pledge = find_promise(work)
    if pledge is None or pledge.status in OVER:
        return
    if kept is None:
        withdraw_pledge(work.unit, pledge, why="", now=work.now)
        return
    for item in work.unit.pledges.items_of([pledge.id]):
        if item.result is None:
            item.result, item.checked_at = Result.NOT_FULFILLED.value, work.now
    pledge.version += 1


def owe_by(work: CaseWork, day: date) -> None:
    """Have what is not brought yet owed by another day, in the archive and before the public alike."""
    pledge = find_promise(work)
    if pledge is None or pledge.status in OVER:
        return
    for item in work.unit.pledges.items_of([pledge.id]):
        if item.result is None:
            item.due_on = day
    pledge.version += 1


def find_promise(work: CaseWork) -> Pledge | None:
    """Return the pledge of a case to bring documents, or None before the acceptance."""
    found = work.unit.pledges.of_case(work.case.id)
    return next((each for each in found if each.kind == PledgeKind.DEFERRED_MATERIAL), None)


def _promise(work: CaseWork, signed: Signature | None, until: date | None) -> Promise:
    sentences = signed.content["pledge"] if signed else ()
    handed_in = work.case.submitted_at or work.now
    return Promise(
        kind=PledgeKind.DEFERRED_MATERIAL,
        authority=work.authority,
        items=tuple(_items(work)),
        signer=signed.signer if signed else work.subject.name,
        signed_by=(signed.account_id or signed.asked_by) if signed else work.case.created_by,
        signed_at=(signed.signed_at if signed else None) or handed_in,
        subject_id=work.subject.id,
        sentences=[{"key": each["key"], "text_version": each["text_version"]} for each in sentences],
        title=work.matter.content.name.zh if work.matter else "",
        title_en=work.matter.content.name.en if work.matter else "",
        case_id=work.case.id,
        public_until=until,
    )


def _is_public(work: CaseWork) -> bool:
    """Tell whether such promises are public; a case from before that was asked keeps its own in the archive."""
    try:
        return work.parameter(PUBLICITY).value == PUBLIC
    except ParameterMissingError:
        return False


def _items(work: CaseWork) -> Iterator[PromisedItem]:
    """Yield one item for each document, with the day by which it is due."""
    known = {each.key: each for each in work.matter.content.materials} if work.matter else {}
    for row in items_of(work):
        material = known[row.material]
        zh, en = FORMS[material.form]
        name = material.name
        words = {"material": name.zh, "material_en": name.en or name.zh, "form": zh, "form_en": en}
        yield to_bring(words, due_on=row.due_on)
