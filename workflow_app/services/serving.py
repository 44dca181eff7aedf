"""Serving letters by hand: the list of those that are on their way, and the record of every attempt (rule A1)."""

from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_states import HOLDS, Seal
from workflow_app.domain.parameters import from_snapshot
from workflow_app.domain.policies import SERVES_LETTERS, may_serve_letter
from workflow_app.domain.serving import Attempt, Result, ServiceStatus, Way, served_on
from workflow_app.domain.serving_checks import wrong_in_attempt
from workflow_app.domain.time import local_date
from workflow_app.models import LetterService, ServiceAttempt
from workflow_app.repositories.letter_services import ServiceRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.proofs import keep_proof
from workflow_app.services.served import be_served, leave_announced
from workflow_app.services.serving_views import ServiceView, show_service
from workflow_app.services.tools import Tools

PAGE = 25
MOST_ATTEMPTS, ANNOUNCED_DAYS = "service.attempts", "service.public_notice_cd"


def list_serving(
    *, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = PAGE
) -> tuple[Page[ServiceView], int]:
    """Return one page of the letters that are not served yet, the oldest first, and how many there are.

    Raises InvalidError INVALID_CURSOR.
    """
    with tools.database.read() as unit:
        found = unit.letter_services.list_open(actor, SERVES_LETTERS, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda rows: (rows.letter.id, rows.letter.id))
        count = unit.letter_services.count_open(actor, SERVES_LETTERS)
        return Page([show_service(rows) for rows in page.items], page.next_cursor), count


def get_serving(letter_id: str, *, actor: Actor, tools: Tools) -> ServiceView:
    """Return the service record of a letter with its attempts; raises NotFoundError LETTER_UNKNOWN."""
    with tools.database.read() as unit:
        rows = unit.letter_services.get(letter_id)
        _refuse_stranger(actor, rows)
        failed_most = _most(unit, rows, tools)
        return show_service(
            rows,
            attempts=unit.letter_services.attempts(rows.service.id),
            most=failed_most,
            cipher=tools.cipher,
            changes=unit.letter_changes.of_letters([letter_id]),
        )


def record_attempt(command: RecordAttempt, *, actor: Actor, tools: Tools) -> ServiceView:
    """Record one attempt; a letter that is served by it moves its case on, and what failed too often is told.

    Raises NotFoundError, ForbiddenError, ConflictError STALE or LETTER_SERVED, InvalidError per field.
    """
    proof = keep_proof(command.proof, actor=actor, tools=tools) if command.proof else None
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        case_id = unit.letter_services.get(command.letter_id).case.id
        unit.audit.lock_case(case_id)
        rows = unit.letter_services.get(command.letter_id, lock=True)
        _refuse_stranger(actor, rows)
        _refuse_stale(rows, command)
        made_on = _checked(unit, rows, command, today=local_date(now), tools=tools)
        document = proof.row(case_id, received_at=now, by=actor.id) if proof else None
        if document is not None:
            unit.add(document)
        service = rows.service
        service.attempts += 1
        service.version += 1
        if service.status == ServiceStatus.PENDING or command.result is Result.SERVED:
            service.way = command.way.value  # an announcement that runs is not undone by an attempt that fails
        unit.add(_row(command, rows, made_on, document.id if document else None, actor, tools))
        said = {"letter": rows.letter.number, "way": command.way.value, "result": command.result.value}
        record_for_case(unit, case_id=case_id, actor=actor, action="letter.attempted", data=said, now=now)
        _follow(unit, rows, Attempt(command.way, command.result, made_on), actor=actor, tools=tools)
        unit.flush()
        view = show_service(
            rows,
            attempts=unit.letter_services.attempts(service.id),
            most=_most(unit, rows, tools),
            cipher=tools.cipher,
        )
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _follow(unit: UnitOfWork, rows: ServiceRows, attempt: Attempt, *, actor: Actor, tools: Tools) -> None:
    """Do what comes of an attempt: served now, served when an announcement is old enough, or failed once more."""
    service, now = rows.service, tools.clock.now()
    on = served_on(attempt, _number(unit, rows, ANNOUNCED_DAYS, tools))
    if on is None:
        if attempt.made_on in _days_failed(unit, service):
            return  # several attempts of a day are one that failed
        service.failed += 1
        if service.failed == _most(unit, rows, tools):
            facts = {"number": rows.letter.number, "failed": service.failed}
            telling = Telling("LETTER_NOT_SERVED", service.authority_id, facts, case_id=service.case_id)
            unit.add(*(telling.for_role(role, now=now) for role in (Role.SECTION_HEAD, Role.CLERK_OF_OFFICE)))
    elif attempt.way is Way.ANNOUNCED and on > local_date(now):
        service.status, service.served_on = ServiceStatus.ANNOUNCED.value, on
        leave_announced(unit, service, on=on, now=now)
    else:
        be_served(unit, service, rows.letter, on=on, actor=actor, now=now)


