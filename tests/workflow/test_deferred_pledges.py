"""A promise to bring documents is a pledge: signed with the acceptance, kept when all is there, else a breach."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deferral_story import AGREE, CONTRACT, DISAGREE, GRANT, REFUSE, SUBJECT, VEHICLES, DeferralOffice, at
from inlet_acts import change
from publicity_modes import set_parameter

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.pledges import Allegation
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.inlets import BreachKind, SubjectStatus
from workflow_app.models import Case, DueWork, Letter, Pledge, PledgeBreach, PledgeItem, Record
from workflow_app.services.audit_verify import verify
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.deferred_breach import DEFERRED_BREACH
from workflow_app.services.pledge_archive import get_file, list_own
from workflow_app.services.pledges import get_pledge, search_pledges
from workflow_app.services.withdrawals import withdraw_case

END_OF_GRACE = at(11, 6, 0, 0)
"""The first instant too late (S11)."""


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def pledge(office: DeferralOffice) -> Pledge:
    with office.tools.database.read() as unit:
        return unit.session.query(Pledge).filter_by(case_id=office.case_id).one()


def promised(office: DeferralOffice) -> list[PledgeItem]:
    with office.tools.database.read() as unit:
        return list(unit.pledges.items_of([pledge(office).id]))


def breaches(office: DeferralOffice) -> list[PledgeBreach]:
    with office.tools.database.read() as unit:
        return list(unit.session.query(PledgeBreach))


def withdraw(office: DeferralOffice) -> None:
    command = WithdrawCase(office.case_id, "项目取消")
    withdraw_case(command, actor=office.people["applicant_s"], tools=office.tools)


def returned(office: DeferralOffice, **wanted: object) -> None:
    """Let everything pass until the application is returned, and hold what comes of it."""
    office.accept(**wanted)
    office.do("first_reviewer", **AGREE)
    office.at(at(11, 5, 23, 59, 59))
    office.clock.instant = END_OF_GRACE


def test_the_acceptance_signs_a_pledge_that_its_archive_and_everybody_reads(office: DeferralOffice) -> None:
    office.submit(later=(CONTRACT, VEHICLES))
    assert list_own(actor=office.people["applicant_s"], tools=office.tools) == (), "nothing before the acceptance"
    office.do("intake", acceptance="ACCEPT")
    (line,) = list_own(actor=office.people["applicant_s"], tools=office.tools)
    assert (line.kind, line.status, line.title) == ("DEFERRED_MATERIAL", "IN_FULFILMENT", "建筑垃圾处置核准")
    (shown,) = search_pledges("", tools=office.tools, kind="DEFERRED_MATERIAL").items
    read = get_pledge(shown.id, tools=office.tools)
    assert [(each.due_on.isoformat(), each.checkable) for each in read.promised if each.due_on] == [
        ("2026-10-09", True),
        ("2026-10-09", True),
    ]
    assert {each.key for each in read.items} == {"VOLUNTARY", "ON_TIME", "SUSPENSION", "RECORD"}
    assert read.signer == "常*"
    assert "补交材料" in read.promised[0].text_zh
    assert "Bring the document" in read.promised[0].text_en
    assert verify(office.tools) == ()


def test_an_authority_that_keeps_such_promises_in_the_archive_publishes_none(office: DeferralOffice) -> None:
    set_parameter(office.tools, "pledge.deferred_publicity", "ARCHIVE")
    office.accept()
    assert search_pledges("", tools=office.tools).items == []
    (line,) = list_own(actor=office.people["applicant_s"], tools=office.tools)
    assert (line.status, line.published_at) == ("IN_FULFILMENT", None)


def test_what_is_brought_is_kept_and_a_late_one_is_marked(office: DeferralOffice) -> None:
    office.accept(later=(CONTRACT, VEHICLES))
    office.do("first_reviewer", **AGREE)
    office.supply(CONTRACT)
    office.check(**{CONTRACT: "RIGHT"})
    assert [(each.result, each.is_late) for each in promised(office)] == [("FULFILLED", False), (None, False)]
    assert pledge(office).status == "IN_FULFILMENT"
    office.at(at(10, 12))
    office.supply(VEHICLES)
    office.check(**{VEHICLES: "RIGHT"})
    assert [(each.result, each.is_late) for each in promised(office)] == [("FULFILLED", False), ("FULFILLED", True)]
    assert pledge(office).status == "FULFILLED"
    assert office.do("decider", **GRANT).state == "GRANTED"
    file = get_file(pledge(office).id, actor=office.people["applicant_s"], tools=office.tools)
    assert [each.is_late for each in file.items] == [False, True]
    assert breaches(office) == []


def test_the_end_of_grace_opens_a_breach_that_is_heard_before_anything_is_on_record(office: DeferralOffice) -> None:
    returned(office)
    office.work()
    (breach,) = breaches(office)
    assert (breach.kind, breach.status, breach.code, breach.alleged_by) == (
        "NON_PERFORMANCE", "ALLEGED", "NOT_SUPPLIED", SERVICE.id,
    )  # fmt: skip
    assert (breach.facts, breach.evidence) == ("", "")
    assert breach.item_id == promised(office)[0].id
    assert (pledge(office).status, promised(office)[0].result) == ("BREACH_ALLEGED", "NOT_FULFILLED")
    with office.tools.database.read() as unit:
        hearing = unit.session.get_one(Case, breach.case_id)
        assert (hearing.state, hearing.status) == ("BREACH_ALLEGED", "RUNNING")
        notice = unit.session.query(Letter).filter_by(case_id=breach.case_id, kind="T15_NOTICE").one().data
        assert unit.session.query(Record).filter_by(kind="BREACH").count() == 0
    said, english = " ".join(notice["paragraphs"]), " ".join(notice["english"]["paragraphs"])
    for each in ("合同", "2026年11月5日", str(office.case_row().number)):
        assert each in said
    assert "last day, 5 November 2026" in english
    assert "{" not in said + english
    (shown,) = search_pledges("", tools=office.tools).items
    assert shown.status == "IN_FULFILMENT", "nobody is shown as dishonest before notice and hearing"
    assert office.notices_for(Role.CREDIT_OFFICE) == ["DEFERRED_NOT_KEPT"]


def test_several_documents_that_are_missing_are_one_breach_of_the_whole(office: DeferralOffice) -> None:
    returned(office, later=(CONTRACT, VEHICLES))
    office.work()
    (breach,) = breaches(office)
    assert breach.item_id is None
    assert len(breach.said["materials"]) == len(breach.said["materials_en"]) == 2  # type: ignore[index] # a process said it


def test_killed_between_the_lapse_and_the_breach_it_is_done_again_and_opens_one_only(office: DeferralOffice) -> None:
    returned(office)
    office.work()
    with office.tools.database.write() as unit:
        row = unit.session.query(DueWork).filter_by(kind="deferred_breach").one()
        assert row.status == "DONE"
        for _ in range(2):  # as after a crash that left the work undone
            DEFERRED_BREACH.record(unit, row, None, office.tools)
            unit.flush()
        unit.commit()
    assert len(breaches(office)) == 1
    assert office.notices_for(Role.CREDIT_OFFICE) == ["DEFERRED_NOT_KEPT"]
    assert verify(office.tools) == ()


def test_a_kill_before_the_breach_is_written_leaves_nothing_of_it_and_the_work_to_be_done(
    office: DeferralOffice,
) -> None:
    returned(office)
    broken = replace(office.tools, operations={**office.tools.operations, "breach/register": _die})
    whole, office.tools = office.tools, broken
    office.work()
    assert (office.case_row().state, breaches(office)) == ("RETURNED", [])
    office.tools = whole
    with office.tools.database.write() as unit:
        row = unit.session.query(DueWork).filter_by(kind="deferred_breach").one()
        assert row.status != "DONE"
        DEFERRED_BREACH.record(unit, row, None, office.tools)
        unit.commit()
    assert len(breaches(office)) == 1


def _die(*_: object) -> dict[str, object]:
    raise SystemError


def test_a_withdrawn_application_owes_nothing_and_opens_no_breach(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 20))
    assert office.seen().state == "GRACE"
    withdraw(office)
    assert pledge(office).status == "WITHDRAWN"
    office.at(at(11, 20))
    assert breaches(office) == []
    assert search_pledges("", tools=office.tools).items == []


def test_a_promise_that_was_kept_stays_kept_when_the_application_is_withdrawn(office: DeferralOffice) -> None:
    office.accept()
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    withdraw(office)
    assert pledge(office).status == "FULFILLED"


def test_nothing_is_heard_of_a_party_that_is_gone_after_the_lapse(office: DeferralOffice) -> None:
    returned(office)
    change(office, SUBJECT, SubjectStatus.DEREGISTERED)
    office.work()
    office.pass_time(minutes=5)
    assert breaches(office) == []
    assert pledge(office).status == "WITHDRAWN"


def test_a_refusal_frees_of_the_promise_and_is_no_breach(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **DISAGREE)
    assert office.do("decider", **REFUSE).state == "REFUSED"
    assert (pledge(office).status, breaches(office)) == ("WITHDRAWN", [])


def test_what_was_wrong_for_good_is_not_kept_and_left_to_the_credit_office(office: DeferralOffice) -> None:
    office.accept()
    for _ in range(2):
        office.supply()
        office.check(**{CONTRACT: "WRONG"})
    assert office.seen().state == "DA_TERMINATED"
    assert (promised(office)[0].result, pledge(office).status, breaches(office)) == (
        "NOT_FULFILLED",
        "IN_FULFILMENT",
        [],
    )


def test_what_was_wrong_after_its_day_is_no_lapse_either_and_a_person_may_allege_a_breach(
    office: DeferralOffice,
) -> None:
    office.accept(days="5")
    office.at(at(10, 12))
    office.supply()
    office.check(**{CONTRACT: "WRONG"})
    assert office.seen().state == "DA_TERMINATED"
    office.at(at(12, 1))
    assert breaches(office) == []
    command = Allegation(pledge(office).id, BreachKind.NON_PERFORMANCE, "补交的合同系变造。", "鉴定意见第3号")
    allege_breach(command, actor=office.hire("credit_office", Role.CREDIT_OFFICE), tools=office.tools)
    assert [each.status for each in breaches(office)] == ["ALLEGED"]


def test_a_document_of_the_very_second_after_the_last_is_not_taken_before_the_return_is_written(
    office: DeferralOffice,
) -> None:
    returned(office)
    file = office.paper(f"material_{CONTRACT}")
    office.forget_compiled()
    with pytest.raises(RefusedError, match="SUPPLY_OVER"):
        office.hand_in(CONTRACT, file)
    office.work()
    assert office.seen().state == "RETURNED"
    assert len(breaches(office)) == 1
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        office.hand_in(CONTRACT, file)


def test_a_document_of_the_last_second_is_looked_at_and_no_breach_is_opened(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(11, 5, 23, 59, 59))
    office.paper(f"material_{CONTRACT}")
    office.at(at(11, 7))
    assert (office.items()[CONTRACT].status, breaches(office)) == ("ARRIVED", [])
    assert office.check(**{CONTRACT: "RIGHT"}).state == "DECISION"
    assert pledge(office).status == "FULFILLED"
