"""What the service can check by itself in an application for repair, beside the task: facts held against answers."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from workflow_app.domain.earlier_answers import is_supplied, with_supplied
from workflow_app.domain.training import CertificateStatus, Training
from workflow_app.services.gate_views import ReasonView
from workflow_app.services.objection_following import UndecidedObjection
from workflow_app.services.trainings import RecordTraining
from workflow_app.services.views import CaseView, TaskDetail
from workflow_app.web.days import full_day
from workflow_app.web.gate_words import next_words, reason_words
from workflow_app.web.pages.check_lines import BAD, GOOD, KNOWN, LOOK, Check, from_source
from workflow_app.web.pages.duty_checks import doubt_lines, duty_lines
from workflow_app.web.pages.promise_checks import promise_checks
from workflow_app.web.pages.signer_checks import signer_checks
from workflow_app.web.pages.values import as_date, local, money, today

APPLICATION_KEYS = frozenset({"pledge", "appeal_declaration"})
"""The answers by which an application is known among the forms of a case."""


def checks_of(detail: TaskDetail) -> list[Check]:
    """Return the checks of an application, as far as it was answered."""
    applied = next((each.values for each in detail.answers if each.values.keys() >= APPLICATION_KEYS), None)
    answers = dict(applied or {})
    for each in detail.answers:
        answers = with_supplied(answers | {key: value for key, value in each.values.items() if is_supplied(key)})
    if applied is None:
        return [Check(LOOK, _("There is no application to check yet."))] if detail.case.record else []
    money_lines = _duties(detail) if detail.compared else _amount_line(answers, detail.case)
    return [
        *from_source((*money_lines, *_payment(answers, detail.case)), _("Application and decision")),
        *from_source(promise_checks(answers, detail.case.record), _("Application and decision")),
        *from_source(_declarations(answers, detail), _("Application and register")),
        *from_source(_first_day(detail.case), _("Time of receipt and rules of the record")),
        *from_source(_upheld(detail), _("Examined objections")),
    ]


def _upheld(detail: TaskDetail) -> Iterator[Check]:
    """Yield the objections that were found to be right: the application comes back because of them."""
    for each in detail.answers:
        if each.values.get("objection_outcome") == "UPHELD":
            findings = str(each.values.get("objection_findings") or "")
            yield Check(BAD, _("An objection to the intended repair was upheld."), findings)


def gate_checks(reasons: Iterable[ReasonView]) -> list[Check]:
    """Return what the gate says of the record today, but for the case that is being worked on."""
    return [
        Check(
            BAD if each.outcome == "DENY" else LOOK,
            reason_words(each),
            next_words(each),
            _("Facts of today; %(origin)s", origin=each.origin),
        )
        for each in reasons
        if each.code != "RECORD_HAS_OPEN_CASE"
    ]


def objection_checks(objections: Iterable[UndecidedObjection]) -> list[Check]:
    """Return which objections stand against a grant: nobody is to find out only when sending it."""
    return [_objection_check(each) for each in objections]


def _objection_check(each: UndecidedObjection) -> Check:
    if each.is_accepted:
        text = _("Objection %(number)s is being examined; the repair cannot be granted before.", number=each.number)
        return Check(BAD, text)
    text = _("Nobody has said yet whether objection %(number)s is examined; no grant before.", number=each.number)
    received, due = full_day(local(each.received_at)), full_day(each.accept_due_on)
    return Check(BAD, text, _("Received on %(day)s; to be said by %(due)s.", day=received, due=due))


def training_checks(training: RecordTraining) -> list[Check]:
    """Return how an application stands with training; nothing where none is offered and none was taken."""
    if training.rule is Training.OFF and not training.certificates:
        return []
    for each in training.certificates[:1]:
        if training.is_doubtful:
            text = _("Training: certificate %(number)s is of %(name)s", number=each.number, name=each.attendee)
            told = _("as the legal representative; on record that is %(name)s.", name=training.representative)
            return [Check(LOOK, text, told)]
        until = full_day(each.valid_until)
        text = _("Training: certificate %(number)s, valid until %(day)s", number=each.number, day=until)
        if each.status == CertificateStatus.DISPUTED:
            return [Check(LOOK, text, _("Its annulment has been asked for."))]
        return [Check(GOOD, text, each.attendee)]
    if training.is_missing:
        return [Check(BAD, _("Training: required, and no certificate that counts"))]
    return [Check(GOOD, _("Training: offered, not required; none taken"))]


def applicant_notes(detail: TaskDetail, kept: Mapping[str, object]) -> list[str]:
    """Return what an applicant may want to look at once more before submitting; none of it holds anybody up."""
    said: dict[str, object] = {}
    for values in (*(each.values for each in detail.answers), kept):
        said = with_supplied(said | dict(values))
    return [*_amount_notes(said, detail.case), *_day_notes(said, detail.case)]


def _day_notes(values: Mapping[str, object], case: CaseView) -> list[str]:
    put_right = as_date(values.get("rectified_on"))
    if put_right is None or case.record is None or put_right >= case.record.decided_on:
        return []
    return [_("The day on which it was put right is before the decision. If that is right, say so in the account.")]


def _amount_notes(values: Mapping[str, object], case: CaseView) -> list[str]:
    paid = _amount(values.get("paid_amount"))
    record = case.record
    if paid is None or record is None or record.fine is None:
        return []
    surcharge, waived = (_amount(values.get(key)) or Decimal(0) for key in ("surcharge_amount", "waived_amount"))
    ordered = record.fine + (record.confiscation or Decimal(0))
    due = max(ordered + min(surcharge, record.fine) - waived, Decimal(0))
    if paid == due:
        return []
    text = _("You say that you paid %(paid)s yuan; %(due)s yuan are due.", paid=money(paid), due=money(due))
    go_on = _("If that is right, say why in the note on the payment; otherwise change the amount. You may go on.")
    return [text, go_on]


def _duties(detail: TaskDetail) -> Iterator[Check]:
    """Yield the duties, then the doubts; each of these the first reviewer answers in the form."""
    if detail.compared is None:
        return
    for line in duty_lines(detail.compared):
        yield Check(KNOWN, line)
    for text, note in doubt_lines(detail.compared, detail.answers):
        yield Check(LOOK, text, note)


def _amount_line(answers: Mapping[str, object], case: CaseView) -> Iterator[Check]:
    """Yield how amounts compare where a process does not know duties."""
    record = case.record
    paid = _amount(answers.get("paid_amount"))
    if record is not None and record.fine is not None and paid is not None:
        same = paid == record.fine
        yield Check(
            GOOD if same else LOOK,
            _("Amount: paid %(paid)s, fine %(fine)s", paid=money(paid), fine=money(record.fine)),
            "" if same else _("The amounts differ; the applicant explains it under rectification."),
        )


def _payment(answers: Mapping[str, object], case: CaseView) -> Iterator[Check]:
    record = case.record
    paid_on = as_date(answers.get("paid_on"))
    if record is not None and paid_on is not None:
        yield _not_before(paid_on, record.decided_on)
    if answers.get("receipt"):
        yield Check(GOOD, _("A receipt was handed in; please look at it."))
    elif "receipt" in answers:
        yield Check(BAD, _("No receipt was handed in."))


def _not_before(paid_on: date, decided_on: date) -> Check:
    text = _("Date: paid on %(paid)s, decided on %(decided)s", paid=full_day(paid_on), decided=full_day(decided_on))
    return Check(GOOD if paid_on >= decided_on else BAD, text)


def _declarations(answers: Mapping[str, object], detail: TaskDetail) -> Iterator[Check]:
    if answers.get("appeal_declaration") == "PENDING":
        yield Check(LOOK, _("A reconsideration or suit is pending."), _("Clarify it with the applicant first."))
    else:
        yield Check(GOOD, _("No reconsideration or suit is pending, says the applicant."))
    if answers.get("pledge"):
        yield from signer_checks(answers, detail.case, representative=detail.representative)
    else:
        yield Check(BAD, _("The repair pledge is missing."))


def _first_day(case: CaseView) -> Iterator[Check]:
    record = case.record
    if record is None or record.first_apply_on is None:
        return
    handed_in = local(case.submitted_at) if case.submitted_at else today()
    text = _(
        "Applied on %(day)s, possible from %(first)s", day=full_day(handed_in), first=full_day(record.first_apply_on)
    )
    yield Check(GOOD if handed_in >= record.first_apply_on else BAD, text)


def _amount(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
