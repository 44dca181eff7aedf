"""Making the data of a demonstration; running it again adds only what is missing.

Records are not part of it: the story begins with the data clerk importing them from the sample file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.seeds.demo_accounts import ADMINISTRATORS, LOGINS, DemoLogin
from workflow_app.domain.seeds.demo_subjects import SUBJECTS, DemoSubject
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.models import Account, AccountRole, Authorisation, Subject, SubjectName
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.clock_offset import DEMO_CLOCK
from workflow_app.services.demo_accounts import DEMO_PASSWORD
from workflow_app.services.demo_contacts import add_contacts
from workflow_app.services.demo_rules import propose_shorter_correction
from workflow_app.services.housekeeping import plan_day
from workflow_app.services.passwords import AT_ONCE, hash_password
from workflow_app.services.tools import Tools

DEFAULT_PASSWORD = "Demo-2026-pass"  # noqa: S105 - public on purpose, and refused in production
DEMO_START = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)
AUTHORISED_FROM = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part, since when it is as it is on the first morning, and since when mail addresses are in use."""

    logins: Sequence[DemoLogin] = LOGINS
    subjects: Sequence[DemoSubject] = SUBJECTS
    since: datetime = DEMO_START
    mail_since: datetime | None = None


CAST = Cast()


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What there is after the command: how many subjects and accounts were new, and the password of all accounts.

    `time_goes_on` tells that demo time was asked to start over and could not.
    """

    subjects: int
    accounts: int
    password: str
    time_goes_on: bool = False


def make_demo(
    tools: Tools,
    password: str | None = None,
    *,
    again: bool = False,
    site_secrets: Mapping[str, bytes] | None = None,
    hashing: Callable[[str], str] = hash_password,
    cast: Cast = CAST,
) -> DemoMade:
    """Make subjects and accounts, share secrets with the demo sites, and start demo time.

    `again` gives every account the password anew, as another password does too, and starts demo time over unless there
    are cases: what happened in them happened at its time, and time moves forward only.
    Raises RefusedError NOT_IN_PRODUCTION.
    """
    if tools.environment == "production":
        raise RefusedError("NOT_IN_PRODUCTION")
    with tools.database.read() as work:
        kept = (work.settings.find(DEMO_PASSWORD) or {}).get("password")
        known = {account.username for account in work.accounts.list_all()}
    chosen = password or kept or DEFAULT_PASSWORD
    anew = again or (kept is not None and chosen != kept)
    wanted = [login.username for login in cast.logins if anew or login.username not in known]
    hashes = _hashes(wanted, chosen, hashing)
    with tools.database.write() as work:
        time_goes_on = again and work.cases.is_any()
        _start_time(work, cast.since, again=again and not time_goes_on)
        subjects = _subjects(work, cast)
        work.flush()
        accounts = _accounts(work, cast, hashes, tools)
        _share_secrets(work, tools, site_secrets or {})
        shown = {"password": chosen, "usernames": [login.username for login in cast.logins]}
        work.settings.set(DEMO_PASSWORD, shown)
        work.flush()
        if cast.since == DEMO_START:  # a longer story has it proposed in its time
            propose_shorter_correction(work, now=DEMO_START)
        work.commit()
    return DemoMade(subjects, accounts, chosen, time_goes_on)


def _hashes(usernames: Sequence[str], password: str, hashing: Callable[[str], str]) -> dict[str, str]:
    """Hash the password once for each account, each with its own salt."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(usernames, pool.map(hashing, [password] * len(usernames)), strict=True))


def _start_time(work: UnitOfWork, since: datetime, *, again: bool) -> None:
    """Let business time begin on the first morning of the demonstration, unless it runs already."""
    if again or work.settings.find(DEMO_CLOCK) is None:
        offset = DEMO_START - machine_now()
        work.settings.set(DEMO_CLOCK, {"offset_seconds": round(offset.total_seconds())})
        work.processes.publish_no_later(since)
        work.courses.publish_no_later(since)
        plan_day(work, now=since)


def _subjects(work: UnitOfWork, cast: Cast) -> int:
    """Add the subjects that are missing, each with its former name."""
    known = {row.uscc for row in work.subjects.find_many(usccs=[seed.uscc for seed in cast.subjects])}
    missing = [seed for seed in cast.subjects if seed.uscc not in known]
    for seed in missing:
        subject = Subject(
            id=new_id(),
            kind=seed.kind.value,
            name=seed.name,
            uscc=seed.uscc,
            legal_representative=seed.representative,
            status="ACTIVE",
            created_at=cast.since,
        )
        names = (name for name in (seed.name, seed.former_name) if name)
        work.add(subject, *(SubjectName(subject_id=subject.id, name=name, seen_at=cast.since) for name in names))
    return len(missing)


def _accounts(work: UnitOfWork, cast: Cast, hashes: Mapping[str, str], tools: Tools) -> int:
    """Add the accounts that are missing, and give the others the password anew where it was hashed for them."""
    known = {account.username: account for account in work.accounts.list_all()}
    usccs, added = {seed.key: seed.uscc for seed in cast.subjects}, 0
    for login in cast.logins:
        account = known.get(login.username)
        if account is None:
            account = _account(login, hashes[login.username])
            work.add(account)
            work.flush()
            work.add(*_roles(work, login, account.id))
            by_mail = cast.mail_since is None or tools.clock.now() >= cast.mail_since
            add_contacts(work, login, account.id, now=cast.since, by_mail=by_mail, tools=tools)
            added += 1
        elif login.username in hashes:
            account.password_hash, account.failed_logins, account.locked_until = hashes[login.username], 0, None
        work.add(*_authorisations(work, login, account.id, [usccs[key] for key in login.subjects]))
    return added


def _account(login: DemoLogin, password_hash: str) -> Account:
    return Account(
        id=new_id(),
        username=login.username,
        name=login.name,
        password_hash=password_hash,
        failed_logins=0,
        created_at=machine_now(),
    )


def _roles(work: UnitOfWork, login: DemoLogin, account_id: str) -> Iterator[AccountRole]:
    """Give staff their roles in each authority, everybody else theirs once."""
    if login.role is Role.APPLICANT or login.role in ADMINISTRATORS:
        yield AccountRole(account_id=account_id, role=login.role.value)
        return
    departments = {(row.authority_id, row.code): row.id for row in work.authorities.list_departments()}
    for authority in work.authorities.list_all():
        department_id = departments.get((authority.id, login.department or ""))
        for role in (login.role, *login.also):
            yield AccountRole(
                account_id=account_id, role=role.value, authority_id=authority.id, department_id=department_id
            )


def _authorisations(
    work: UnitOfWork, login: DemoLogin, account_id: str, usccs: Sequence[str]
) -> Iterator[Authorisation]:
    """Give the right to act for the subjects for which there is none; one that was ended stays so."""
    known = work.accounts.authorised_subjects(account_id) if usccs else frozenset()
    for subject in sorted(work.subjects.find_many(usccs=usccs), key=lambda row: row.id) if usccs else ():
        if subject.id in known:
            continue
        yield Authorisation(
            account_id=account_id, subject_id=subject.id, kind=login.authorised_as, valid_from=AUTHORISED_FROM
        )


def _share_secrets(work: UnitOfWork, tools: Tools, secrets: Mapping[str, bytes]) -> None:
    """Keep the secret of each demo site, encrypted."""
    for code, secret in secrets.items():
        site = work.listings.find_site(code)
        if site is not None:
            site.secret_cipher = tools.cipher.encrypt(secret.decode("ascii"))
