"""A change set is its authors': others leave wishes, and neither rewrite, submit nor discard it, nor see all of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from change_set_office import DAY, TERMS, Change, ChangeSetOffice, change_set_office

from workflow_app.domain.actors import Role
from workflow_app.domain.change_sets import Asked, PartKind
from workflow_app.domain.errors import ForbiddenError
from workflow_app.services.change_set_wishes import TARGETS, leave_wish
from workflow_app.services.change_sets import change_terms, discard_set
from workflow_app.services.process_confirming import save_terms
from workflow_app.services.process_terms import Terms

LATER = replace(TERMS, effective_on=date(2026, 12, 1), reason="按另一机关的意见推迟施行")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        with made.tools.database.read() as unit:
            others = [each.id for each in unit.authorities.list_all() if each.id != made.authority.id]
        made.appoint("stranger", Role.CREDIT_OFFICE, authority_id=others[0])
        yield made


@pytest.fixture
def change(office: ChangeSetOffice) -> Change:
    return office.whole()


def test_a_stranger_who_left_a_wish_neither_rewrites_submits_nor_discards_it(
    office: ChangeSetOffice, change: Change
) -> None:
    stranger, tools = office.people["stranger"], office.tools
    leave_wish(change.id, Asked.LETTER, "也改一句", actor=stranger, tools=tools)
    with pytest.raises(ForbiddenError, match="CHANGE_SET_NOT_YOURS"):
        change_terms(change.id, LATER, None, seen=change.seen(), actor=stranger, tools=tools)
    with pytest.raises(ForbiddenError, match="CHANGE_SET_NOT_YOURS"):
        change.submit("stranger")
    with pytest.raises(ForbiddenError, match="CHANGE_SET_NOT_YOURS"):
        discard_set(change.id, actor=stranger, tools=tools)
    assert change.page().line.effective_on == DAY


def test_who_wrote_a_part_moves_no_proposal_that_they_could_not_make(office: ChangeSetOffice, change: Change) -> None:
    writer = office.people["writer"]
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        change_terms(change.id, LATER, None, seen=change.seen(), actor=writer, tools=office.tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        discard_set(change.id, actor=writer, tools=office.tools)
    change_terms(
        change.id, replace(TERMS, title="改个名称"), None, seen=change.seen(), actor=writer, tools=office.tools
    )
    assert change.page().line.title == "改个名称"


def test_what_is_written_at_another_authority_is_shown_to_whom_it_concerns(change: Change) -> None:
    def shown(who: str) -> bool:
        return next(each for each in change.page(who).parts if each.kind is PartKind.MATTER).differences is not None

    assert [shown(who) for who in ("writer", "process_admin", "rules_approver", "stranger")] == [
        True,
        True,
        True,
        False,
    ]


def test_who_chose_the_terms_of_a_draft_does_not_consent_to_them(office: ChangeSetOffice) -> None:
    change = office.begin()
    draft = change.draft()
    second = office.people["process_admin_2"]
    save_terms(draft, Terms("", ""), actor=second, tools=office.tools)  # nothing is other than it was
    assert change.page("process_admin_2").rule == ""
    save_terms(draft, Terms("补正期限缩短", "", scope="ALL"), actor=second, tools=office.tools)
    change.submit()
    with pytest.raises(ForbiddenError, match="CHANGE_SET_YOURS"):
        change.consent("process_admin_2")


def test_a_wish_may_be_about_the_parameter_with_the_longest_name(office: ChangeSetOffice) -> None:
    change, target = office.begin(), max(TARGETS, key=len)
    leave_wish(change.id, Asked.VALUE, "改一个值", actor=office.people["writer"], tools=office.tools, target=target)
    (wish,) = change.page().wishes
    assert wish.target == target
