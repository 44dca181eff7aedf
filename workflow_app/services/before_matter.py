"""What to know before the first question about a matter: what is asked, how long it takes, and whether one may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.drafts import life_of
from workflow_app.domain.earlier_answers import NOTHING, form_after
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.gate import Channel, Outcome
from workflow_app.domain.matters import Way
from workflow_app.domain.periods import due
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.domain.time import local_date
from workflow_app.models import Subject
from workflow_app.repositories.calendars import Kept
from workflow_app.repositories.matters import MatterRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.before_applying import OfficeTime, first_form, office_limits
from workflow_app.services.case_about import refuse_strange_applicant
from workflow_app.services.gate_facts import Question, judge
from workflow_app.services.gate_views import ReasonView, reasons_of
from workflow_app.services.matter_guides import GuideView, guide_of
from workflow_app.services.matter_rows import content_of, with_matter
from workflow_app.services.part_views import SubjectView
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class BeforeMatter:
    """The guide, the form as the edition asks it, the limits of the office, and what the gate says today.

    `is_denied` tells that this way is closed to the subject; `refusal` is why it cannot apply at all, or is empty.
    """

    guide: GuideView
    subject: SubjectView
    form: Mapping[str, Any]
    step: str
    limits: tuple[OfficeTime, ...]
    draft_days: int | None
    reasons: tuple[ReasonView, ...] = ()
    is_denied: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A matter and for whom it is asked about, with the rules and the calendar of the day."""

    rows: MatterRows
    guide: GuideView
    subject: Subject
    kept: Kept
    calendar: Calendar


def before_matter(authority: str, code: str, way: Way, *, subject_id: str, actor: Actor, tools: Tools) -> BeforeMatter:
    """Return what an application for a matter will ask the actor's enterprise; nothing is kept of a look.

    Raises NotFoundError MATTER_UNKNOWN also for a way that is not offered or cannot be begun here, SUBJECT_UNKNOWN.
    """
    with tools.database.read() as unit:
        asked = _asked(unit, authority, code, subject_id, actor, tools)
        if way not in asked.guide.ready:
            raise NotFoundError("MATTER_UNKNOWN", matter=code)
        return _before(unit, asked, way, tools)


def before_every_way(
    authority: str, code: str, *, subject_id: str, actor: Actor, tools: Tools
) -> tuple[GuideView, Mapping[Way, BeforeMatter]]:
    """Return the guide to a matter and, for each way that can be begun here, what `before_matter` returns.

    Raises NotFoundError MATTER_UNKNOWN or SUBJECT_UNKNOWN.
    """
    with tools.database.read() as unit:
        asked = _asked(unit, authority, code, subject_id, actor, tools)
        return asked.guide, {way: _before(unit, asked, way, tools) for way in Way if way in asked.guide.ready}


def _asked(unit: UnitOfWork, authority: str, code: str, subject_id: str, actor: Actor, tools: Tools) -> _Asked:
    today = local_date(tools.clock.now())
    subject = _subject(unit, subject_id, actor)
    rows = unit.matters.get_in_force(authority, code, on=today)
    rules = tools.calendars.parameters(rows.authority, unit.authorities, regime=None, on=today)
    return _Asked(
        rows=rows,
        guide=guide_of(unit, rows, today=today, tools=tools),
        subject=subject,
        kept=with_matter(rules, rows.edition),
        calendar=tools.calendars.get(rows.authority, unit.authorities),
    )


def _before(unit: UnitOfWork, asked: _Asked, way: Way, tools: Tools) -> BeforeMatter:
    now = tools.clock.now()
    subject, content = asked.subject, asked.kept.content
    loaded = ready(unit, unit.processes.get_current(way, now=now), tools, edition_id=asked.rows.edition.id)
    reasons, is_denied = _judged(unit, way, asked.rows, subject, tools)
    step, form = first_form(loaded)
    life = life_of(content)
    limits = office_limits(loaded, content, lambda period: due(asked.calendar, period, local_date(now)))
    return BeforeMatter(
        guide=asked.guide,
        subject=SubjectView(subject.id, subject.uscc, subject.name),
        form=form_after(form, NOTHING),
        step=step,
        limits=tuple(limits),
        draft_days=life.days if life else None,
        reasons=reasons,
        is_denied=is_denied,
        refusal=_refusal(subject, asked.rows),
    )


def _subject(unit: UnitOfWork, subject_id: str, actor: Actor) -> Subject:
    answer = may_open_case(actor, subject_id=subject_id)
    if answer is LOOKS_ONLY:
        raise ForbiddenError(answer.rule)
    if not answer.allowed:
        raise NotFoundError("SUBJECT_UNKNOWN")
    return unit.subjects.get(subject_id)


def _judged(
    unit: UnitOfWork, way: Way, rows: MatterRows, subject: Subject, tools: Tools
) -> tuple[tuple[ReasonView, ...], bool]:
    """Return every reason of the gate for or against an easier way; the ordinary one is open to everybody."""
    if way is Way.ORDINARY:
        return (), False
    question = Question(subject, rows.authority, Channel(way), matter=rows.matter, edition=rows.edition)
    judged = judge(unit, question, today=local_date(tools.clock.now()), tools=tools)
    return reasons_of(judged), judged.verdict.outcome is Outcome.DENY


def _refusal(subject: Subject, rows: MatterRows) -> str:
    try:
        refuse_strange_applicant(subject, content_of(rows.edition))
    except RefusedError as refused:
        return refused.code
    return ""
