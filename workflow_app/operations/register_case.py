"""`case/register`: the application is handed in; number, regime, pledge and facts are fixed."""

from collections.abc import Mapping
from decimal import Decimal

from workflow_app.domain.deferral import asked_for
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.kept_matters import named
from workflow_app.domain.matters import Way
from workflow_app.domain.outward import RECEIVED
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.pledges import PledgeKind
from workflow_app.domain.repairability import Standing, refuse_unrepairable
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.seeds.pledge_items import items_of
from workflow_app.domain.signing import PLEDGE_TEXT_VERSION
from workflow_app.domain.time import local_date
from workflow_app.domain.training import Training
from workflow_app.models import Record
from workflow_app.repositories.case_pledges import last_day_of_display, planning_of, signed_at
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_signing import Promise, publish_pledge, sign_pledge
from workflow_app.repositories.trainings import rule_for

CERTIFICATE_FIELD = "training_certificate_no"
"""The field of an application that names a certificate of training; a form need not have it."""


def register_case(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Give the case its number and publish the repair pledge at once (rule A9).

    Where its process takes no new filings, the case then waits.

    Raises RefusedError where the case could not be opened today either, for time has passed since: no number is used
    then. Raises InvalidError where what is to follow later is not as the matter allows it: behind a wait nobody would
    be there to put that right.
    """
    del parameters
    if work.matter is not None and work.facts.key == Way.DEFERRED:
        asked_for(work.matter.content, work.answers())
    work.pause = work.unit.pauses.find_running(work.case.process_version_id, now=work.now)
    record = work.record()
    if record is not None:
        refuse_unrepairable(
            work.today,
            Standing(record.status, record.first_apply_on, record.max_until, open_case_id=None, kind=record.kind),
        )
        _refuse_untrained(work, record)
    year = work.today.year
    series = work.facts.number_word
    last = work.unit.letters.next_number(authority_id=work.authority.id, series=series, year=year)
    work.case.number = f"{series}-{year}-{last:04d}"
    work.case.submitted_at = work.handed_in_at
    work.case.status = "RUNNING"
    work.audit("case.submitted", number=work.case.number)
    if work.case.batch_id is None:  # of what is handed in together is told once, when all of it is
        work.tell_subject(RECEIVED, **_about(work, record))
    if work.values.get("pledge"):
        _publish_pledge(work, record)
    return {} if record is None else {"fine_amount": record.fine or Decimal(0), **_publicity(work)}


def _about(work: CaseWork, record: Record | None) -> dict[str, object]:
    """Return whose application was received, and about which decision or matter."""
    matter = named(work.matter) if work.matter else {}
    return {"subject": work.subject.name, **({"document_no": record.document_no} if record else matter)}


def _publicity(work: CaseWork) -> dict[str, RoutingValue]:
    """Return how an intended repair is made public, as the case keeps its parameters; NONE where nothing is said."""
    try:
        return {"publicity_mode": str(work.parameter("repair.publicity_mode").value)}
    except ParameterMissingError:
        return {}


def _refuse_untrained(work: CaseWork, record: Record) -> None:
    """Refuse an application that lacks the training required when its case was opened, or names a strange certificate.

    Raises RefusedError TRAINING_REQUIRED or TRAINING_CERTIFICATE_WRONG.
    """
    named = str(work.values.get(CERTIFICATE_FIELD) or "").strip()
    required = rule_for(record, work.read_training(), on=local_date(work.case.created_at)) is Training.REQUIRED
    if not named and not required:
        return
    numbers = {each.number for each in work.unit.trainings.certificates_for(record, on=work.today)}
    if required and not numbers:
        raise RefusedError("TRAINING_REQUIRED", decided_on=record.decided_on)
    if named and named not in numbers:
        raise RefusedError("TRAINING_CERTIFICATE_WRONG", number=named, decided_on=record.decided_on)


def _publish_pledge(work: CaseWork, record: Record | None) -> None:
    """Put the signed sentences into the archive; signing publishes them."""
    sentences, until = _sentences(work), last_day_of_display(work)
    promise = Promise(
        kind=PledgeKind.CREDIT_REPAIR,
        authority=work.authority,
        items=tuple(items_of(sentences, until=until)),
        signer=str(work.values.get("signer_name") or work.actor.name),
        signed_by=work.actor.id,
        signed_at=signed_at(work),
        subject_id=work.subject.id,
        sentences=[{"key": key, "text_version": PLEDGE_TEXT_VERSION} for key in sentences],
        case_id=work.case.id,
        record_id=record.id if record else None,
        public_until=until,
    )
    pledge, items = sign_pledge(work.unit, promise, now=work.now)
    publish_pledge(work.unit, pledge, items, planning_of(work), now=work.now)
    work.audit("pledge.published", number=pledge.number, until=until.isoformat() if until else None)


def _sentences(work: CaseWork) -> list[str]:
    """Return the codes of the sentences that were signed."""
    signed = work.values["pledge"]
    return [str(each) for each in signed] if isinstance(signed, list) else []
