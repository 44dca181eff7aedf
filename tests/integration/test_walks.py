"""A draft is walked through in a sandbox: by the real services, the same each time, and seen nowhere else."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import func, select
from walkers import answered, opened, seen, shipped, to_the_end

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import ConflictError, DomainError, ForbiddenError, RefusedError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.process_walks import MOST_ACTS, Act, Does, read_acts
from workflow_app.domain.seeds.walk_cast import WALK_START
from workflow_app.models import Case, Delivery, Document, DueWork, Letter, Listing, Notice, Task
from workflow_app.sandbox_parts import open_sandboxes
from workflow_app.services.cases import list_cases
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.walk_acts import Patience, perform
from workflow_app.services.walk_views import get_walk, walk_letter
from workflow_app.services.walks import enter, walk, walk_back, walk_on

KEY = "ordinary_approval"
DIAGRAM = f"{KEY}.bpmn"
ENDS = {
    "credit_repair": "CLOSED",
    "ordinary_approval": "GRANTED",
    "deferred_acceptance": "RETURNED",  # nobody brings what was promised
    "pledge_approval": "POST_CHECK_PASSED",
}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: Office) -> Actor:
    return office.people["process_admin"]


def begin(office: Office, writer: Actor, key: str = KEY) -> str:
    return begin_draft(key, "试走", actor=writer, tools=office.tools)


def go(office: Office, writer: Actor, draft: str, act: Act) -> None:
    revision = get_walk(draft, actor=writer, tools=office.tools).revision
    walk_on(draft, act, seen=revision, actor=writer, tools=office.tools)


def walked(office: Office, writer: Actor, draft: str, steps: int) -> None:
    """Open a case of the draft and do so many of its tasks."""
    go(office, writer, draft, opened(KEY, shipped(KEY), office.tools))
    for _step in range(steps):
        go(office, writer, draft, answered(get_walk(draft, actor=writer, tools=office.tools)))


@pytest.mark.parametrize("key", ENDS)
def test_every_shipped_process_is_walked_to_its_end_and_again_to_the_same(office: Office, key: str) -> None:
    files = shipped(key)
    acts, view = to_the_end(key, files, office.tools)
    assert view.scene is not None
    assert view.scene.case.state == ENDS[key]
    kept = read_acts(json.loads(json.dumps([each.to_json() for each in acts])))
    again = seen(key, files, kept, office.tools)
    assert again.scene is not None
    assert again.now == view.now
    assert again.scene.case.done_elements == view.scene.case.done_elements
    assert [each.number for each in again.scene.case.letters] == [each.number for each in view.scene.case.letters]


def test_nothing_of_a_walk_is_seen_outside_it(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    before = _counts(office)
    walked(office, writer, draft, 3)
    assert _counts(office) == before
    assert not list_cases(CaseFilter(), actor=office.people["decider"], tools=office.tools).items
    assert not office.sites.removed


def test_a_walk_goes_on_in_another_process_of_the_service(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 2)
    here = get_walk(draft, actor=writer, tools=office.tools)
    other = replace(office.tools, sandboxes=open_sandboxes(office.tools))
    there = get_walk(draft, actor=writer, tools=other)
    assert here.now == there.now
    assert there.scene
    assert [each.detail.task.key for each in there.scene.tasks] == ["review_application"]
    walk_on(draft, answered(there), seen=there.revision, actor=writer, tools=other)
    after = get_walk(draft, actor=writer, tools=office.tools)
    assert after.scene
    assert [each.detail.task.key for each in after.scene.tasks] == ["decide_application"]
    assert other.sandboxes is not None
    other.sandboxes.close()


def test_each_person_has_a_walk_of_their_own(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 1)
    other = office.hire("process_admin_2", Role.PROCESS_ADMIN)
    assert get_walk(draft, actor=other, tools=office.tools).acts == ()
    with pytest.raises(ForbiddenError):
        get_walk(draft, actor=office.people["decider"], tools=office.tools)


def test_steps_are_taken_back(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 3)
    view = get_walk(draft, actor=writer, tools=office.tools)
    walk_back(draft, len(view.acts) - 1, seen=view.revision, actor=writer, tools=office.tools)
    back = get_walk(draft, actor=writer, tools=office.tools)
    assert back.scene
    assert [each.detail.task.key for each in back.scene.tasks] == ["review_application"]
    walk_back(draft, 0, seen=back.revision, actor=writer, tools=office.tools)
    assert get_walk(draft, actor=writer, tools=office.tools).scene is None


def test_of_two_windows_the_second_is_told(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 1)
    view = get_walk(draft, actor=writer, tools=office.tools)
    act = answered(view)
    walk_on(draft, act, seen=view.revision, actor=writer, tools=office.tools)
    with pytest.raises(ConflictError) as refused:
        walk_on(draft, act, seen=view.revision, actor=writer, tools=office.tools)
    assert refused.value.code == "STALE"
    assert len(get_walk(draft, actor=writer, tools=office.tools).acts) == 3


def test_what_the_draft_has_changed_since_stops_the_walk_where_it_bites(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 3)
    content = shipped(KEY)[DIAGRAM]
    changed = content.replace(b"review_application", b"review_anew")
    save_file(draft, DIAGRAM, changed, seen=digest(content), actor=writer, tools=office.tools)
    view = get_walk(draft, actor=writer, tools=office.tools)
    assert view.stopped_at == 3
    assert view.error is not None
    assert view.error.code == "WALK_NOT_OPEN"
    assert view.scene
    assert [each.detail.task.key for each in view.scene.tasks] == ["review_anew"]


def test_a_draft_that_cannot_run_says_so(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    content = shipped(KEY)[DIAGRAM]
    save_file(draft, DIAGRAM, b"<definitions/>", seen=digest(content), actor=writer, tools=office.tools)
    with pytest.raises((ProcessRefusedError, RefusedError)):
        get_walk(draft, actor=writer, tools=office.tools)


def test_an_answer_that_is_wrong_is_told_and_nothing_is_kept(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 0)
    bad = Act(Does.COMPLETE, "applicant", "apply_for_approval", values={"contact_phone": "no"})
    with pytest.raises(DomainError):
        go(office, writer, draft, bad)
    assert len(get_walk(draft, actor=writer, tools=office.tools).acts) == 1


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Act(Does.COMPLETE, "nobody", "apply_for_approval"), "WALK_WHO"),
        (Act(Does.COMPLETE, "decider_a", "apply_for_approval"), None),
        (Act(Does.COMPLETE, "applicant", "decide_application"), "WALK_NOT_OPEN"),
        (Act(Does.MESSAGE, what="no_such_message"), "NOT_WAITING"),
        (Act(Does.OPEN, what="91410122MA3X0M1253"), "WALK_ACT"),
        (Act(Does.NEXT_MOMENT), "NOTHING_IS_DUE"),
    ],
)
def test_what_cannot_be_done_is_refused(office: Office, writer: Actor, act: Act, code: str | None) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 0)
    with pytest.raises(DomainError) as refused:
        go(office, writer, draft, act)
    assert code in (None, refused.value.code)
    assert len(get_walk(draft, actor=writer, tools=office.tools).acts) == 1


@pytest.mark.parametrize(
    "kept",
    [
        [{"does": "SHELL"}],
        [{"does": "COMPLETE"}],
        ["OPEN"],
        [{"does": "OPEN", "path": "/etc"}],
        [{"does": "OPEN", "what": "x" * 300}],
        [{"does": "OPEN", "number": -1}],
        [{"does": "OPEN", "number": True}],
        [{"does": "OPEN", "values": {"a": "x" * 70_000}}],
        [{"does": "OPEN"}] + [{"does": "NEXT_MOMENT"}] * MOST_ACTS,
    ],
)
def test_what_is_no_walk_is_refused(kept: list[object]) -> None:
    with pytest.raises(RefusedError):
        read_acts(kept)


def test_days_pass_at_once_for_the_sandbox_alone(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 1)
    here = office.clock.now()
    go(office, writer, draft, Act(Does.DAYS, number=16))
    view = get_walk(draft, actor=writer, tools=office.tools)
    assert view.now == WALK_START + timedelta(days=16)
    assert view.scene
    assert view.scene.case.state == "IN_REVIEW"  # accepted by silence
    assert office.clock.now() == here


def test_an_applicant_withdraws_in_a_walk(office: Office, writer: Actor) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 1)
    go(office, writer, draft, Act(Does.MESSAGE, what="case_withdrawn"))
    view = get_walk(draft, actor=writer, tools=office.tools)
    assert view.scene
    assert (view.scene.case.status, view.scene.case.state) == ("ENDED", "WITHDRAWN")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")
def test_a_letter_of_a_walk_is_set_as_for_real_and_marked_as_a_sample(
    office: Office, writer: Actor, tmp_path: Path
) -> None:
    draft = begin(office, writer)
    walked(office, writer, draft, 2)
    view = get_walk(draft, actor=writer, tools=office.tools)
    assert view.scene
    number, pdf = walk_letter(draft, view.scene.case.letters[0].number, actor=writer, tools=office.tools)
    assert number == view.scene.case.letters[0].number
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)  # noqa: S603, S607 - our own file
    letters = "".join(said.stdout.decode().split())  # the mark leans, and a reader finds its letters one by one
    assert "SAMPLE" in letters or "ELPMAS" in letters
    with pytest.raises(DomainError):
        walk_letter(draft, "牟城管〔2026〕999号", actor=writer, tools=office.tools)


def test_a_walk_that_takes_too_long_is_given_up(office: Office) -> None:
    sandbox = enter(KEY, shipped(KEY), tools=office.tools)
    with pytest.raises(RefusedError) as refused:
        perform(sandbox, opened(KEY, shipped(KEY), office.tools), Patience(-1))
    assert refused.value.code == "WALK_TOO_SLOW"
    sandbox.close()


def test_sandboxes_leave_nothing_on_the_disk(office: Office) -> None:
    sandboxes = open_sandboxes(office.tools)
    tools = replace(office.tools, sandboxes=sandboxes)
    left = walk(KEY, shipped(KEY), (), tools=tools).sandbox
    place = Path(left.tools.database.engine.url.database or "").parent
    assert place.exists()
    sandboxes.keep(("a", "b"), left)
    sandboxes.close()
    assert not place.exists()


def _counts(office: Office) -> list[int]:
    with office.tools.database.read() as unit:
        kinds = (Case, Delivery, Document, DueWork, Letter, Listing, Notice, Task)
        return [unit.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
