"""What the letter that grants a repair may say of the payment (rule A7): only what is so.

What was due, paid and waived, by whom, and what a reviewer made of each doubt about it.
"""

from collections.abc import Iterator, Mapping

from workflow_app.domain.obligations import NOTHING, Compared
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.performed import answers_of_applicant, compared

GRANT = "T22_GRANT"
ENDINGS = "。．.；;，, "
"""What a sentence may end with that stands inside another one."""


def payment(work: CaseWork, kind: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what the letter that grants a repair says of the payment; nothing of any other letter."""
    record = work.record()
    if kind != GRANT or record is None:
        return {}
    given = answers_of_applicant(work.tasks)
    held = compared(record, given, kept=work.read_parameters(), read_calendar=work.read_calendar)
    return {
        **_amounts(held),
        "payer_name": held.shown.payer,
        "payer_reason": _inside(given.get("payer_reason")),
        "put_right": bool(given.get("rectification_summary")),
        **dict(_findings(held, answers)),
    }


def _amounts(held: Compared) -> dict[str, object]:
    """Return the sums; what is None or False is not spoken of."""
    shown, paid = held.shown, held.shown.paid or NOTHING
    is_ordered = bool(paid) or any(each.amount for each in held.obligations)
    return {
        "money_ordered": is_ordered,
        "no_money_ordered": not is_ordered,
        "amount_due": held.due,
        "paid_amount": shown.paid,
        "waived_amount": shown.waived,
        "surcharge_amount": min(shown.surcharge, held.ordered.fine or NOTHING) if shown.surcharge else None,
        "paid_in_full": is_ordered and paid == held.due,
        "paid_less": held.due - paid if paid < held.due else None,
        "paid_more": paid - held.due if paid > held.due else None,
    }


def _findings(held: Compared, answers: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield what was found of each doubt: by the first reviewer, or by the decider, who did not follow that opinion."""
    is_followed = answers.get("first_opinion") != "DISAGREE"
    for doubt in held.doubts:
        key = f"answer_{doubt.value.lower()}"
        yield key, _inside(answers.get(key)) if is_followed else None
    yield "found_by_decider", bool(held.doubts) and not is_followed


def _inside(value: object) -> str | None:
    """Return a sentence as it stands inside another one."""
    return str(value).strip().rstrip(ENDINGS) or None if value else None
