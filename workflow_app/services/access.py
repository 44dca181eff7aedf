"""Ending, and giving back, what an account may do: at once, audited, and without losing what it had in hand."""

from dataclasses import dataclass
from datetime import timedelta

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import NotFoundError, RefusedError
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, Assignment
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.passwords import hash_password
from workflow_app.services.security_events import note_event
from workflow_app.services.staffing import plan_staffing
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended with an act: sessions, API tokens, and claims on tasks that others may take now."""

    sessions: int = 0
    tokens: int = 0
    claims: int = 0


def disable_account(username: str, *, tools: Tools) -> Ended:
    """Keep somebody out: sessions end, tokens are revoked, tasks go back to their group; nothing is deleted.

    Raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE.
    """
    now = machine_now()
    with tools.database.write() as work:
        account = lock_account(work, username)
        account.disabled = True
        sessions, tokens = work.accounts.end_sessions_of(account.id), work.accounts.end_tokens_of(account.id, now=now)
        said = {"account_id": account.id, "sessions": sessions, "tokens": tokens}
        note_event(work, "account/disabled", said, tools=tools)
        plan_staffing(work, now=tools.clock.now(), at_once=True)
        work.commit()
    return Ended(sessions, tokens, _give_back_tasks(account.id, tools))


def enable_account(username: str, *, tools: Tools) -> None:
    """Let somebody in again, with a clean count of attempts; what ended stays ended. Raises as `disable_account`."""
    with tools.database.write() as work:
        account = lock_account(work, username)
        account.disabled, account.failed_logins, account.locked_until = False, 0, None
        note_event(work, "account/enabled", {"account_id": account.id}, tools=tools)
        work.commit()


def change_password(username: str, password: str, *, tools: Tools) -> Ended:
    """Give an account another password: its sessions end and a lock is lifted; its tokens last.

    Raises as `disable_account`, and InvalidError where the password is too short or too long.
    """
    hashed = hash_password(password)
    with tools.database.write() as work:
        account = lock_account(work, username)
        account.password_hash, account.failed_logins, account.locked_until = hashed, 0, None
        sessions = work.accounts.end_sessions_of(account.id)
        note_event(work, "account/password", {"account_id": account.id, "sessions": sessions}, tools=tools)
        work.commit()
    return Ended(sessions)


def end_authorisation(username: str, uscc: str, *, tools: Tools) -> None:
    """End that an account acts for a subject, from now on; every request asks anew, so no session need end.

    Raises as `disable_account`, and NotFoundError SUBJECT_UNKNOWN or AUTHORISATION_UNKNOWN (none, or it has ended).
    """
    today = local_date(tools.clock.now())
    with tools.database.write() as work:
        account, subject = lock_account(work, username), work.subjects.find_by_uscc(uscc)
        if subject is None:
            raise NotFoundError("SUBJECT_UNKNOWN", uscc=uscc)
        authorisation = work.accounts.find_authorisation(account.id, subject.id, today=today)
        if authorisation is None:
            raise NotFoundError("AUTHORISATION_UNKNOWN", username=username, uscc=uscc)
        authorisation.valid_to = today - timedelta(days=1)
        said = {"account_id": account.id, "subject_id": subject.id}
        note_event(work, "authorisation/ended", said, tools=tools)
        work.commit()


def lock_account(work: UnitOfWork, username: str) -> Account:
    """Return an account to change; raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE."""
    account = work.accounts.lock_by_username(username)
    if account is None:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=username)
    if account.id == SERVICE.id:
        raise RefusedError("ACCOUNT_OF_SERVICE", username=username)
    return account


def _give_back_tasks(account_id: str, tools: Tools) -> int:
    """Release the tasks that somebody had claimed, each case by itself; returns how many."""
    with tools.database.read() as unit:
        held = unit.tasks.list_held_by(account_id)
    return sum(_give_back(task_id, account_id, tools) for task_id in held)


def _give_back(task_id: str, account_id: str, tools: Tools) -> bool:
    with tools.database.write() as unit:
        task, rows = unit.tasks.get(task_id, lock=True)
        if task.status != "OPEN" or task.assignee_id != account_id:
            return False
        work = work_on(unit, rows, actor=SERVICE, tools=tools)
        task.assignee_id = None
        task.version += 1
        unit.add(
            Assignment(task_id=task.id, account_id=account_id, kind="RELEASED", made_by=SERVICE.id, made_at=work.now)
        )
        work.audit("task.released", element=task.element)
        write_audit(work)
        unit.commit()
    return True
