"""Walking through drafts in tests: every question answered as the page fills it in, every wait ended by time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from trial_parts import build_trial

from workflow_app.config import Environment, Settings
from workflow_app.domain.process_tests import PATH
from workflow_app.domain.process_walks import Act, Does
from workflow_app.domain.resources import find
from workflow_app.schemas.forms import sample_answers
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.tools import Tools
from workflow_app.services.walk_views import WalkView, show_walk
from workflow_app.services.walks import Kept, walk

MOST = 25
LATER = {"has_haulage_contract": "LATER", "reason_haulage_contract": "合同正在签订。"}
"""What has to be said where documents may follow: one of them does."""


def shipped(key: str) -> dict[str, bytes]:
    """Return the files of a process that we ship, but for the tests that it brings."""
    return {path: text for path, text in bundle_files(find("bpmn") / key).items() if not PATH.fullmatch(path)}


@contextmanager
def tools_of_nowhere(folder: Path) -> Iterator[Tools]:
    """Return what sandboxes come from; the tests of processes need no installation."""
    built = build_trial(
        Settings(Environment.DEMO, folder, f"sqlite:///{folder / 'none.sqlite3'}", "http://127.0.0.1:8000")
    )
    yield built.tools
    built.close()


def seen(key: str, files: Mapping[str, bytes], acts: tuple[Act, ...], tools: Tools) -> WalkView:
    """Return where acts lead in a sandbox of their own."""
    walked = walk(key, files, acts, tools=tools)
    try:
        return show_walk(Kept(key, files, acts, 0), walked)
    finally:
        walked.sandbox.close()


def answered(view: WalkView, **said: object) -> Act:
    """Return that the first open task is done, with the answers that the page fills in but for those that are said."""
    assert view.scene is not None
    task = view.scene.tasks[0]
    given = {**task.detail.values, **said}
    values = sample_answers(task.detail.form, step=task.detail.task.key, given=given, today=view.today)
    return Act(Does.COMPLETE, task.people[0], task.detail.task.key, task.number, values)


def opened(key: str, files: Mapping[str, bytes], tools: Tools) -> Act:
    """Return that a case is opened about the first thing that is offered."""
    return Act(Does.OPEN, what=seen(key, files, (), tools).choices[0].about)


def to_the_end(key: str, files: Mapping[str, bytes], tools: Tools) -> tuple[tuple[Act, ...], WalkView]:
    """Walk until the case ends, and return what was done and where that led."""
    acts: tuple[Act, ...] = (opened(key, files, tools),)
    for _step in range(MOST):
        view = seen(key, files, acts, tools)
        assert view.error is None, (view.error, view.acts[-1])
        assert view.scene is not None
        if view.scene.case.status == "ENDED":
            return acts, view
        more = LATER if key == "deferred_acceptance" and len(acts) == 1 else {}
        acts += (answered(view, **more) if view.scene.tasks else Act(Does.NEXT_MOMENT),)
    raise AssertionError(acts)
