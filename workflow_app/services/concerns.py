"""Objecting to what is public, or reporting it, without an account: checked, numbered, the speaker kept encrypted."""

from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.commands.concerns import FileConcern, KeepProof
from workflow_app.domain.concern_checks import is_taken, phone_of, wrong_in_concern, wrong_in_speaker
from workflow_app.domain.concern_policies import HANDLES
from workflow_app.domain.concerns import LIMITS, NUMBER_WORDS, Kind, Status, Target
from workflow_app.domain.errors import InvalidError, NotFoundError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.objection_checks import wrong_in_proof
from workflow_app.domain.objections import Source
from workflow_app.domain.time import local_date
from workflow_app.models import Concern
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.cases import new_follow_code
from workflow_app.services.concern_due import leave_due
from workflow_app.services.concern_news import leave_speaker_news
from workflow_app.services.concern_targets import TargetFacts, TargetView, facts_of_target, find_target
from workflow_app.services.objecting import ReceiptView, refuse_flood, refuse_untold
from workflow_app.services.objection_contacts import write_contact
from workflow_app.services.office_periods import ends
from workflow_app.services.phone_codes import is_confirmed
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
    confirmed = _is_confirmed(command, tools)
    contact = None if command.anonymous else write_contact(command.said, phone_of(command), confirmed=confirmed)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, SERVICE)
        facts = facts_of_target(unit, command.target, command.target_id)
        row = admit_concern(unit, command, Said(facts, shown, received_at, contact), tools)
        files = len(unit.concerns.files(row.id))
        view = ReceiptView(row.id, row.number, row.follow_code, received_at, row.due_on, files)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of something said beside its words: about what, when, by whom, and who took it down."""

    facts: TargetFacts
    shown: TargetView
    received_at: datetime
    contact: str | None = field(repr=False)
    taken_by: Actor = SERVICE


def admit_concern(unit: UnitOfWork, command: FileConcern, said: Said, tools: Tools) -> Concern:
    """Write it down with its files, its limit and what is told of it; nothing is committed."""
    row = _new(unit, command, said, tools)
    unit.add(row)
    unit.flush()
    claim_proofs(unit, command.target_id, command.said.files, concern_id=row.id)
    now = tools.clock.now()
    leave_due(unit, row, now=now)
    leave_speaker_news(unit, row, now=now)
    _tell(unit, row, said.taken_by, tools)
    return row


def _is_confirmed(command: FileConcern, tools: Tools) -> bool:
    """Tell whether the telephone was shown to be their own; without that no messages go to it."""
    if command.anonymous:
        return False
    confirmed = is_confirmed(phone_of(command), command.said.confirmation, tools=tools)
    refuse_untold(command.said, tools, confirmed=confirmed)
    return confirmed


def get_concern_receipt(concern_id: str, *, tools: Tools) -> tuple[Kind, ReceiptView]:
    """Return the receipt to the browser that sent it; raises NotFoundError CONCERN_UNKNOWN."""
    if not is_id(concern_id):
        raise NotFoundError("CONCERN_UNKNOWN")
    with tools.database.read() as unit:
        row = unit.concerns.get(concern_id).concern
        files = len(unit.concerns.files(row.id))
    return Kind(row.kind), ReceiptView(row.id, row.number, row.follow_code, row.received_at, row.due_on, files)


def _new(unit: UnitOfWork, command: FileConcern, said: Said, tools: Tools) -> Concern:
    """Return the row with the next number of its authority; of who reports without a name nothing is kept."""
    today, kind, facts = local_date(tools.clock.now()), command.kind, said.facts
    authority = unit.authorities.get(facts.authority_id)
    last = unit.letters.next_number(authority_id=authority.id, series=f"CONCERN_{kind}", year=today.year)
    due = ends(unit, authority, LIMITS[kind][0], start=local_date(said.received_at), today=today, tools=tools)
    return Concern(
        id=new_id(),
        number=f"{NUMBER_WORDS[kind]}-{today.year}-{last:04d}",
        follow_code=new_follow_code(),
        authority_id=authority.id,
        subject_id=facts.subject_id,
        kind=kind.value,
        target=command.target.value,
        label=said.shown.label,
        topic=command.said.ground,
        statement=command.said.statement.strip(),
        wanted=command.wanted.strip(),
        contact_cipher=tools.cipher.encrypt(said.contact) if said.contact else None,
        source=Source.PUBLIC.value,
        received_at=said.received_at,
        due_on=due.due_on,
        due_at=due.due_at,
        status=Status.RECEIVED.value,
        version=1,
        **{facts.column: command.target_id},
    )


def _tell(unit: UnitOfWork, row: Concern, taken_by: Actor, tools: Tools) -> None:
    """Tell the office, and note in the trail that it came: never who spoke, nor what was said."""
    now = tools.clock.now()
    facts = {"concern": row.number, "due_on": row.due_on.isoformat(), "path": f"/desk/concerns/{row.id}"}
    telling = Telling("CONCERN_RECEIVED", row.authority_id, facts)
    unit.add(*(telling.for_role(role, now=now) for role in sorted(HANDLES)))
    said = {"concern": row.number, "kind": row.kind, "about": row.label, "topic": row.topic}
    audit.record(unit, authority=row.authority_id, actor=taken_by, action="concern.received", data=said, now=now)
