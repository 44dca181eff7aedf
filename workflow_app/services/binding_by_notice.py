"""Acting for an enterprise on the strength of its notice on repair (T01): whoever holds the paper was given it.

The code works until it is first used, then for that account only. Whatever does not fit gets one and the same answer,
so that trying says nothing about enterprises, notices or other people.
"""

from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs, Scope, Way, same_name
from workflow_app.domain.commands.binding import BindByNotice
from workflow_app.domain.errors import FieldError, InvalidError, LimitedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_marks import normal_code
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.periods import due
from workflow_app.domain.time import local_date, machine_now
from workflow_app.domain.uscc import parse
from workflow_app.models import Account, Letter, NoticeUse, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.authorising import Given, give
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

NOTICE = "T01_NOTICE"
LASTS = "authorisation.by_notice"
TRIED = 10
"""Codes that one account may try in an hour."""


def bind_by_notice(command: BindByNotice, *, actor: Actor, tools: Tools) -> str:
    """Let somebody act for the enterprise whose notice they hold and return the id of the subject.

    Raises InvalidError on `/uscc`, `/code` or `/acts_as`, LimitedError. Once more is the same.
    """
    wrong = [] if normal_code(command.code) else [FieldError("/code", "REQUIRED")]
    uscc = parse(command.uscc).text if command.uscc.strip() else ""
    if not uscc:
        wrong.insert(0, FieldError("/uscc", "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)
    _count(actor, tools)
    now = tools.clock.now()
    today = local_date(now)
    with tools.database.write() as unit:
        account = unit.contacts.lock_account(actor.id)
        letter = unit.entering.find_notice(normal_code(command.code))
        subject = _subject_of(unit, letter, uscc)
        use = unit.entering.find_notice_use(letter.id) if letter else None
        if account is None or letter is None or subject is None or (use and use.account_id != actor.id):
            raise InvalidError(FieldError("/code", "NOTICE_CODE_UNKNOWN"))
        if _acts_already(unit, account, subject, command.acts_as, today):
            return subject.id
        is_head = command.acts_as is ActsAs.LEGAL_REPRESENTATIVE
        if is_head:
            _refuse_stranger(unit, account, subject, today)
        if use is None:
            unit.add(NoticeUse(id=new_id(), letter_id=letter.id, account_id=actor.id, used_at=now))
        until = None if is_head else _until(unit, letter, today, tools)
        kind, way = command.acts_as, Way.NOTICE
        give(unit, Given(account, subject, kind, Scope.FILE, way, today, until, actor), tools)
        unit.commit()
    tools.wake.nudge()
    return subject.id


def _subject_of(unit: UnitOfWork, letter: Letter | None, uscc: str) -> Subject | None:
    """Return the subject of a notice that holds, if it is the one named; a record that counts no more opens nothing."""
    if letter is None or letter.kind != NOTICE or letter.standing not in HOLDS or letter.record_id is None:
        return None
    rows = unit.records.get(letter.record_id)
    is_live = rows.record.status == "ACTIVE" and rows.record.hidden_at is None
    return rows.subject if is_live and rows.subject.uscc == uscc else None


def _acts_already(unit: UnitOfWork, account: Account, subject: Subject, acts_as: ActsAs, today: date) -> bool:
    """Tell whether the account may do already what is asked for."""
    row = unit.authorisations.lock(account.id, subject.id)
    if row is None or row.valid_from > today or (row.valid_to is not None and row.valid_to < today):
        return False
    return row.kind in {acts_as, ActsAs.LEGAL_REPRESENTATIVE}


def _refuse_stranger(unit: UnitOfWork, account: Account, subject: Subject, today: date) -> None:
    """Take nobody as legal representative whose name is another, or beside one who is there."""
    if not same_name(account.name, subject.legal_representative):
        raise InvalidError(FieldError("/acts_as", "NAME_NOT_ON_RECORD"))
    if unit.authorisations.representatives(subject.id, today=today):
        raise InvalidError(FieldError("/acts_as", "REPRESENTATIVE_THERE"))


def _until(unit: UnitOfWork, letter: Letter, today: date, tools: Tools) -> date:
    authority = unit.authorities.get(letter.authority_id)
    period = value_today(unit, authority, LASTS, today=today, tools=tools).period()
    return due(tools.calendars.get(authority, unit.authorities), period, today).due_on


def _count(actor: Actor, tools: Tools) -> None:
    tried = count_attempt(f"notice-code/{actor.id}", seconds=HOUR, amount=1, tools=tools)
    if tried.count > TRIED:
        wait = max(1, round((tried.until - machine_now()).total_seconds()))
        raise LimitedError("CODES_TRIED", retry_after=wait, minutes=max(1, round(wait / 60)))
