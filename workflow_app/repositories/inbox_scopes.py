"""What belongs to an inbox, as conditions that an index answers: each part is asked by itself, then put together."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, literal, not_, or_, select

from workflow_app.domain.actors import DESK_ROLES, Actor, Grant, Role
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.models import Task

FOLLOWED = 1000
"""How many of the tasks that somebody completed last are looked at for what waits for others since."""


def parts_of(scope: str, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions whose rows together, each at most once, are an inbox."""
    if scope == "done":
        return [Task.completed_by == actor.id]
    is_open = Task.status == "OPEN"
    if scope == "mine":
        mine = and_(is_open, Task.assignee_id == actor.id)
        own = and_(is_open, Task.role == Role.APPLICANT, Task.subject_id.in_(actor.subject_ids))
        return [mine, and_(own, Task.assignee_id.is_distinct_from(actor.id))] if actor.subject_ids else [mine]
    posts = _posts(actor)
    if scope == "waiting":
        return [_waiting(actor, posts)]
    not_own = [Task.subject_id.not_in(actor.subject_ids)] if actor.subject_ids else []
    named = [and_(Task.appointee_id == actor.id, not_(or_(*posts)))] if posts else []
    return [and_(is_open, Task.assignee_id.is_(None), each, *not_own) for each in (*posts, *named)]


def headed_by(wanted: TaskFilter, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions of what nobody, or one person, holds at the authorities whose section somebody heads."""
    headed = sorted({str(grant.authority_id) for grant in actor.grants if grant.role is Role.SECTION_HEAD})
    here = and_(Task.status == "OPEN", Task.authority_id.in_(headed))
    if wanted.holder:
        return [and_(here, Task.assignee_id == wanted.holder)]
    return [and_(here, Task.assignee_id.is_(None), Task.role == role) for role in sorted(DESK_ROLES)]


def _posts(actor: Actor) -> list[ColumnElement[bool]]:
    """Return what somebody's posts are for: role, authority and section, no task in two of them."""
    held = sorted((grant for grant in actor.grants if grant.role in DESK_ROLES), key=str)
    everywhere = {grant.role for grant in held if grant.authority_id is None}
    parts: dict[tuple[Role, str | None], list[ColumnElement[bool]]] = {}
    for grant in held:
        there = None if grant.role in everywhere else grant.authority_id
        parts.setdefault((grant.role, there), []).append(_department(grant, everywhere))
    return [
        and_(Task.role == role, *([Task.authority_id == there] if there else []), or_(*sections))
        for (role, there), sections in parts.items()
    ]


def _department(grant: Grant, everywhere: Collection[Role]) -> ColumnElement[bool]:
    """Return for which section a post is, and for which authority where the same role is held everywhere too."""
    section = or_(Task.department.is_(None), Task.department == grant.department)
    narrow = grant.authority_id is not None and grant.role in everywhere
    return and_(Task.authority_id == grant.authority_id, section) if narrow else section


def _waiting(actor: Actor, posts: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return the condition of what waits for others: open in cases that somebody worked on last, not theirs to do."""
    last = (
        select(Task.case_id)
        .where(Task.completed_by == actor.id)
        .order_by(Task.completed_at.desc())
        .limit(FOLLOWED)
        .correlate(None)
        .subquery()
    )
    theirs = [and_(Task.assignee_id.is_(None), or_(*posts))] if posts else []
    not_mine = not_(or_(func.coalesce(Task.assignee_id == actor.id, literal(value=False)), *theirs))
    return and_(Task.status == "OPEN", Task.case_id.in_(select(last.c.case_id)), not_mine)
