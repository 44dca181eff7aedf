"""Duties of a decision beside what is shown of them, in the words of a reviewer, who answers each doubt."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from workflow_app.domain.obligations import NOTHING, Compared, Doubt, Duty, Obligation
from workflow_app.services.views import AnsweredView
from workflow_app.web.days import full_day
from workflow_app.web.pages.values import money


def duty_lines(compared: Compared) -> Iterator[str]:
    """Yield each duty, then what is due altogether, where just that was paid."""
    for each in compared.obligations:
        yield _duty(each)
    shown = compared.shown
    if shown.waived:
        yield _("Waived by a decision: %(amount)s yuan", amount=money(shown.waived))
    if (compared.due or shown.paid) and Doubt.AMOUNT_DIFFERS not in compared.doubts:
        due, paid = money(compared.due), money(shown.paid or NOTHING)
        yield _("Due altogether: %(due)s yuan; paid: %(paid)s yuan", due=due, paid=paid)


def doubt_lines(compared: Compared, answers: Iterable[AnsweredView]) -> Iterator[tuple[str, str]]:
    """Yield each doubt and what is said of it: the answer of the first reviewer, or that one will be asked for."""
    said = {key: str(value) for each in answers for key, value in each.values.items() if value}
    for each in compared.doubts:
        text, note = _doubt(each, compared)
        answer = said.get(f"answer_{each.value.lower()}")
        told = _("Answered: %(answer)s", answer=answer) if answer else _("The first reviewer answers this.")
        yield text, f"{note} {told}".strip()


def _duty(each: Obligation) -> str:
    amount = money(each.amount) if each.amount is not None else ""
    words = {
        Duty.FINE: _("Duty: fine of %(amount)s yuan", amount=amount),
        Duty.SURCHARGE: _("Duty: surcharge of %(amount)s yuan, as the applicant says", amount=amount),
        Duty.CONFISCATION: _("Duty: confiscation of %(amount)s yuan", amount=amount)
        if amount
        else _("Duty: confiscation of property"),
        Duty.RECTIFY: _("Duty: to put the behaviour right; the decision says so"),
        Duty.SUSPEND: _("Duty: suspension of licence or business"),
        Duty.REVOKE_LICENCE: _("Duty: to hand the licence in"),
        Duty.OTHER: _("Duty: something else that the decision orders; please read it"),
    }
    return str(words[each.kind])


def _doubt(doubt: Doubt, compared: Compared) -> tuple[str, str]:
    words = _money_doubts(compared) | _other_doubts(compared)
    return words[doubt]


def _money_doubts(compared: Compared) -> dict[Doubt, tuple[str, str]]:
    shown, ordered = compared.shown, compared.ordered
    paid, due = money(shown.paid or NOTHING), money(compared.due)
    taken, kept = money(ordered.confiscation or NOTHING), money(shown.confiscated or NOTHING)
    paid_on, expected = full_day(shown.paid_on) if shown.paid_on else "—", money(compared.expected_surcharge)
    return {
        Doubt.AMOUNT_DIFFERS: (
            _("Paid %(paid)s yuan, due %(due)s yuan", paid=paid, due=due),
            _("Fine, confiscation and surcharge, less what was waived."),
        ),
        Doubt.CONFISCATION_DIFFERS: (
            _("Confiscation: %(ordered)s yuan ordered, %(shown)s yuan shown", ordered=taken, shown=kept),
            "",
        ),
        Doubt.SURCHARGE_OVER_CAP: (
            _("A surcharge of %(amount)s yuan is above the fine", amount=money(shown.surcharge or NOTHING)),
            _("It is never more than the fine; only that much was counted as due."),
        ),
        Doubt.PAID_LATE: (
            _("Paid on %(paid)s, %(days)d days late, without a surcharge", paid=paid_on, days=compared.days_late),
            _("Had the decision been served on its own day, %(amount)s yuan. See when it was served.", amount=expected),
        ),
        Doubt.INSTALMENTS: (_("Paid later or in instalments"), _("Look at the approval and at each payment.")),
        Doubt.OTHER_PAYER: (
            _("Paid by somebody else: %(name)s", name=shown.payer or ""),
            _("Look at the reason given."),
        ),
    }


def _other_doubts(compared: Compared) -> dict[Doubt, tuple[str, str]]:
    return {
        Doubt.BEFORE_DECISION: (
            _("A date before the decision of %(day)s", day=full_day(compared.ordered.decided_on)),
            _("Of payment, or on which the behaviour was put right."),
        ),
        Doubt.T16_MISSING: (
            _("The part of the penalty authority of the application form is missing"),
            _("The decision orders more than payment. Obtain it, or say how it was made certain."),
        ),
        Doubt.ATTENDEE_DIFFERS: (
            _("Trained as the legal representative: %(name)s", name=compared.shown.attendee or ""),
            _("The register has another name. See whether it has changed, and who was trained."),
        ),
    }