def _days_failed(unit: UnitOfWork, service: LetterService) -> set[date]:
    """Return the days of the attempts before the present one that failed."""
    before = (each.attempt for each in unit.letter_services.attempts(service.id))
    return {each.made_on for each in before if each.result == Result.FAILED and each.number < service.attempts}


def _refuse_stranger(actor: Actor, rows: ServiceRows) -> None:
    """Refuse those who do not serve letters there; who does not read the case learns only that there is none."""
    answer = may_serve_letter(actor, authority_id=rows.service.authority_id, subject_id=rows.subject.id)
    if answer.allowed:
        return
    if answer.rule == "CONFLICT_OF_INTEREST":
        raise ForbiddenError(answer.rule)
    raise NotFoundError("LETTER_UNKNOWN")


def _refuse_stale(rows: ServiceRows, command: RecordAttempt) -> None:
    """Refuse a letter that is served, or whose record has moved since it was seen."""
    if rows.service.status == ServiceStatus.SERVED:
        raise ConflictError("LETTER_SERVED", number=rows.letter.number)
    if rows.service.status == ServiceStatus.CANCELLED or rows.letter.standing not in HOLDS:
        raise ConflictError("LETTER_NOT_IN_FORCE", number=rows.letter.number)
    if rows.letter.seal == Seal.PENDING:
        raise ConflictError("LETTER_NOT_SEALED", number=rows.letter.number)
    if command.version is not None and command.version != rows.service.version:
        raise ConflictError("STALE", seen=command.version, current=rows.service.version)


def _checked(unit: UnitOfWork, rows: ServiceRows, command: RecordAttempt, *, today: date, tools: Tools) -> date:
    """Return the day of an attempt; raises InvalidError for what is missing or cannot be."""
    most, letter = _most(unit, rows, tools), rows.letter
    wrong = list(
        wrong_in_attempt(command, issued_on=letter.issued_on, today=today, failed=rows.service.failed, most=most)
    )
    if command.way is Way.ANNOUNCED and rows.service.status == ServiceStatus.ANNOUNCED:
        wrong.append(FieldError("/way", "ANNOUNCED_ALREADY", {"day": rows.service.served_on}))
    if wrong or command.made_on is None:
        raise InvalidError(*wrong)
    return command.made_on


def _row(
    command: RecordAttempt, rows: ServiceRows, made_on: date, proof_id: str | None, actor: Actor, tools: Tools
) -> ServiceAttempt:
    """Return an attempt as it is kept: who received the letter, and where, encrypted."""

    def hidden(text: str) -> bytes | None:
        return tools.cipher.encrypt(text.strip()) if text.strip() else None

    return ServiceAttempt(
        id=new_id(),
        service_id=rows.service.id,
        number=rows.service.attempts,
        way=command.way.value,
        result=command.result.value,
        made_on=made_on,
        address_cipher=hidden(command.address),
        receiver_cipher=hidden(command.receiver),
        tracking_no=command.tracking_no.strip() or None,
        note=command.note.strip() or None,
        proof_id=proof_id,
        recorded_by=actor.id,
        recorded_at=tools.clock.now(),
    )


def _most(unit: UnitOfWork, rows: ServiceRows, tools: Tools) -> int:
    """Return after how many failed attempts the last resorts open."""
    return _number(unit, rows, MOST_ATTEMPTS, tools)


def _number(unit: UnitOfWork, rows: ServiceRows, key: str, tools: Tools) -> int:
    """Return a parameter as the case keeps it."""
    return from_snapshot(tools.calendars.kept(rows.case.parameters_digest, unit.snapshots), key).amount
