"""What was signed at the counter comes back as scans and is handed in; receipt time is the counter's."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.commands.window import HandIn, KeepSigned, WithdrawAtWindow
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.signed_papers import SIGNED, read_mark, wrong_mark
from workflow_app.domain.time import local_date
from workflow_app.domain.window import REQUEST, wrong_time
from workflow_app.models import Document
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.completing import complete_within
from workflow_app.services.documents import MOST_FILES
from workflow_app.services.office_periods import ends
from workflow_app.services.proofs import KeptProof, keep_proof
from workflow_app.services.rules_changed import RULES_CHANGED, bring_refused, refuse_outdated
from workflow_app.services.signed_scans import refuse_known, set_aside
from workflow_app.services.signing import AtCounterSigned
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.window_cases import Drafted, Held, drafted_of, held_of
from workflow_app.services.withdrawals import refuse_reason, withdraw_within

ENTRY = "window.entry_wd"
MOST_PAGES = 30
"""Scans that are kept in one go."""


def keep_signed(command: KeepSigned, *, actor: Actor, tools: Tools) -> None:
    """Keep the scanned pages of the paper that was signed for the answers as they stand now.

    Raises InvalidError on `/mark` (another case's, another version's) or `/pages`, ConflictError NOTHING_TO_SIGN,
    LimitedError, and what `held_of` raises.
    """
    with tools.database.read() as unit:
        _wanted(unit, held_of(unit, command.case_id, actor=actor), command, tools)
    kept = [keep_proof(each, actor=actor, tools=tools, field="pages") for each in command.pages]
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        held = held_of(unit, command.case_id, actor=actor, lock=True)
        drafted = _wanted(unit, held, command, tools)
        known = [each.blob.sha256 for each in kept]
        refuse_known(unit, command.case_id, known, is_signed=drafted.is_signed)
        now = tools.clock.now()
        rows = [_page(each, command.case_id, now, actor) for each in kept]
        unit.add(*rows)
        filing, (_, version) = held.filing, read_mark(drafted.mark) or ("", "")
        if filing.signed_task_id == drafted.task.id:
            set_aside(unit, command.case_id, filing.signed_pages)
        filing.signed_task_id, filing.signed_version = drafted.task.id, version
        filing.signed_pages, filing.signed_at = [each.id for each in rows], now
        said = {"mark": drafted.mark, "pages": len(rows)}
        record_for_case(unit, case_id=command.case_id, actor=actor, action="window.signed", data=said, now=now)
        once.keep(unit, command.once, row_id, filing)
        unit.commit()


def hand_in(command: HandIn, *, actor: Actor, tools: Tools) -> CaseView:
    """Hand in for the applicant what they signed; periods count from the counter's time.

    Raises InvalidError on `/received_at`, ConflictError NOTHING_TO_SIGN or SHEET_NOT_SIGNED, and what `complete_task`
    raises; after RULES_CHANGED the paper is to be signed anew.
    """
    try:
        return _hand_in(command, actor=actor, tools=tools)
    except ConflictError as error:
        if error.code == RULES_CHANGED:
            with tools.database.read() as unit:
                drafted = drafted_of(unit, held_of(unit, command.case_id, actor=actor), tools)
            if drafted is not None:
                bring_refused(drafted.task.id, {}, tools=tools)
        raise


def _hand_in(command: HandIn, *, actor: Actor, tools: Tools) -> CaseView:
    """Hand in, all or nothing."""
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        held = held_of(unit, command.case_id, actor=actor, lock=True)
        drafted, now, case = drafted_of(unit, held, tools), tools.clock.now(), held.rows.case
        if drafted is None:
            raise ConflictError("NOTHING_TO_SIGN")
        if not drafted.is_signed:
            refuse_outdated(unit, held.rows, tools)  # the paper counts no more because the rules changed
            raise ConflictError("SHEET_NOT_SIGNED")
        is_first = case.submitted_at is None
        if is_first:
            _refuse_time(unit, held, command.received_at, tools)
            case.received_at = case.pushed_at = command.received_at
            unit.flush()  # completing reads the case anew
        answers = CompleteTask(drafted.task.id, dict(drafted.values), version=command.version)
        filing = held.filing
        counter = AtCounterSigned(filing.sheet_no, tuple(filing.signed_pages), filing.signed_at)
        view = complete_within(unit, answers, actor=held.behalf, tools=tools, counter=counter)
        held.filing.handed_in_by, held.filing.handed_in_at = actor.id, now
        at = command.received_at if is_first and command.received_at else now
        said = {"received_at": at.isoformat(), "mark": drafted.mark, "acts_as": held.filing.acts_as}
        record_for_case(unit, case_id=case.id, actor=actor, action="window.handed_in", data=said, now=now)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def withdraw_at_window(command: WithdrawAtWindow, *, actor: Actor, tools: Tools) -> None:
    """Withdraw for the applicant; once it was handed in only with the scan of their written request.

    Raises InvalidError on `/reason` or `/request`, and what `withdraw_case` raises.
    """
    refuse_reason(command.reason)
    with tools.database.read() as unit:
        held = held_of(unit, command.case_id, actor=actor)
        if command.request is None and held.rows.case.submitted_at is not None:
            raise InvalidError(FieldError("/request", "REQUIRED"))
    kept = keep_proof(command.request, actor=actor, tools=tools, field="request") if command.request else None
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        held, now = held_of(unit, command.case_id, actor=actor, lock=True), tools.clock.now()
        asked = WithdrawCase(command.case_id, command.reason, command.version)
        view = withdraw_within(unit, asked, actor=held.behalf, tools=tools)
        said: dict[str, object] = {}
        if kept is not None:
            row = kept.row(command.case_id, received_at=now, by=actor.id)
            row.field = REQUEST
            unit.add(row)
            said = {"document": row.id}
        record_for_case(unit, case_id=command.case_id, actor=actor, action="window.withdrawn", data=said, now=now)
        once.keep(unit, command.once, row_id, view)
        unit.commit()


def _wanted(unit: UnitOfWork, held: Held, command: KeepSigned, tools: Tools) -> Drafted:
    """Return what is to be signed now, if the scans are of just that."""
    drafted = drafted_of(unit, held, tools)
    if drafted is None or drafted.wrong:
        raise ConflictError("NOTHING_TO_SIGN")
    sheet_no, version = read_mark(drafted.mark) or ("", "")
    wrong = list(wrong_mark(command.mark, sheet_no=sheet_no, version=version))
    if not command.pages:
        wrong.append(FieldError("/pages", "REQUIRED"))
    elif len(command.pages) > MOST_PAGES or _count(unit, command) > MOST_FILES:
        wrong.append(FieldError("/pages", "TOO_MANY_FILES", {"most": MOST_PAGES}))
    if wrong:
        raise InvalidError(*wrong)
    return drafted


def _count(unit: UnitOfWork, command: KeepSigned) -> int:
    return unit.documents.count_of_case(command.case_id) + len(command.pages)


def _refuse_time(unit: UnitOfWork, held: Held, at: datetime | None, tools: Tools) -> None:
    """Refuse a time of receipt that cannot be, or lies so far back that nobody could tell any more."""
    now, rows = tools.clock.now(), held.rows
    record = unit.records.get(rows.case.record_id).record if rows.case.record_id else None
    days = (record.decided_on, record.first_apply_on) if record else (None, None)
    wrong = list(wrong_time(at, now=now, decided_on=days[0], first_apply_on=days[1]))
    if not wrong and at is not None:
        today = local_date(now)
        last = ends(unit, rows.authority, ENTRY, start=local_date(at), today=today, tools=tools).due_on
        if last < today:
            wrong.append(FieldError("/received_at", "RECEIVED_LONG_AGO", {"last": last}))
    if wrong:
        raise InvalidError(*wrong)


def _page(kept: KeptProof, case_id: str, now: datetime, actor: Actor) -> Document:
    row = kept.row(case_id, received_at=now, by=actor.id)
    row.field = SIGNED
    return row
