"""What a sandbox starts with: a new installation, sample decisions and enterprises, and two people of every role."""

import io
from collections.abc import Iterator, Sequence

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.ids import new_id
from workflow_app.domain.seeds.demo_subjects import SUBJECTS
from workflow_app.domain.seeds.walk_cast import APPLICANT, AUTHORITY, CAST
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, AccountRole, Authorisation, Authority, Site, Subject, SubjectName
from workflow_app.repositories.engine import migrate
from workflow_app.repositories.office_rows import NOWHERE, OWN, TOLD_BY_MACHINE, OfficeRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.background import run_due
from workflow_app.services.imports import import_records
from workflow_app.services.sandbox_grounds import Ground
from workflow_app.services.seeding import NO_PASSWORD, SeedDays, add_service_account, seed_installation
from workflow_app.services.tools import Tools

CLERK = f"{Role.DATA_CLERK.value.lower()}_a"


def fill_sandbox(tools: Tools, ground: Ground, *, seed_days: SeedDays) -> None:
    """Fill the empty database of a sandbox; nothing in it is about anybody who exists.

    What the rules of an office do not say is as in a new installation.
    """
    migrate(tools.database.engine.url.render_as_string(hide_password=False))
    with tools.database.write() as unit:
        add_service_account(unit)
        unit.flush()
        OfficeRows(unit.session).write(ground.rows)
        unit.commit()
    seed_installation(tools, seed_days=seed_days)
    with tools.database.write() as unit:
        for site in unit.listings.list_sites():
            _quiet(site, tools)
        _accounts(unit)
        unit.commit()
    if ground.has_samples:
        _fill_in_samples(tools)


def _quiet(site: Site, tools: Tools) -> None:
    """Make another site one that a machine tells and that obeys, as it is by the rules of an office."""
    site.secret_cipher = tools.cipher.encrypt("0" * 64)  # nobody checks it
    if site.connector != OWN:
        site.connector, site.base_url, site.entry_url, site.office = TOLD_BY_MACHINE, NOWHERE, None, None


def _fill_in_samples(tools: Tools) -> None:
    """Add enterprises and decisions that walks can be about."""
    with tools.database.write() as unit:
        unit.add(*_subjects(tools))
        unit.commit()
    clerk = people_of(tools)[CLERK]
    import_records(ImportRecords("sample.xlsx", io.BytesIO(tools.make_sample()), AUTHORITY), actor=clerk, tools=tools)
    run_due(tools)
    with tools.database.write() as unit:  # of those whom the sample brought
        _authorise(unit)
        unit.commit()


def people_of(tools: Tools) -> dict[str, Actor]:
    """Return who takes part, by account name."""
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        known = {row.username: row.id for row in unit.accounts.list_all()}
        found = {each.username: unit.accounts.find_actor(known[each.username], today=today) for each in CAST}
    return {username: actor for username, actor in found.items() if actor is not None}


def _subjects(tools: Tools) -> Iterator[Subject | SubjectName]:
    now = tools.clock.now()
    for seed in SUBJECTS:
        subject = Subject(
            id=new_id(),
            kind=seed.kind.value,
            name=seed.name,
            uscc=seed.uscc,
            legal_representative=seed.representative,
            status="ACTIVE",
            created_at=now,
        )
        yield from (subject, SubjectName(subject_id=subject.id, name=seed.name, seen_at=now))


def _accounts(unit: UnitOfWork) -> None:
    """Give the staff their role at every authority, and nobody a password."""
    authorities = unit.authorities.list_all()
    for each in CAST:
        account = Account(
            id=new_id(),
            username=each.username,
            name=each.name,
            password_hash=NO_PASSWORD,
            failed_logins=0,
            created_at=machine_now(),
        )
        unit.add(account)
        unit.flush()
        unit.add(*_roles(account.id, each.role, authorities))


def _roles(account_id: str, role: Role, authorities: Sequence[Authority]) -> Iterator[AccountRole]:
    if role is Role.APPLICANT:
        yield AccountRole(account_id=account_id, role=role.value)
        return
    for authority in authorities:
        yield AccountRole(account_id=account_id, role=role.value, authority_id=authority.id)


def _authorise(unit: UnitOfWork) -> None:
    """Let the applicant act for every enterprise, as its legal representative."""
    account = unit.accounts.find_by_username(APPLICANT)
    if account is None:
        raise LookupError(APPLICANT)
    for subject in unit.subjects.find_many(usccs=[each.uscc for each in SUBJECTS]):
        unit.add(
            Authorisation(
                account_id=account.id,
                subject_id=subject.id,
                kind="LEGAL_REPRESENTATIVE",
                valid_from=subject.created_at.date(),
            )
        )
