"""The studio on the first morning of the demonstration: a version that two people made, and a draft in hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from told_story import FILE, Story, opened, settings_of, told_once
from walkers import answered

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_tests import read_test
from workflow_app.domain.process_walks import Act, Does
from workflow_app.models import Case, ProcessVersion
from workflow_app.services.demo_story.studio_told import LETTER, SENTENCES, TITLE, WORDED_TERMS
from workflow_app.services.demo_story.third_review_tests import LARGE
from workflow_app.services.draft_tests import keep_test, list_tests, run_draft_tests
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import list_drafts, read_draft_file
from workflow_app.services.process_drafting import begin_draft, discard_draft
from workflow_app.services.processes import get_process
from workflow_app.services.tools import Tools
from workflow_app.services.walk_views import get_walk
from workflow_app.services.walks import walk_on

KEY = "credit_repair"
LARGE_FINE = 800_000


@pytest.fixture(scope="module")
def story(run_folder: Path, sqlite_template: Path) -> Iterator[Story]:
    folder = told_once(run_folder, sqlite_template)
    with opened(settings_of(f"sqlite:///{folder / FILE}", folder)) as told:
        yield told


def test_the_process_of_repairs_has_a_second_version_and_a_draft_of_the_third(story: Story) -> None:
    admin = story.person("process_admin")
    newest, first = get_process(KEY, tools=story.tools).versions
    assert (newest.is_current, newest.publisher, newest.approver, newest.note) == (
        *(True, "罗一鸣", "蒋雪"),
        WORDED_TERMS.note,
    )
    assert first.note == ""
    drafts = list_drafts(actor=admin, tools=story.tools, key=KEY)
    (draft,) = (each for each in drafts if each.status is DraftStatus.OPEN)
    assert (draft.title, draft.base_version) == (TITLE, 2)
    found = check_draft(draft.id, actor=admin, tools=story.tools, with_tests=True).findings
    assert [(each.code, each.element) for each in found] == [("NO_DEFAULT", "fine_large")]
    assert [each.title for each in list_tests(draft.id, actor=admin, tools=story.tools) if each.path == LARGE]
    letter = read_draft_file(draft.id, LETTER, actor=admin, tools=story.tools).decode()
    assert all(sentence in letter for sentence in SENTENCES.values())
    with story.tools.database.read() as unit:
        repairs = unit.processes.find(KEY)
        assert repairs is not None
        ran = select(Case.status, ProcessVersion.version).join(
            ProcessVersion, ProcessVersion.id == Case.process_version_id
        )
        cases = {
            (each[0], each[1]) for each in unit.session.execute(ran.where(ProcessVersion.process_id == repairs.id))
        }
    assert {("ENDED", 1), ("RUNNING", 2)} <= cases


def test_a_walk_to_the_end_is_kept_though_a_site_is_told_by_people_in_a_new_installation(story: Story) -> None:
    admin, tools = story.person("process_admin"), story.tools
    draft = begin_draft(KEY, "走到头", actor=admin, tools=tools)
    try:
        acts = _to_the_end(draft, admin, tools)
        path = keep_test(draft, "修复到底", seen=len(acts), actor=admin, tools=tools)
        kept = read_test(read_draft_file(draft, path, actor=admin, tools=tools))
        assert kept.expected.state == "CLOSED"
        assert kept.acts == acts
        results = run_draft_tests(draft, actor=admin, tools=tools).results
        assert [each.is_green for each in results if each.path == path] == [True]
    finally:
        discard_draft(draft, actor=admin, tools=tools)


def _to_the_end(draft: str, admin: Actor, tools: Tools) -> tuple[Act, ...]:
    """Walk as the guide says, with the answers that the page fills in, and return what was done."""
    view = get_walk(draft, actor=admin, tools=tools)
    act = Act(Does.OPEN, what=next(each.about for each in view.choices if each.fine == LARGE_FINE))
    while view.scene is None or view.scene.case.status != "ENDED":
        walk_on(draft, act, seen=view.revision, actor=admin, tools=tools)
        view = get_walk(draft, actor=admin, tools=tools)
        assert view.error is None
        act = answered(view) if view.scene and view.scene.tasks else Act(Does.NEXT_MOMENT)
    return view.acts
