"""What becomes of a version stands in the audit trail of every authority, and people are told whom it concerns."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.process_drafts import WRITERS
from workflow_app.domain.window import CHANNEL
from workflow_app.models import Case, Process, ProcessVersion, Subject, TakingBack
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.process_news import tell_holders


@dataclass(slots=True)
class Taken:
    """A version with its process, and the request to take it back once there is one."""

    process: Process
    version: ProcessVersion
    request: TakingBack | None = None

    @property
    def asked(self) -> TakingBack:
        """Return the request; there is one wherever this is asked."""
        if self.request is None:
            raise LookupError(self.version.id)
        return self.request

    @property
    def facts(self) -> dict[str, object]:
        """Return what every notice about it may name."""
        return {
            "process_zh": self.process.name_zh,
            "process_en": self.process.name_en,
            "version": self.version.version,
            "why": self.asked.reason,
        }


def note_event(unit: UnitOfWork, taken: Taken, action: str, *, actor: Actor, now: datetime) -> None:
    """Chain what happened to a version at every authority: a process is everybody's."""
    data = {
        "process": taken.process.key,
        "version": taken.version.version,
        "content_hash": taken.version.content_hash,
        "request": taken.asked.id,
        "asked_by": taken.asked.asked_by,
        "reason": taken.asked.reason,
        "scope": taken.asked.scope,
        "decision_note": taken.asked.note or "",
    }
    for authority in unit.authorities.list_all():
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)


def tell_waiting(unit: UnitOfWork, taken: Taken, *, actor: Actor, now: datetime) -> None:
    """Tell everybody who may confirm it that a version is to be taken back; whoever asked is named, and is not."""
    telling = _to_staff(unit, taken, "TAKE_BACK_WAITS", actor)
    tell_holders(unit, telling.code, telling.facts, WRITERS, now=now, apart={actor.id})


def tell_decided(unit: UnitOfWork, taken: Taken, code: str, *, actor: Actor, now: datetime) -> None:
    """Tell who asked, and who had published the version, what was decided; but not who decided it."""
    telling = _to_staff(unit, taken, code, actor)
    people = dict.fromkeys((taken.asked.asked_by, taken.version.published_by, taken.version.approved_by))
    unit.add(*(telling.for_account(each, now=now) for each in people if each not in {SERVICE.id, actor.id}))


def tell_concerned(unit: UnitOfWork, taken: Taken, *, now: datetime) -> None:
    """Tell who began an application under a version that was taken back, and who is in charge where cases run."""
    for case, subject in unit.takings_back.list_drafts(taken.version.id):
        unit.add(_to_applicant(taken, case, subject, now))
    place = f"/desk/cases?process={taken.process.key}&process_version={taken.version.version}"
    for authority_id, count in unit.takings_back.count_open_by_authority(taken.version.id).items():
        authority = unit.authorities.get(authority_id)
        named = {"authority_zh": authority.name_zh, "authority_en": authority.name_en}
        facts = {**taken.facts, **named, "count": count, "path": place}
        unit.add(Telling("CASES_OF_VERSION", authority_id, facts).for_role(Role.SECTION_HEAD, now=now))


def _to_applicant(taken: Taken, case: Case, subject: Subject, now: datetime) -> object:
    """Return the notice about one draft; at the window whoever fills it in is told, because nobody else sees it."""
    facts = {**taken.facts, "subject": subject.name}
    if case.channel == CHANNEL:
        at_window = {**facts, "path": f"/desk/window/cases/{case.id}"}
        return Telling("DRAFT_OF_VERSION", case.authority_id, at_window).for_account(case.created_by, now=now)
    return Telling("DRAFT_OF_VERSION", case.authority_id, facts, case_id=case.id).for_subject(subject.id, now=now)


def _to_staff(unit: UnitOfWork, taken: Taken, code: str, actor: Actor) -> Telling:
    path = f"/studio/processes/{taken.process.key}/versions/{taken.version.version}"
    facts = {**taken.facts, "path": path, "who": actor.name, "note": taken.asked.note or ""}
    return Telling(code, unit.authorities.first().id, facts)
