"""What can be done in a sandbox: each act calls the service that people call, and the background does what follows."""

import io
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.tasks import CompleteTask, UploadDocument
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.process_walks import SAMPLE, Act, Does
from workflow_app.domain.seeds.walk_cast import APPLICANT, PAPER, PAPER_NAME
from workflow_app.domain.walk_abouts import read_about
from workflow_app.models import Task
from workflow_app.services import audit, staffing, sweeping
from workflow_app.services.background import new_owner, run_once
from workflow_app.services.completing import complete_task
from workflow_app.services.documents import upload_document
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.tasks import get_task
from workflow_app.services.walk_openings import open_walk, person_of
from workflow_app.services.withdrawals import deliver, withdraw_case

LONGEST_SECONDS = 20.0
"""How long, by the machine, the acts of a walk may take together before it is given up."""
MOST_ROUNDS = 300
"""Of the background in one act: work that leads to work without end is no walk."""
OF_AN_OFFICE = frozenset({audit.CHECKPOINT, staffing.KIND, sweeping.KIND})
"""Housekeeping that no case notices: a sandbox has two people of every role, and is thrown away."""
HERE = {kind: handler for kind, handler in KINDS.items() if kind not in OF_AN_OFFICE}
AWAITED = frozenset(kind for kind, handler in KINDS.items() if not handler.housekeeping)
WITHDRAWN = "试走：撤回申请"


class Patience:
    """How long it may take until a walk is given up."""

    def __init__(self, seconds: float = LONGEST_SECONDS) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raise RefusedError WALK_TOO_SLOW where it is over."""
        if time.monotonic() > self._until:
            raise RefusedError("WALK_TOO_SLOW")


def perform(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    """Do one act and what follows from it at once, and note it.

    Raises what the service raises that does it, ConflictError WALK_NOT_OPEN for a task or a message that nothing waits
    for, NotFoundError WALK_WHO for somebody who takes no part, RefusedError WALK_TOO_SLOW, WALK_ENDLESS or
    NOTHING_IS_DUE.
    """
    patience.check()
    _DOES[act.does](sandbox, act, patience)
    settle(sandbox, patience)
    sandbox.done.append(act)


def next_moment(sandbox: Sandbox) -> datetime | None:
    """Return the next instant at which anything is due in a sandbox, or a limit of people is over."""
    now = sandbox.clock.now()
    with sandbox.tools.database.read() as unit:
        found = (
            unit.due_work.next_due(after=now, kinds=AWAITED),
            unit.cases.next_limit(after=now),
            unit.tasks.next_limit(after=now),
        )
    return min((each for each in found if each is not None), default=None)


def _open(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    del patience
    sandbox.case_id = open_walk(sandbox, read_about(act.what))


def _complete(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    del patience
    task, actor = _task(sandbox, act), person_of(sandbox, act.who)
    values = dict(act.values)
    if SAMPLE in values.values():
        detail = get_task(task.id, actor=actor, tools=sandbox.tools)
        values |= {key: _paper(sandbox, key, actor) for key in _papers(detail.form) if values.get(key) == SAMPLE}
    complete_task(CompleteTask(task.id, values), actor=actor, tools=sandbox.tools)


def _papers(form: Mapping[str, object]) -> list[str]:
    components = form.get("components")
    found = components if isinstance(components, list) else []
    return [str(each["key"]) for each in found if each.get("type") == "filepicker" and each.get("key")]


def _paper(sandbox: Sandbox, field: str, actor: Actor) -> str:
    """Hand in a blank sheet for a field and return what it is known by."""
    upload = UploadDocument(sandbox.case_id, PAPER_NAME, "application/pdf", io.BytesIO(PAPER), field)
    return upload_document(upload, actor=actor, tools=sandbox.tools).id


def _task(sandbox: Sandbox, act: Act) -> Task:
    """Return the open task that an act is about: the one so-manieth of its element, in the order they were opened."""
    with sandbox.tools.database.read() as unit:
        tasks = [each for each in unit.tasks.open_of_cases([sandbox.case_id]) if each.element == act.what]
    if act.number >= len(tasks):
        raise ConflictError("WALK_NOT_OPEN", element=act.what)
    return sorted(tasks, key=lambda each: each.id)[act.number]


def _message(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    """Let a message come that a case waits for; its own applicant withdraws it."""
    del patience
    tools = sandbox.tools
    with tools.database.write() as unit:
        rows = unit.cases.get(sandbox.case_id, lock=True)
        loaded = loaded_of(unit, rows, tools)
        if act.what != loaded.facts.withdrawal_message:
            work = work_on(unit, rows, actor=SERVICE, tools=tools)
            deliver(work, loaded, tools, act.what)
            unit.commit()
            return
    withdraw_case(WithdrawCase(sandbox.case_id, WITHDRAWN), actor=person_of(sandbox, APPLICANT), tools=tools)


def _next(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    del act
    moment = next_moment(sandbox)
    if moment is None:
        raise RefusedError("NOTHING_IS_DUE")
    reach(sandbox, moment, patience)


def _days(sandbox: Sandbox, act: Act, patience: Patience) -> None:
    reach(sandbox, sandbox.clock.instant + timedelta(days=act.number), patience)


def reach(sandbox: Sandbox, instant: datetime, patience: Patience) -> None:
    """Come to an instant, by way of everything that becomes due before, each at its own."""
    for _round in range(MOST_ROUNDS):
        with sandbox.tools.database.read() as unit:
            upcoming = unit.due_work.next_due(after=sandbox.clock.now(), kinds=HERE)
        if upcoming is None or upcoming > instant:
            sandbox.clock.instant = instant
            return
        sandbox.clock.instant = upcoming
        settle(sandbox, patience)
    raise RefusedError("WALK_ENDLESS")


def settle(sandbox: Sandbox, patience: Patience) -> None:
    """Let the background do what is due by now, and what comes of it at once."""
    owner = new_owner()
    for _round in range(MOST_ROUNDS):
        patience.check()
        if not run_once(sandbox.tools, owner=owner, kinds=HERE):
            return
    raise RefusedError("WALK_ENDLESS")


_DOES: Mapping[Does, Callable[[Sandbox, Act, Patience], None]] = {
    Does.OPEN: _open,
    Does.COMPLETE: _complete,
    Does.NEXT_MOMENT: _next,
    Does.DAYS: _days,
    Does.MESSAGE: _message,
}
