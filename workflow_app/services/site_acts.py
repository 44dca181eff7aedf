"""Acting on work at other sites: handed over, done, sent back, done another way, and looked at by a second person."""

from datetime import datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.policies import FOLLOWS_SITES, may_work_at_sites
from workflow_app.domain.site_jobs import FROM, Act, ActFacts, Connector, JobFilter, JobKind, JobStatus, wrong_in_act
from workflow_app.domain.time import local_date
from workflow_app.models import Removal
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.site_jobs import JobRows, held_at
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.gone import hold_removal
from workflow_app.services.proofs import KeptProof, keep_proof
from workflow_app.services.site_act_effects import Doing, follow
from workflow_app.services.site_job_views import SiteJobView, doers, show_job, ways_for
from workflow_app.services.site_jobs import note
from workflow_app.services.tools import Tools

PAGE = 25


def list_jobs(
    wanted: JobFilter, *, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = PAGE
) -> tuple[Page[SiteJobView], int]:
    """Return one page of the work at other sites, the one due first first, and how much there is.

    Raises InvalidError INVALID_CURSOR.
    """
    with tools.database.read() as unit:
        found = unit.site_jobs.list_page(actor, FOLLOWS_SITES, wanted, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda rows: (rows.job.due_on.isoformat(), rows.job.id))
        count = unit.site_jobs.count(actor, FOLLOWS_SITES, wanted)
        return Page([show_job(rows, actor=actor) for rows in page.items], page.next_cursor), count


def get_job(job_id: str, *, actor: Actor, tools: Tools) -> SiteJobView:
    """Return a job with its history; raises NotFoundError SITE_JOB_UNKNOWN."""
    with tools.database.read() as unit:
        return _view(unit, unit.site_jobs.get(job_id), actor)


def open_proof(act_id: str, *, actor: Actor, tools: Tools) -> tuple[str, str, BinaryIO]:
    """Return the name, type and bytes of what proves an act; raises NotFoundError."""
    with tools.database.read() as unit:
        row = unit.site_jobs.find_act(act_id)
        if row is None or row.sha256 is None:
            raise NotFoundError("SITE_JOB_UNKNOWN")
        _refuse_stranger(actor, unit.site_jobs.get(row.job_id))
        return row.filename or row.id, row.media_type or "application/octet-stream", tools.blobs.open(row.sha256)


def act_on_job(command: ActOnJob, *, actor: Actor, tools: Tools) -> SiteJobView:
    """Note an act and do what follows from it.

    Raises NotFoundError, ForbiddenError (also SECOND_PERSON_LOOKS), ConflictError STALE or SITE_JOB_MOVED_ON,
    InvalidError per field.
    """
    proof = _keep(command, actor=actor, tools=tools)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        view = _view(unit, act_within(unit, command, proof, actor=actor, tools=tools), actor)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def act_within(
    unit: UnitOfWork, command: ActOnJob, proof: KeptProof | None = None, *, actor: Actor, tools: Tools
) -> JobRows:
    """Note an act in a unit of work; nothing lasts until that is committed. Raises as `act_on_job` does."""
    now = tools.clock.now()
    rows = unit.site_jobs.get(command.job_id)
    _refuse_stranger(actor, rows)
    held = _hold(unit, rows)
    rows = unit.site_jobs.get(command.job_id, lock=True)
    _refuse(unit, rows, command, actor)
    _check(rows, command, now=now, has_proof=proof is not None)
    _note(unit, rows, command, proof, actor=actor, now=now)
    follow(Doing(unit, rows, command, held, actor, now, tools))
    unit.flush()
    return rows


def _hold(unit: UnitOfWork, rows: JobRows) -> list[Removal]:
    """Hold the removals that a job is about, before the job itself, as the service does that looks at a site."""
    return hold_removal(unit, rows.job.removal_id)[1] if rows.job.removal_id else []


def _keep(command: ActOnJob, *, actor: Actor, tools: Tools) -> KeptProof | None:
    """Look at the file that came along and keep its bytes, once it is known that the work is the actor's to do."""
    if command.proof is None:
        return None
    with tools.database.read() as unit:
        rows = unit.site_jobs.get(command.job_id)
        _refuse_stranger(actor, rows)
        _refuse_others(actor, rows)
    return keep_proof(command.proof, actor=actor, tools=tools)


def _refuse_stranger(actor: Actor, rows: JobRows) -> None:
    """Let those who are not of the authority know only that there is no such work."""
    held = held_at(actor, FOLLOWS_SITES)
    if held is not None and rows.job.authority_id not in held:
        raise NotFoundError("SITE_JOB_UNKNOWN")


def _refuse_others(actor: Actor, rows: JobRows) -> None:
    answer = may_work_at_sites(actor, authority_id=rows.job.authority_id, subject_id=rows.job.subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _refuse(unit: UnitOfWork, rows: JobRows, command: ActOnJob, actor: Actor) -> None:
    """Refuse those who may not act, what was seen otherwise, what the state does not allow, and a look at own work."""
    _refuse_others(actor, rows)
    job = rows.job
    if command.version is not None and command.version != job.version:
        raise ConflictError("STALE", seen=command.version, current=job.version)
    if JobStatus(job.status) not in FROM.get(command.act, ()):
        raise ConflictError("SITE_JOB_MOVED_ON")
    if command.act in (Act.SEEN_GONE, Act.SEEN_SHOWN):
        if job.kind != JobKind.REMOVE:
            raise ConflictError("SITE_JOB_MOVED_ON")
        if actor.id in doers(_view(unit, rows, actor).history):
            raise ForbiddenError("SECOND_PERSON_LOOKS")


def _check(rows: JobRows, command: ActOnJob, *, now: datetime, has_proof: bool) -> None:
    """Raise InvalidError for what is missing or cannot be."""
    facts = ActFacts(
        act=command.act,
        way=Connector(rows.job.way),
        note=command.note.strip(),
        receipt_no=command.receipt_no.strip(),
        office=command.office.strip(),
        on=command.on,
        has_proof=has_proof,
        to_way=command.to_way,
        writes=command.act is Act.SUBMITTED and rows.job.removal_id is not None and not command.letter_no.strip(),
    )
    wrong = list(wrong_in_act(facts, today=local_date(now), since=local_date(rows.job.opened_at)))
    if command.act is Act.SWITCHED and command.to_way is not None and command.to_way not in ways_for(rows):
        wrong.append(FieldError("/to_way", "NOT_A_CHOICE"))
    if wrong:
        raise InvalidError(*wrong)


def _note(
    unit: UnitOfWork, rows: JobRows, command: ActOnJob, proof: KeptProof | None, *, actor: Actor, now: datetime
) -> None:
    """Write the act into the history, with its file."""
    row = note(
        unit,
        rows.job,
        command.act,
        actor_id=actor.id,
        now=now,
        on_day=command.on,
        note=command.note.strip() or None,
        receipt_no=command.receipt_no.strip() or None,
        office=command.office.strip() or None,
    )
    if proof is not None:
        row.sha256, row.size, row.scan = proof.blob.sha256, proof.blob.size, proof.scan
        row.media_type, row.filename = proof.facts.media_type, proof.facts.filename


def _view(unit: UnitOfWork, rows: JobRows, actor: Actor) -> SiteJobView:
    _refuse_stranger(actor, rows)
    removal = unit.listings.removal(rows.job.removal_id).removal if rows.job.removal_id else None
    letter = unit.letters.find_by_number(rows.job.letter_no, authority_id=rows.job.authority_id)
    return show_job(rows, actor=actor, acts=unit.site_jobs.acts(rows.job.id), removal=removal, letter=letter)
