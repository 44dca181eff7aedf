"""Whom a notice reaches outside the message box: those it is for who have an address that is in use.

The rule of who a notice is for is that of the message box (`notices.py`), turned round.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Date, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.contacts import Channel
from workflow_app.domain.outward import Audience, Pace, Ways, ways_of
from workflow_app.domain.time import local_date
from workflow_app.models import (
    Account,
    AccountRole,
    Authorisation,
    ContactPoint,
    Department,
    Notice,
    SubjectSuccession,
)
from workflow_app.repositories.contacts import is_reachable


@dataclass(frozen=True, slots=True)
class Reader:
    """One person who is to be told of a notice by one channel."""

    notice: Notice
    account_id: str
    channel: Channel
    pace: Pace


def find_readers(session: Session, notices: Iterable[Notice]) -> list[Reader]:
    """Return who is told by which channel, each once; a few statements for any number of notices."""
    found: dict[tuple[str, str, str], Reader] = {}
    for notice, account_id, channel in _reached(session, [each for each in notices if _ways(each).channels]):
        ways = _ways(notice)
        if channel in ways.channels:
            pace = ways.mail if channel is Channel.MAIL and ways.mail else Pace.AT_ONCE
            found[notice.id, account_id, channel] = Reader(notice, account_id, channel, pace)
    return list(found.values())


def _ways(notice: Notice) -> Ways:
    return ways_of(notice.code, Audience.SUBJECT if notice.subject_id else Audience.STAFF)


def _reached(session: Session, notices: Sequence[Notice]) -> Iterator[tuple[Notice, str, Channel]]:
    """Yield each notice with everybody it is for and each channel they have; some may come twice."""
    people = {each.account_id for each in notices if each.account_id}
    subjects = {each.subject_id for each in notices if each.subject_id}
    roles = {each.role for each in notices if each.role}
    for row in session.execute(_NAMED, {"people": list(people)}) if people else ():
        yield from ((each, row.id, Channel(row.channel)) for each in notices if each.account_id == row.id)
    if subjects:
        today = max(local_date(each.created_at) for each in notices)
        for row in session.execute(_AGENTS, {"subjects": list(subjects), "today": today}):
            acts_for = {row.subject_id, row.predecessor_id}
            yield from ((each, row.id, Channel(row.channel)) for each in notices if each.subject_id in acts_for)
    for row in session.execute(_HOLDERS, {"roles": list(roles)}) if roles else ():
        for each in notices:
            place = row.authority_id is None or row.authority_id == each.authority_id
            section = row.code is None or each.department is None or row.code == each.department
            if each.role == row.role and place and section:
                yield each, row.id, Channel(row.channel)


def _people() -> Select[str, str]:
    """Ask for people who can be reached."""
    return (
        select(Account.id, ContactPoint.channel)
        .join(ContactPoint, ContactPoint.account_id == Account.id)
        .where(is_reachable(), Account.disabled.is_(False))
    )


# Built once: building costs as much as asking.
_TODAY = bindparam("today", type_=Date())
_SUBJECTS: BindParameter[list[str]] = bindparam("subjects", expanding=True)
_NAMED = _people().where(Account.id.in_(bindparam("people", expanding=True)))
_AGENTS = (
    _people()
    .add_columns(Authorisation.subject_id, SubjectSuccession.subject_id.label("predecessor_id"))
    .join(Authorisation, Authorisation.account_id == Account.id)
    .outerjoin(SubjectSuccession, SubjectSuccession.successor_id == Authorisation.subject_id)
    .where(
        or_(Authorisation.subject_id.in_(_SUBJECTS), SubjectSuccession.subject_id.in_(_SUBJECTS)),
        Authorisation.valid_from <= _TODAY,
        or_(Authorisation.valid_to.is_(None), Authorisation.valid_to >= _TODAY),
    )
)
_HOLDERS = (
    _people()
    .add_columns(AccountRole.role, AccountRole.authority_id, Department.code)
    .join(AccountRole, AccountRole.account_id == Account.id)
    .outerjoin(Department, Department.id == AccountRole.department_id)
    .where(AccountRole.role.in_(bindparam("roles", expanding=True)))
)
