"""Who takes part in a replay: whoever acted, without a name, in the roles in which they did; and what it was about."""

from workflow_app.domain.actors import Role
from workflow_app.domain.seeds.walk_cast import APPLICANT
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, AccountRole, Authorisation
from workflow_app.repositories.office_rows import OfficeRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.replay_reading import Grants, Past
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.seeding import NO_PASSWORD

NAME = "历史试跑人员"


def bring_back(sandbox: Sandbox, past: Past) -> None:
    """Put what a case was about and who acted in it into a sandbox."""
    today = local_date(past.opened_at)
    with sandbox.tools.database.write() as unit:
        OfficeRows(unit.session).write(past.rows)
        for number, (person, grants) in enumerate(sorted(past.people.items()), 1):
            _hire(unit, person, number, grants)
        account = unit.accounts.find_by_username(APPLICANT)
        if account is None:
            raise LookupError(APPLICANT)
        unit.add(
            Authorisation(
                account_id=account.id,
                subject_id=str(past.rows["subject"][0]["id"]),
                kind="LEGAL_REPRESENTATIVE",
                valid_from=today,
            )
        )
        unit.commit()
    with sandbox.tools.database.read() as unit:
        for name, account_id in {APPLICANT: account.id, **{each: each for each in past.people}}.items():
            actor = unit.accounts.find_actor(account_id, today=today)
            if actor is not None:
                sandbox.people[name] = actor


def _hire(unit: UnitOfWork, person: str, number: int, grants: Grants) -> None:
    """Let somebody have the roles in which they acted."""
    departments = {(each.authority_id, each.code): each.id for each in unit.authorities.list_departments()}
    unit.add(
        Account(
            id=person,
            username=f"replayed_{number}",
            name=f"{NAME}{number}",
            password_hash=NO_PASSWORD,
            failed_logins=0,
            created_at=machine_now(),
        )
    )
    unit.flush()
    for role, authority_id, department in sorted(grants, key=str):
        place = departments.get((authority_id, department)) if department else None
        unit.add(AccountRole(account_id=person, role=Role(role).value, authority_id=authority_id, department_id=place))
