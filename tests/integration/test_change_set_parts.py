"""What comes into a change set and out of it, and that nothing in it goes a way of its own; on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from change_set_office import DAY, KEY, TERMS, Change, ChangeSetOffice, change_set_office
from matter_drafts import begin as begin_edition
from rule_office import MILDER

from workflow_app.domain.change_sets import Asked, ChangeSetRefusedError, PartKind, SetStatus
from workflow_app.domain.commands.proposals import DecideProposal, ProposeChange
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.proposals import Status
from workflow_app.services.change_set_joining import begin_matter_edition, take_in, take_out
from workflow_app.services.change_set_proposals import propose_in_set
from workflow_app.services.change_set_targets import list_begun, list_targets
from workflow_app.services.change_set_wishes import leave_wish, tick_wish
from workflow_app.services.change_sets import change_terms, discard_set
from workflow_app.services.matter_deciding import confirm_edition, reject_edition
from workflow_app.services.matter_editing import discard_edition, propose_edition
from workflow_app.services.matter_editing import take_back as take_edition_back
from workflow_app.services.process_confirming import (
    Terms,
    confirm_draft,
    give_back_draft,
    submit_draft,
    take_back_draft,
)
from workflow_app.services.process_drafting import begin_draft, discard_draft
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.services.proposals import decide, withdraw


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        yield made


def part_of(change: Change, kind: PartKind) -> str:
    return next(each.id for each in change.page().parts if each.kind is kind)


def test_no_part_goes_a_way_of_its_own(office: ChangeSetOffice) -> None:
    change, tools = office.whole(), office.tools
    draft, proposal, edition = (part_of(change, each) for each in PartKind)
    author, second, writer, head = (office.people[n] for n in ("process_admin", "process_admin_2", "writer", "head"))
    decision = DecideProposal(proposal, approve=True)
    before: list[Callable[[], object]] = [
        lambda: submit_draft(draft, Terms("x"), seen=2, actor=author, tools=tools),
        lambda: publish_alone(draft, Terms("x"), "It is urgent", seen=2, actor=author, tools=tools),
        lambda: discard_draft(draft, actor=author, tools=tools),
        lambda: decide(decision, actor=office.approver, tools=tools),
        lambda: withdraw(proposal, actor=office.proposer, tools=tools),
        lambda: propose_edition(edition, version=2, actor=writer, tools=tools),
        lambda: discard_edition(edition, actor=writer, tools=tools),
    ]
    after: list[Callable[[], object]] = [
        lambda: take_back_draft(draft, actor=author, tools=tools),
        lambda: give_back_draft(draft, "Not like this", seen=3, actor=second, tools=tools),
        lambda: confirm_draft(draft, seen=3, actor=second, tools=tools),
        lambda: take_edition_back(edition, actor=writer, tools=tools),
        lambda: confirm_edition(edition, version=3, actor=head, tools=tools),
        lambda: reject_edition(edition, "Not like this", version=3, actor=head, tools=tools),
    ]
    for act in before:
        with pytest.raises(ConflictError, match="IN_CHANGE_SET"):
            act()
    change.submit()
    for act in after:
        with pytest.raises(ConflictError, match="IN_CHANGE_SET"):
            act()
    assert change.statuses() == [("PROCESS", "SUBMITTED"), ("RULE", "PROPOSED"), ("MATTER", "PROPOSED")]


def test_what_is_being_written_comes_in_and_goes_out_again(office: ChangeSetOffice) -> None:
    change, other, tools = office.begin(), office.begin(title="另一项修改"), office.tools
    author, writer = office.people["process_admin"], office.people["writer"]
    draft = begin_draft(KEY, "A letter", actor=author, tools=tools)
    edition = begin_edition(office).id
    assert {each.where for each in list_begun(actor=author, tools=tools)} == {draft}
    assert {each.where for each in list_begun(actor=writer, tools=tools)} == {edition}
    for _click in range(2):
        take_in(change.id, PartKind.PROCESS, draft, actor=author, tools=tools)
        take_in(change.id, PartKind.MATTER, edition, actor=writer, tools=tools)
    assert change.statuses() == [("PROCESS", "OPEN"), ("MATTER", "DRAFT")]
    assert list_begun(actor=author, tools=tools) == ()
    with pytest.raises(ConflictError, match="IN_CHANGE_SET"):
        take_in(other.id, PartKind.PROCESS, draft, actor=author, tools=tools)
    second = begin_draft(KEY, "Another letter", actor=author, tools=tools)
    with pytest.raises(ConflictError, match="PART_TWICE"):
        take_in(change.id, PartKind.PROCESS, second, actor=author, tools=tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        take_out(change.id, PartKind.MATTER, edition, actor=author, tools=tools)
    take_out(change.id, PartKind.PROCESS, draft, actor=author, tools=tools)
    take_out(change.id, PartKind.MATTER, edition, actor=writer, tools=tools)
    with pytest.raises(NotFoundError, match="PART_GONE"):
        take_out(change.id, PartKind.PROCESS, draft, actor=author, tools=tools)
    assert change.statuses() == []
    discard_draft(draft, actor=author, tools=tools)


def test_a_proposal_taken_out_is_withdrawn_and_nothing_is_answered_twice(office: ChangeSetOffice) -> None:
    change = office.begin()
    proposal = change.proposal()
    with pytest.raises(RefusedError, match="PART_TWICE"):
        change.proposal(value="6")
    change.proposal(key="repair.first_review_wd")
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        change.proposal("process_admin", value="6")
    with pytest.raises(InvalidError):
        change.proposal(key="repair.site_visit_wd", value="a few")
    take_out(change.id, PartKind.RULE, proposal, actor=office.proposer, tools=office.tools)
    assert office.proposal(proposal).status == Status.WITHDRAWN
    change.proposal(value="6")
    assert len(change.page().parts) == 2


def test_a_matter_opened_elsewhere_is_taken_in_where_it_is_asked_for(office: ChangeSetOffice) -> None:
    change, writer, tools = office.begin(), office.people["writer"], office.tools
    begun = begin_edition(office)
    offered = [each for each in list_targets(Asked.MATERIAL, actor=writer, tools=tools) if each.kind is PartKind.MATTER]
    assert offered
    with tools.database.read() as unit:
        matter = unit.matters.get_edition(begun.id).matter_id
    assert begin_matter_edition(change.id, matter, actor=writer, tools=tools) == begun.id
    begun_again = office.begin(title="另一项修改")
    with pytest.raises(ConflictError, match="IN_CHANGE_SET"):
        begin_matter_edition(begun_again.id, matter, actor=writer, tools=tools)


def test_what_touches_records_is_weighed_before_it_is_submitted(office: ChangeSetOffice) -> None:
    change = office.begin()
    given = {name: text for name, text in MILDER.items() if name not in {"valid_from", "origin", "reason"}}
    command = ProposeChange("CLASS_RULE", given)
    propose_in_set(change.id, command, actor=office.proposer, tools=office.tools)
    with pytest.raises(ChangeSetRefusedError) as early:
        change.submit("rules_proposer")
    assert [each.code for each in early.value.findings] == ["STILL_WEIGHED"]
    office.work()
    later = replace(TERMS, effective_on=date(2026, 10, 20))
    change_terms(change.id, later, None, seen=change.seen(), actor=office.proposer, tools=office.tools)
    with pytest.raises(ChangeSetRefusedError):
        change.submit("rules_proposer")
    office.work()
    change.submit("rules_proposer")
    assert change.consent("rules_approver") is SetStatus.CONFIRMED
    (part,) = change.page().parts
    assert office.proposal(part.id).content["valid_from"] == "2026-10-20"


def test_a_set_given_up_lets_its_parts_go_on(office: ChangeSetOffice) -> None:
    change = office.whole()
    draft, proposal, edition = (part_of(change, each) for each in PartKind)
    with pytest.raises(ForbiddenError, match="CHANGE_SET_NOT_YOURS"):
        discard_set(change.id, actor=office.people["process_admin_2"], tools=office.tools)
    discard_set(change.id, actor=office.people["process_admin"], tools=office.tools)
    assert change.page().line.status is SetStatus.DISCARDED
    assert office.proposal(proposal).status == Status.WITHDRAWN
    with office.tools.database.read() as unit:
        assert unit.process_drafts.get(draft).change_set_id is None
        assert unit.matters.get_edition(edition).change_set_id is None
    with pytest.raises(ConflictError, match="CHANGE_SET_CLOSED"):
        change.proposal()


def test_a_wish_is_ticked_off_by_its_author_or_by_who_can_answer_it(office: ChangeSetOffice) -> None:
    change, tools = office.begin(), office.tools
    author, writer = office.people["process_admin"], office.people["writer"]
    for _click in range(2):
        leave_wish(change.id, Asked.VALUE, "5 instead of 10", actor=author, tools=tools)
    leave_wish(change.id, Asked.LETTER, "Say so in the letter", actor=writer, tools=tools)
    first, second = (each.id for each in change.page().wishes)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        tick_wish(change.id, first, actor=writer, tools=tools)
    tick_wish(change.id, first, actor=office.proposer, tools=tools)
    tick_wish(change.id, second, actor=writer, tools=tools)
    assert [each.answered_by for each in change.page().wishes] == ["rules_proposer", "writer"]
    for text in (" ", "x" * 1001):
        with pytest.raises(InvalidError):
            leave_wish(change.id, Asked.VALUE, text, actor=author, tools=tools)
    assert TERMS.effective_on == DAY
