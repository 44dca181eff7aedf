"""Objecting to what is public, or reporting it, without an account: checked, numbered, the speaker kept encrypted."""

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.concerns import FileConcern, KeepProof
from workflow_app.domain.concern_checks import is_taken, phone_of, wrong_in_concern, wrong_in_speaker
from workflow_app.domain.concern_policies import HANDLES
from workflow_app.domain.concerns import LIMITS, NUMBER_WORDS, Kind, Status, Target
from workflow_app.domain.errors import InvalidError, NotFoundError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.objection_checks import wrong_in_proof
from workflow_app.domain.time import local_date
from workflow_app.models import Concern
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.cases import new_follow_code
from workflow_app.services.concern_due import leave_due
from workflow_app.services.concern_targets import TargetFacts, TargetView, facts_of_target, find_target
from workflow_app.services.objecting import ReceiptView, refuse_flood
from workflow_app.services.objection_contacts import write_contact
from workflow_app.services.office_periods import ends
from workflow_app.services.proof_files import EvidenceView, claim_proofs, keep_proof
from workflow_app.services.tools import Tools


def keep_concern_proof(target: Target, command: KeepProof, *, tools: Tools) -> EvidenceView:
    """Keep a file of something that is being written; raises NotFoundError where the target is not public any more."""
    received_at = tools.clock.now()
    find_target(target, command.about_id, tools=tools)
    return keep_proof(command, received_at=received_at, tools=tools)


def file_concern(command: FileConcern, *, tools: Tools) -> ReceiptView:
    """Take an objection or a report; what counts is when the request came (rule K6).

    Raises NotFoundError where the target is not public or nothing of the kind is taken about it, InvalidError per
    field, LimitedError, and AlreadyAnsweredError for a second click.
    """
    received_at = tools.clock.now()
    if not is_taken(command):
        raise NotFoundError("CONCERN_TARGET_GONE")
    shown = find_target(command.target, command.target_id, tools=tools)
    errors = (*wrong_in_concern(command), *wrong_in_proof(command.said), *wrong_in_speaker(command))
    if errors:
        raise InvalidError(*errors)
    refuse_flood(command.said.caller, tools)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, SERVICE)
        facts = facts_of_target(unit, command.target, command.target_id)
        row = _new(unit, command, facts, shown, tools)
        row.received_at = received_at
        unit.add(row)
        unit.flush()
        files = claim_proofs(unit, command.target_id, command.said.files, concern_id=row.id)
        leave_due(unit, row, now=received_at)
        _tell(unit, row, tools)
        view = ReceiptView(row.id, row.number, row.follow_code, received_at, row.due_on, files)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def get_concern_receipt(concern_id: str, *, tools: Tools) -> tuple[Kind, ReceiptView]:
    """Return the receipt to the browser that sent it; raises NotFoundError CONCERN_UNKNOWN."""
    if not is_id(concern_id):
        raise NotFoundError("CONCERN_UNKNOWN")
    with tools.database.read() as unit:
        row = unit.concerns.get(concern_id).concern
        files = len(unit.concerns.files(row.id))
    return Kind(row.kind), ReceiptView(row.id, row.number, row.follow_code, row.received_at, row.due_on, files)


def _new(unit: UnitOfWork, command: FileConcern, facts: TargetFacts, shown: TargetView, tools: Tools) -> Concern:
    """Return the row with the next number of its authority; of who reports without a name nothing is kept."""
    today, kind = local_date(tools.clock.now()), command.kind
    authority = unit.authorities.get(facts.authority_id)
    last = unit.letters.next_number(authority_id=authority.id, series=f"CONCERN_{kind}", year=today.year)
    due = ends(unit, authority, LIMITS[kind][0], start=today, today=today, tools=tools)
    contact = None if command.anonymous else write_contact(command.said, phone_of(command), confirmed=False)
    return Concern(
        id=new_id(),
        number=f"{NUMBER_WORDS[kind]}-{today.year}-{last:04d}",
        follow_code=new_follow_code(),
        authority_id=authority.id,
        subject_id=facts.subject_id,
        kind=kind.value,
        target=command.target.value,
        label=shown.label,
        topic=command.said.ground,
        statement=command.said.statement.strip(),
        wanted=command.wanted.strip(),
        contact_cipher=tools.cipher.encrypt(contact) if contact else None,
        due_on=due.due_on,
        due_at=due.due_at,
        status=Status.RECEIVED.value,
        version=1,
        **{facts.column: command.target_id},
    )


def _tell(unit: UnitOfWork, row: Concern, tools: Tools) -> None:
    """Tell the office, and note in the trail that it came: never who spoke, nor what was said."""
    now = tools.clock.now()
    facts = {"concern": row.number, "due_on": row.due_on.isoformat(), "path": f"/desk/concerns/{row.id}"}
    telling = Telling("CONCERN_RECEIVED", row.authority_id, facts)
    unit.add(*(telling.for_role(role, now=now) for role in sorted(HANDLES)))
    said = {"concern": row.number, "kind": row.kind, "about": row.label, "topic": row.topic}
    audit.record(unit, authority=row.authority_id, actor=SERVICE, action="concern.received", data=said, now=now)
