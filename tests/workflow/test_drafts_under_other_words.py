"""What was pledged in the words of one version is never counted for those of another, however it arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import SIGNED, agent_of_h, look, make_ready, say
from office import Office
from scenario_steps import agreed
from versions_taken import (
    BUNDLE,
    DIAGRAM,
    changed,
    take,
    version_of,
    with_other_form,
    with_other_pledge,
    with_third_review,
)

from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import SaveCommon
from workflow_app.domain.commands.drafts import SaveAnswers
from workflow_app.domain.drafts import mark_of
from workflow_app.domain.errors import ConflictError
from workflow_app.services.batch_answers import save_common
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.cases import get_case
from workflow_app.services.draft_answers import save_answers
from workflow_app.services.draft_changes import changes_of_task, read_changes_of_task
from workflow_app.services.draft_keeping import Seen, answers_meant
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView

OTHER_WORDS = "所提供材料真实、合法、有效、完整，并愿承担一切后果"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


class Page:
    """A page of an application as it was opened: what was typed there, and what it showed."""

    def __init__(self, office: Office) -> None:
        self.office, self.case = office, office.open()
        self.typed = office.application(self.case)
        self.task, self.version = self.case.tasks[0].id, self.case.process_version
        save_draft(self.task, self.typed, actor=office.agent(), tools=office.tools)

    def take(self, pledge: str = OTHER_WORDS) -> None:
        """Let the worker bring the application to a version that pledges in other words."""
        take(self.office, with_other_form(pledge=pledge))
        self.office.work()

    def saves_itself(self, *, version: int | None = None, **values: object) -> None:
        """Save the page once more, as the version that it showed."""
        marks = {key: mark_of(value) for key, value in self.typed.items()}
        seen = Seen(marks, version or self.version)
        save_draft(self.task, values or self.typed, actor=self.office.agent(), tools=self.office.tools, seen=seen)

    def is_read(self) -> None:
        """Say in another window that what changed was read."""
        actor, tools = self.office.agent(), self.office.tools
        told = changes_of_task(self.task, actor=actor, tools=tools)
        assert told is not None
        assert read_changes_of_task(self.task, last=told.last, actor=actor, tools=tools)

    @property
    def kept(self) -> dict[str, object]:
        return dict(get_task(self.now.tasks[0].id, actor=self.office.agent(), tools=self.office.tools).values)

    @property
    def now(self) -> CaseView:
        return get_case(self.case.id, actor=self.office.agent(), tools=self.office.tools)


@pytest.fixture
def page(office: Office) -> Page:
    return Page(office)


def test_what_a_refused_form_pledged_does_not_come_back(page: Page) -> None:
    page.take()
    with pytest.raises(ConflictError, match="RULES_CHANGED"):
        page.office.complete(page.case, "applicant_b", **page.typed, paid_at="中国银行")
    assert "pledge" not in page.kept
    assert page.kept["signer_name"] == page.typed["signer_name"]


def test_a_refused_form_pledges_nothing_that_two_versions_later_is_put_otherwise(page: Page) -> None:
    page.take()
    take(page.office, with_other_form(pledge="再改一次的承诺"))
    with pytest.raises(ConflictError, match="RULES_CHANGED"):
        page.office.complete(page.case, "applicant_b", **page.typed)
    assert version_of(page.office, page.case.id) == page.version + 2
    assert "pledge" not in page.kept


@pytest.mark.parametrize("is_read", [False, True], ids=["unread", "read elsewhere"])
def test_an_old_page_saves_itself_without_its_pledge(page: Page, *, is_read: bool) -> None:
    page.take()
    if is_read:
        page.is_read()
    page.saves_itself(**{**page.typed, "rectification_summary": "写完了"})
    assert ("pledge" in page.kept, page.kept["rectification_summary"]) == (False, "写完了")
    page.saves_itself(version=page.version + 1, pledge=page.typed["pledge"])
    assert page.kept["pledge"] == page.typed["pledge"], "agreed to the words that are asked"
    page.saves_itself(pledge=[])
    assert page.kept["pledge"] == [], "what is not agreed to any more never needs the words"


def test_who_does_not_say_what_was_shown_pledges_nothing_until_it_was_read(page: Page) -> None:
    page.take()
    mine = {"pledge": page.typed["pledge"]}
    save_draft(page.task, mine, actor=page.office.agent(), tools=page.office.tools)
    assert "pledge" not in page.kept
    page.saves_itself(version=4_711, **mine)
    assert "pledge" not in page.kept, "no such version"
    page.is_read()
    save_draft(page.task, mine, actor=page.office.agent(), tools=page.office.tools)
    assert page.kept["pledge"] == page.typed["pledge"]


def test_a_program_pledges_by_naming_the_task_as_it_is_now(page: Page) -> None:
    page.take()
    actor, tools = page.office.agent(), page.office.tools
    mine = {"pledge": page.typed["pledge"]}
    blind = save_answers(SaveAnswers(page.task, mine), actor=actor, tools=tools)
    assert "pledge" not in blind.values
    assert "/values/pledge" in [each.field for each in blind.missing]
    assert save_answers(SaveAnswers(page.task, mine, version=blind.version), actor=actor, tools=tools).values["pledge"]


def test_the_same_words_and_those_that_came_back_count_on(page: Page) -> None:
    take(page.office, changed("缴款凭证号码", "缴款票据号码", path="forms/application.form.json"))
    page.office.work()
    page.saves_itself()
    assert page.kept["pledge"] == page.typed["pledge"]
    page.take()
    take(page.office, read_bundle(BUNDLE))
    page.office.work()
    page.saves_itself(version=page.version + 2)
    assert "pledge" not in page.kept, "of the version between"
    page.saves_itself()
    assert page.kept["pledge"] == page.typed["pledge"]


def test_a_page_that_is_shown_once_more_does_not_bring_its_pledge_along(page: Page) -> None:
    page.take()
    meant = answers_meant(page.task, page.typed, shown=page.version, tools=page.office.tools)
    assert meant == {key: value for key, value in page.typed.items() if key != "pledge"}


def test_an_old_page_of_a_batch_signs_none_of_its_applications(office: Office) -> None:
    batch_id = make_ready(office, 2)
    shown = look(office, batch_id).drafts[0].case.process_version
    take(office, with_other_form(pledge=OTHER_WORDS))
    office.work()
    command = SaveCommon(batch_id, Part.SIGNING, SIGNED, shown)
    save_common(command, actor=agent_of_h(office), tools=office.tools)
    say(office, batch_id, Part.SIGNING, SIGNED)
    details = [each.detail for each in look(office, batch_id).drafts]
    assert ["pledge" in each.values for each in details if each] == [False, False]
    command = SaveCommon(batch_id, Part.SIGNING, SIGNED, shown + 1)
    save_common(command, actor=agent_of_h(office), tools=office.tools)
    details = [each.detail for each in look(office, batch_id).drafts]
    assert ["pledge" in each.values for each in details if each] == [True, True]


def test_a_step_after_filing_is_not_pledged_in_words_that_changed_before_it_was_sent(office: Office) -> None:
    asked = b'xn:role="APPLICANT" xn:form="application" />'
    files = with_third_review()
    files[DIAGRAM] = files[DIAGRAM].replace(b'xn:nameEn="Third review" xn:role="SECOND_REVIEWER" />', asked)
    assert asked in files[DIAGRAM]
    take(office, files)
    case = agreed(office, office.apply())
    (task,) = case.tasks
    mine = {"pledge": office.answers()["pledge"], "signer_name": "王建军"}
    save_draft(task.id, mine, actor=office.agent(), tools=office.tools)
    take(office, with_other_pledge(OTHER_WORDS, files))
    office.work()
    assert version_of(office, case.id) == case.process_version + 1
    kept = get_task(task.id, actor=office.agent(), tools=office.tools).values
    assert ("pledge" in kept, kept["signer_name"]) == (False, "王建军")
    old = Seen(version=case.process_version)
    save_draft(task.id, mine, actor=office.agent(), tools=office.tools, seen=old)
    kept = get_task(task.id, actor=office.agent(), tools=office.tools).values
    assert ("pledge" in kept, kept["signer_name"]) == (False, "王建军")
