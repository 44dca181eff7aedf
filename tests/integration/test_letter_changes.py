"""Letters that are wrong: put right by two people, and served as they stand from then on (rule A15)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from letter_office import attempt, decide, grant, notices, propose
from office import Office
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.models import Letter, LetterChange, LetterService
from workflow_app.services.letters import get_letter, open_paper, verify_letter
from workflow_app.services.serving import get_serving, list_serving


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def papers(office: Office, letter_id: str) -> list[tuple[int, str, str]]:
    with office.tools.database.read() as unit:
        return [(each.edition, each.form, each.id) for each in unit.letter_changes.papers([letter_id])]


def test_a_corrected_letter_keeps_its_number_and_both_editions(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    before = get_letter(letter_id, actor=office.agent(), tools=office.tools)
    change = propose(office, letter_id, ChangeKind.CORRECT, pairs=[("准予信用修复。", "准予信用修复！")])
    assert notices(office, "LETTER_CHANGE_WAITS") == ["DECIDER", "SECTION_HEAD"]
    assert get_letter(letter_id, actor=office.agent(), tools=office.tools).edition == 1, "nothing holds yet"
    decide(office, change)
    office.work()
    after = get_letter(letter_id, actor=office.agent(), tools=office.tools)
    assert (after.number, after.code, after.edition, after.standing) == (before.number, before.code, 2, "CORRECTED")
    assert (after.status, after.seal, after.changed_on) == ("READY", "SEALED", office.clock.now().date())
    found = papers(office, letter_id)
    assert [(edition, form) for edition, form, _id in found] == [
        (1, "PLAIN"), (1, "SIGNED"), (2, "PLAIN"), (2, "SIGNED"),
    ]  # fmt: skip
    for _edition, _form, paper in found:
        opened = open_paper(paper, actor=office.agent(), tools=office.tools)
        with opened.stream:
            assert opened.stream.read(5) == b"%PDF-"
    assert notices(office, "LETTER_CORRECTED") == [""]
    assert verify_letter(after.code, tools=office.tools).standing == "CORRECTED"
    with pytest.raises(ForbiddenError):
        open_paper(found[0][2], actor=office.people["system_admin"], tools=office.tools)


def test_a_letter_is_corrected_again_and_says_both(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    for words in ("准予信用修复！", "准予信用修复；"):
        decide(office, propose(office, letter_id, ChangeKind.CORRECT, pairs=[("准予信用修复。", words)]))
        office.work()
    with office.tools.database.read() as unit:
        row = unit.session.get_one(Letter, letter_id)
        assert (row.edition, len(row.data["notices"]), row.data["paragraphs"][3].endswith("准予信用修复。")) == (
            3,
            2,
            True,
        )


def test_an_annulled_letter_keeps_its_number_and_is_served_no_more(office: Office) -> None:
    letter_id = grant(office, agreed=False)
    decide(office, propose(office, letter_id, ChangeKind.ANNUL))
    with pytest.raises(ConflictError, match="LETTER_NOT_IN_FORCE"):
        attempt(office, letter_id, Way.DIRECT)
    clerk = office.people["clerk_of_office"]
    waiting = list_serving(actor=clerk, tools=office.tools)[0].items
    assert letter_id not in {each.letter_id for each in waiting}
    assert get_serving(letter_id, actor=clerk, tools=office.tools).status is ServiceStatus.CANCELLED
    view = get_letter(letter_id, actor=clerk, tools=office.tools)
    assert (view.standing, view.changed_on) == ("ANNULLED", office.clock.now().date())
    assert notices(office, "LETTER_ANNULLED") == [""]
    for kind in ChangeKind:
        with pytest.raises(ConflictError, match="LETTER_NOT_IN_FORCE"):
            propose(office, letter_id, kind)


def test_an_annulled_letter_that_was_announced_never_counts_as_served(office: Office) -> None:
    letter_id = grant(office, agreed=False)
    for _ in range(3):
        office.pass_time(days=1)
        attempt(office, letter_id, Way.POST, failed=True)
    attempt(office, letter_id, Way.ANNOUNCED, receiver="")
    decide(office, propose(office, letter_id, ChangeKind.ANNUL))
    office.pass_time(days=40)
    view = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools)
    assert (view.status, view.served_on) == (ServiceStatus.CANCELLED, None)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_letter_issued_anew_has_its_own_number_and_service_and_names_the_old_one(
    office: Office, *, agreed: bool
) -> None:
    letter_id = grant(office, agreed=agreed)
    old = get_letter(letter_id, actor=office.agent(), tools=office.tools)
    decide(office, propose(office, letter_id, ChangeKind.REISSUE, pairs=[("已经改正", "已经全部改正")]))
    office.work()
    with office.tools.database.read() as unit:
        new = unit.session.scalars(select(Letter).where(Letter.replaces_id == letter_id)).one()
        service = unit.session.scalars(select(LetterService).where(LetterService.letter_id == new.id)).one()
        assert "已经全部改正" in str(new.data["paragraphs"])
        assert new.data["replaces"] == old.number
        assert service.status == ("SERVED" if agreed else "PENDING")
        assert (new.sequence, new.seal) == (2, "SEALED")
    gone = get_letter(letter_id, actor=office.agent(), tools=office.tools)
    assert (gone.standing, gone.replaced_by) == ("REPLACED", new.number)
    assert get_letter(new.id, actor=office.agent(), tools=office.tools).replaces == old.number
    status = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools).status
    assert status == (ServiceStatus.SERVED if agreed else ServiceStatus.CANCELLED)


def test_nobody_decides_on_their_own_proposal_and_a_clerk_on_none(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    change = propose(office, letter_id, ChangeKind.ANNUL, who="section_head")
    with pytest.raises(ForbiddenError, match="OWN_PROPOSAL"):
        decide(office, change, who="section_head")
    for who, rule in (("clerk_of_office", "ROLE_NEEDED"), ("first_reviewer", "ROLE_NEEDED")):
        with pytest.raises(ForbiddenError, match=rule):
            decide(office, change, who=who)
    for who in ("first_reviewer", "applicant_b"):
        with pytest.raises(ForbiddenError):
            propose(office, letter_id, ChangeKind.ANNUL, who=who)
    with pytest.raises((NotFoundError, ForbiddenError)):
        propose(office, letter_id, ChangeKind.ANNUL, who="system_admin")


def test_one_change_waits_at_a_time_and_is_decided_once(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    change = propose(office, letter_id, ChangeKind.ANNUL)
    with pytest.raises(ConflictError, match="LETTER_CHANGE_WAITS"):
        propose(office, letter_id, ChangeKind.REISSUE)
    with pytest.raises(InvalidError):
        decide(office, change, approve=False)
    decide(office, change, approve=False, note="文书没有错误")
    assert get_letter(letter_id, actor=office.agent(), tools=office.tools).standing == "IN_FORCE"
    with pytest.raises(ConflictError, match="PROPOSAL_DECIDED"):
        decide(office, change)
    again = propose(office, letter_id, ChangeKind.ANNUL)
    decide(office, again)
    with pytest.raises(ConflictError, match="PROPOSAL_DECIDED"):
        decide(office, again)


def test_what_a_change_lacks_is_said_at_its_field(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    for kind, pairs, reason, field, code in (
        (None, [], "有误", "/kind", "REQUIRED"),
        (ChangeKind.ANNUL, [], " ", "/reason", "REQUIRED"),
        (ChangeKind.ANNUL, [], "长" * 501, "/reason", "TOO_LONG"),
        (ChangeKind.ANNUL, [("本机关", "我局")], "有误", "/was_1", "NOTHING_TO_CORRECT"),
        (ChangeKind.CORRECT, [], "有误", "/was_1", "REQUIRED"),
        (ChangeKind.CORRECT, [("本机关", " ")], "有误", "/now_1", "REQUIRED"),
        (ChangeKind.CORRECT, [("本机关", "我局"), ("没有这句话", "有")], "有误", "/was_2", "NOT_IN_LETTER"),
        (ChangeKind.CORRECT, [("本机关", "本机关")], "有误", "/now_1", "SAME_WORDS"),
        (ChangeKind.CORRECT, [("本机关", "长" * 301)], "有误", "/now_1", "TOO_LONG"),
        (ChangeKind.CORRECT, [("本机关", "我局")] * 11, "有误", "/was_1", "TOO_MANY"),
    ):
        with pytest.raises(InvalidError) as refused:
            propose(office, letter_id, kind, pairs=pairs, reason=reason)
        assert (field, code) in [(each.field, each.code) for each in refused.value.errors]
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(LetterChange)).all() == []


def test_a_letter_for_whose_service_the_case_waits_is_issued_anew_rather_than_annulled(office: Office) -> None:
    letter_id = grant(office, agreed=False)
    with office.tools.database.write() as unit:
        service = unit.letter_services.find(letter_id)
        assert service is not None
        (wait, *_rest) = unit.tasks.open_waits(service.case_id)
        service.message = wait.message
        unit.commit()
    with pytest.raises(RefusedError, match="LETTER_AWAITED"):
        propose(office, letter_id, ChangeKind.ANNUL)
    decide(office, propose(office, letter_id, ChangeKind.REISSUE))
    with office.tools.database.read() as unit:
        new = unit.session.scalars(select(Letter).where(Letter.replaces_id == letter_id)).one()
        taken_over = unit.session.scalars(select(LetterService).where(LetterService.letter_id == new.id)).one()
        assert taken_over.message == wait.message


def test_an_old_page_corrects_no_newer_edition(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    decide(office, propose(office, letter_id, ChangeKind.CORRECT, pairs=[("本机关", "我局")], edition=1))
    with pytest.raises(ConflictError, match="STALE"):
        propose(office, letter_id, ChangeKind.ANNUL, edition=1)
