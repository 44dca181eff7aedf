"""Accounts: who may sign in, as what, for whom."""

from collections.abc import Iterator

from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, AccountRole, Authorisation
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.passwords import hash_password
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

LONGEST_USERNAME = 40


def create_account(command: CreateAccount, *, tools: Tools) -> str:
    """Create an account with its roles and authorisations and return its id.

    Raises InvalidError (username, password), ConflictError USERNAME_TAKEN, NotFoundError AUTHORITY_UNKNOWN,
    DEPARTMENT_UNKNOWN or SUBJECT_UNKNOWN.
    """
    _check_username(command.username)
    hashed = hash_password(command.password)
    with tools.database.write() as work:
        account_id = add_account(command, work=work, tools=tools, password_hash=hashed)
        roles = sorted(role.value for role in command.roles)
        note_event(work, "account/created", {"account_id": account_id, "roles": roles}, tools=tools)
        work.commit()
    return account_id


def add_account(command: CreateAccount, *, work: UnitOfWork, tools: Tools, password_hash: str) -> str:
    """Add an account within a unit of work that the caller commits; for many accounts at once with one hash."""
    if work.accounts.find_by_username(command.username) is not None:
        raise ConflictError("USERNAME_TAKEN", username=command.username)
    account = Account(
        id=new_id(),
        username=command.username,
        name=command.name or command.username,
        password_hash=password_hash,
        failed_logins=0,
        created_at=machine_now(),
    )
    work.add(account)
    work.flush()
    work.add(*_roles(command, account.id, work), *_authorisations(command, account.id, work, tools))
    work.flush()
    return account.id


def _check_username(username: str) -> None:
    if not 1 <= len(username) <= LONGEST_USERNAME or not username.replace("_", "a").replace("-", "a").isalnum():
        raise InvalidError(FieldError("/username", "PATTERN"))


def _roles(command: CreateAccount, account_id: str, work: UnitOfWork) -> Iterator[AccountRole]:
    authority_id, department_id = _place(command, work)
    for role in command.roles:
        yield AccountRole(
            account_id=account_id, role=role.value, authority_id=authority_id, department_id=department_id
        )


def _place(command: CreateAccount, work: UnitOfWork) -> tuple[str | None, str | None]:
    """Return the ids of authority and department; both may be open.

    A department without its authority is meant in the first authority that has one of this code.
    """
    authority_id = work.authorities.get_by_code(command.authority).id if command.authority else None
    if command.department is None:
        return authority_id, None
    departments = work.authorities.list_departments(authority_id)
    found = next((each for each in departments if each.code == command.department), None)
    if found is None:
        raise NotFoundError("DEPARTMENT_UNKNOWN", department=command.department)
    return found.authority_id, found.id


def _authorisations(command: CreateAccount, account_id: str, work: UnitOfWork, tools: Tools) -> Iterator[Authorisation]:
    valid_from = command.valid_from or local_date(tools.clock.now())
    for uscc in command.subjects:
        subject = work.subjects.find_by_uscc(uscc)
        if subject is None:
            raise NotFoundError("SUBJECT_UNKNOWN", uscc=uscc)
        yield Authorisation(
            account_id=account_id, subject_id=subject.id, kind=command.authorised_as, valid_from=valid_from
        )
