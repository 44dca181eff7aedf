"""A finished case goes through a bundle once more: what was done is done again at its instants, in a sandbox."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import DomainError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.process_walks import SAMPLE, Act, Does
from workflow_app.domain.replays import Came, Course, Deed, Verdict, first_difference
from workflow_app.models import Task
from workflow_app.services.replay_people import bring_back
from workflow_app.services.replay_reading import Past
from workflow_app.services.sandbox_grounds import Ground
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.tasks import get_task
from workflow_app.services.tools import Tools
from workflow_app.services.views import TaskDetail
from workflow_app.services.walk_acts import Patience, next_moment, perform, reach
from workflow_app.services.walks import enter, why_not

LONGEST_SECONDS = 12.0
"""How long one case may take by the machine: it is done twice at most, and a lease of due work holds for a minute."""
MOST_MOMENTS = 40
"""Due moments after the last thing that was done, until a case is left where it is."""


@dataclass(slots=True)
class _Run:
    """A case on its way: what is still to be done, and why it cannot go on."""

    sandbox: Sandbox
    patience: Patience
    left: list[Deed]
    stuck: Came | None = None


def replay(past: Past, files: Mapping[str, bytes], ground: Ground, tools: Tools) -> Came:
    """Return what becomes of a case in a bundle.

    What differs counts only where the version that the case ran on comes to what was recorded: else the sandbox cannot
    do again what happened, and that is said.
    """
    came = _try(past, files, ground, tools)
    if came.verdict is Verdict.SAME:
        return came
    control = came if files == past.files else _try(past, past.files, ground, tools)
    if control.verdict is Verdict.SAME:
        return came
    return replace(control, verdict=Verdict.UNREPLAYED, code=control.code or "REPLAY_DIFFERS_ANYWAY")


def _try(past: Past, files: Mapping[str, bytes], ground: Ground, tools: Tools) -> Came:
    """Return what becomes of a case in a bundle, whatever the reason."""
    try:
        sandbox = enter(past.key, files, tools=tools, ground=ground, at=past.opened_at)
    except (ProcessRefusedError, RefusedError) as error:
        return Came(Verdict.STUCK, code="REPLAY_CANNOT_RUN" if isinstance(error, ProcessRefusedError) else error.code)
    try:
        run = _Run(sandbox, Patience(LONGEST_SECONDS), list(past.deeds))
        _go(run, past)
        return _compared(run, past.course)
    finally:
        sandbox.close()


def _go(run: _Run, past: Past) -> None:
    """Do all that was done, each at its instant, and let time pass until the case has ended or waits for somebody."""
    sandbox = run.sandbox
    try:
        bring_back(sandbox, past)
        perform(sandbox, Act(Does.OPEN, what=past.about), run.patience)
        for deed in past.deeds:
            reach(sandbox, max(deed.at, sandbox.clock.instant), run.patience)
            if not _catch_up(run):
                return
        reach(sandbox, max(past.ended_at, sandbox.clock.instant), run.patience)
        for _moment in range(MOST_MOMENTS):
            if not _catch_up(run) or _is_over(sandbox) or _open_tasks(sandbox):
                return
            moment = next_moment(sandbox)
            if moment is None:
                return
            reach(sandbox, moment, run.patience)
    except DomainError as error:
        run.stuck = _stuck(run, "", error)


def _catch_up(run: _Run) -> bool:
    """Do what was recorded up to now and can be done, in its order; return whether nothing stood against it."""
    done = True
    while done and run.stuck is None:
        now = run.sandbox.clock.now()
        done = any(_do(run, deed) for deed in run.left if deed.at <= now and run.stuck is None)
    return run.stuck is None


def _do(run: _Run, deed: Deed) -> bool:
    """Do one thing if the case waits for it; return whether it did."""
    act = deed.act
    try:
        if act.does is Does.MESSAGE:
            if not _awaits(run.sandbox, act.what):
                return False
            perform(run.sandbox, act, run.patience)
            run.left.remove(deed)
            return True
        task = next((each for each in _open_tasks(run.sandbox) if each.element == act.what), None)
        if task is None:
            return False
        perform(run.sandbox, _fitting(run.sandbox, act, task), run.patience)
        run.left.remove(deed)
    except DomainError as error:
        run.stuck = _stuck(run, act.what, error)
        return False
    return True


def _fitting(sandbox: Sandbox, act: Act, task: Task) -> Act:
    """Return an act with the answers that the form asks for now, by somebody who has the role that the step wants now.

    Whoever did it when it was real does it again; where the draft gives it to another role, somebody of that role.
    """
    who = act.who
    if task.role != Role.APPLICANT and not sandbox.people[who].has(Role(task.role)):
        who = f"{task.role.lower()}_a"
    detail = get_task(task.id, actor=sandbox.people[who], tools=sandbox.tools)
    return replace(act, who=who, values=_asked(detail, act.values))


def _asked(detail: TaskDetail, recorded: Mapping[str, object]) -> dict[str, object]:
    """Return the recorded answers to what a form asks; every paper is a blank sheet."""
    components = detail.form.get("components")
    kinds = {str(each.get("key")): each.get("type") for each in (components if isinstance(components, list) else ())}
    return {
        key: SAMPLE if kinds[key] == "filepicker" and value else value
        for key, value in recorded.items()
        if key in kinds
    }


def _stuck(run: _Run, element: str, error: DomainError) -> Came:
    """Return where a case cannot go on and why: codes and names of fields, never what was answered."""
    told = why_not(run.sandbox, error)
    fields = (
        tuple(each.field.removeprefix("/values/") for each in error.errors) if isinstance(error, InvalidError) else ()
    )
    code = "REPLAY_NOT_ALLOWED" if isinstance(error, ForbiddenError) else str(told.values.get("failure") or told.code)
    return Came(Verdict.STUCK, str(told.values.get("element") or element), code, fields)


def _compared(run: _Run, recorded: Course) -> Came:
    """Return what became of a case, beside what was recorded of it."""
    sandbox = run.sandbox
    if not sandbox.case_id:
        return run.stuck or Came(Verdict.STUCK, code="REPLAY_NOT_BEGUN")
    with sandbox.tools.database.read() as unit:
        case = unit.cases.get(sandbox.case_id).case
        failures = unit.incidents.find_open(case_id=case.id)
        waits = unit.tasks.open_waits(case.id)
    passed, over = tuple(case.passed), case.status == "ENDED"
    end = case.state if over else ""
    if run.stuck is not None:
        return replace(run.stuck, passed=passed)
    if failures and not over:
        return Came(Verdict.STUCK, failures[-1].element or "", failures[-1].code, passed=passed)
    if over and (passed, case.state) == (recorded.passed, recorded.end):
        return Came(Verdict.SAME, passed=passed, end=end)
    differs = first_difference(recorded.passed, passed)
    tasks = _open_tasks(sandbox)
    if not over and not tasks:
        element = waits[0].element if waits else (passed[-1] if passed else "")
        return Came(Verdict.STUCK, element, "REPLAY_NOTHING_COMES", passed=passed)
    return Came(Verdict.OTHER, differs, waits_at=tasks[0].element if tasks else "", passed=passed, end=end)


def _is_over(sandbox: Sandbox) -> bool:
    with sandbox.tools.database.read() as unit:
        return unit.cases.get(sandbox.case_id).case.status == "ENDED"


def _open_tasks(sandbox: Sandbox) -> list[Task]:
    with sandbox.tools.database.read() as unit:
        return sorted(unit.tasks.open_of_cases([sandbox.case_id]), key=lambda each: each.id)


def _awaits(sandbox: Sandbox, message: str) -> bool:
    with sandbox.tools.database.read() as unit:
        return any(each.message == message for each in unit.tasks.open_waits(sandbox.case_id))
