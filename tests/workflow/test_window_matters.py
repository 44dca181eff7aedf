"""Each of the three ways from the service window to acceptance: typed, signed on paper, handed in, taken on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from approval_office import CLEAN, URBAN, WASTE, ApprovalOffice
from deferral_story import CONTRACT, VEHICLES, WASHING, DeferralOffice
from matter_at_window import PERSON, Counter
from pledge_story import ECOLOGY, EIA, EcologyOffice
from statement_counts import counted

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.deferral import EnterArrival
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.commands.window import ApplyAtWindow, AtCounter, TakeToWindow
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.matters import Supply, Way
from workflow_app.models import Case, GateResult, Pledge, Signature, WindowFiling
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.supplying import enter_arrival
from workflow_app.services.window_finding import subject_at_window
from workflow_app.services.window_joining import online_draft, take_to_window
from workflow_app.services.window_matters import matter_at_window
from workflow_app.services.window_opening import open_at_window
from workflow_app.services.window_views import window_case

DENIED = "91410122MA3X0A0186"
"""B of the story: fines are on record, so the easier ways are closed to it."""


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    with closing(ApprovalOffice.with_sample(database_url, tmp_path)) as made:
        yield made


def rows(counter: Counter, kind: type) -> list[object]:
    with counter.tools.database.read() as unit:
        return list(unit.session.query(kind).all())


def test_the_ordinary_way_from_the_counter_to_acceptance(office: ApprovalOffice) -> None:
    counter = Counter(office)
    case_id = counter.begin(Way.ORDINARY, WASTE, URBAN)
    draft = window_case(case_id, actor=counter.clerk, tools=counter.tools).draft
    assert draft is not None
    assert draft.values["signer_name"] == PERSON.name, "what the counter knows already"
    case = counter.file(case_id)
    assert (case.number, case.state) == ("审批-2026-0001", "SUBMITTED")
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert case.tasks[0].key == "review_application"
    (letter,) = [each for each in counter.seen(case_id).letters if each.kind == "T09_ACCEPT"]
    assert (letter.service, letter.way) == ("PENDING", None), "nobody agreed to letters by electronic way"
    owner = get_case(case_id, actor=office.agent(CLEAN, "owner"), tools=office.tools)
    assert owner.at_window
    assert [each.way for each in owner.signatures] == ["PAPER_COUNTER"]


def test_letters_go_out_electronically_where_that_was_agreed_to(office: ApprovalOffice) -> None:
    counter = Counter(office)
    case = counter.file(counter.begin(Way.ORDINARY, WASTE, URBAN), electronic_service_consent=True)
    office.complete(case, "intake", acceptance="ACCEPT")
    (letter,) = counter.seen(case.id).letters
    assert letter.way == "ELECTRONIC"


def test_the_way_by_pledge_prints_the_notice_before_the_pledge_is_signed(database_url: str, tmp_path: Path) -> None:
    with closing(EcologyOffice.ready(database_url, tmp_path)) as office:
        counter = Counter(office)
        case = counter.file(counter.begin(Way.PLEDGE, EIA, ECOLOGY))
        assert case.state == "NOTIFIED"
        assert [each.kind for each in counter.seen(case.id).letters] == ["T03_NOTICE"]
        with pytest.raises(ConflictError) as refused:
            counter.hand_in(case.id)
        assert refused.value.code == "SHEET_NOT_SIGNED", "what was signed for the application is no pledge"
        counter.fill_in(case.id, notice_read=[])
        draft = window_case(case.id, actor=counter.clerk, tools=counter.tools).draft
        assert draft is not None
        assert {each.field for each in draft.wrong} >= {"/values/notice_read"}
        case = counter.file(case.id, signer_role="LEGAL_REPRESENTATIVE", signer_name=PERSON.name)
        assert case.state == "PLEDGED"
        assert len(rows(counter, Pledge)) == 1
        assert {each.way for each in rows(counter, Signature)} == {"PAPER_COUNTER"}
        case = office.complete(counter.seen(case.id), "eco_intake", acceptance="ACCEPT")
        case = office.complete(case, "eco_decider", decision="GRANT")
        assert case.status == "RUNNING", "it is checked later"


def test_with_documents_to_follow_the_counter_takes_in_what_arrives(database_url: str, tmp_path: Path) -> None:
    with closing(DeferralOffice.ready(database_url, tmp_path)) as office:
        counter = Counter(office)
        case_id = office.case_id = counter.begin(Way.DEFERRED, WASTE, URBAN)
        later = {f"has_{CONTRACT}": "LATER", f"reason_{CONTRACT}": "合同正在盖章。", "requested_wd": "10"}
        now = {f"has_{key}": "NOW" for key in (VEHICLES, WASHING)}
        files = {f"material_{key}": counter.upload(case_id, f"material_{key}") for key in (VEHICLES, WASHING)}
        case = counter.file(case_id, **later, **now, **files)
        assert case.open_deferrable == 1
        office.complete(counter.seen(case_id), "intake", acceptance="ACCEPT")
        assert counter.seen(case_id).state == "DA_ACCEPTED"
        office.clock.instant = office.clock.instant.replace(hour=15)
        command = EnterArrival(case_id, CONTRACT, Supply.COUNTER, office.clock.now())
        enter_arrival(command, actor=counter.clerk, tools=office.tools)
        (item,) = office.items().values()
        assert (item.status, item.channel, item.is_late) == ("ARRIVED", "COUNTER", False)


def test_what_cannot_be_begun_is_refused_by_its_rule_and_nothing_is_left(office: ApprovalOffice) -> None:
    counter = Counter(office, uscc=DENIED)
    for way, authority, matter, error, code in (
        (Way.DEFERRED, URBAN, WASTE, RefusedError, None),
        (Way.ORDINARY, ECOLOGY, EIA, NotFoundError, "MATTER_UNKNOWN"),
        (Way.ORDINARY, "NOBODY", WASTE, NotFoundError, "MATTER_UNKNOWN"),
        (Way.ORDINARY, URBAN, "NO_SUCH", NotFoundError, "MATTER_UNKNOWN"),
        ("credit_repair", URBAN, WASTE, InvalidError, None),
        ("", URBAN, WASTE, InvalidError, None),
    ):
        with pytest.raises(error) as refused:
            counter.begin(way, matter, authority)
        assert code in (None, refused.value.code)
    assert rows(counter, Case) == rows(counter, WindowFiling) == []
    assert len(rows(counter, GateResult)) == 1, "what the gate refused is kept"
    counter.begin(Way.ORDINARY, WASTE, URBAN)


def test_who_is_gone_or_not_among_the_applicants_hears_why(office: ApprovalOffice) -> None:
    counter = Counter(office)
    with counter.tools.database.write() as unit:
        unit.subjects.get(counter.subject_id).status = "DEREGISTERED"
        unit.commit()
    asked = matter_at_window(counter.subject_id, URBAN, WASTE, actor=counter.clerk, tools=counter.tools)
    assert asked.rule == "APPLICANT_GONE"
    with pytest.raises(RefusedError) as refused:
        counter.begin(Way.ORDINARY, WASTE, URBAN)
    assert refused.value.code == "APPLICANT_GONE"


def test_nobody_begins_for_an_enterprise_they_act_for(office: ApprovalOffice) -> None:
    counter = Counter(office)
    mine = office.agent(CLEAN, "owner")
    both = type(mine)(counter.clerk.id, "both", counter.clerk.grants | mine.grants, mine.subject_ids)
    command = ApplyAtWindow(counter.subject_id, URBAN, WASTE, Way.ORDINARY, PERSON)
    with pytest.raises(ForbiddenError) as refused:
        open_at_window(command, actor=both, tools=office.tools)
    assert refused.value.code == "CONFLICT_OF_INTEREST"


def test_who_filed_does_not_accept_it(office: ApprovalOffice) -> None:
    counter = Counter(office)
    case = counter.file(counter.begin(Way.ORDINARY, WASTE, URBAN))
    intake = office.people["intake"]
    both = type(intake)(counter.clerk.id, "both", intake.grants)
    (task,) = case.tasks
    with pytest.raises(ForbiddenError) as refused:
        complete_task(CompleteTask(task.id, {"acceptance": "ACCEPT"}), actor=both, tools=office.tools)
    assert refused.value.code == "SOD_VIOLATION"


def test_the_owner_goes_on_online_with_what_the_window_began(office: ApprovalOffice) -> None:
    counter = Counter(office)
    case_id = counter.begin(Way.ORDINARY, WASTE, URBAN)
    counter.fill_in(case_id)
    owner = office.agent(CLEAN, "owner")
    draft = window_case(case_id, actor=counter.clerk, tools=counter.tools).draft
    assert draft is not None
    view = complete_task(CompleteTask(draft.task_id, dict(draft.values)), actor=owner, tools=office.tools)
    assert view.state == "SUBMITTED"
    with pytest.raises(ConflictError) as refused:
        counter.hand_in(case_id)
    assert refused.value.code == "NOTHING_TO_SIGN"


def test_the_window_goes_on_with_a_draft_that_was_begun_online(office: ApprovalOffice) -> None:
    counter, second = Counter(office), Counter(office, "second")
    case = office.begin("ordinary_approval")
    (line,) = subject_at_window(counter.subject_id, actor=counter.clerk, tools=office.tools).cases
    assert (line.at_window, line.may_join) == (False, True)
    with pytest.raises(NotFoundError):
        window_case(case.id, actor=counter.clerk, tools=office.tools)
    assert online_draft(case.id, actor=counter.clerk, tools=office.tools).case.id == case.id
    take_to_window(TakeToWindow(case.id, PERSON), actor=counter.clerk, tools=office.tools)
    other = AtCounter("周一鸣", "AGENT", "PASSPORT", "13911112222", office.clock.now().date())
    take_to_window(TakeToWindow(case.id, other), actor=second.clerk, tools=office.tools)
    found = window_case(case.id, actor=second.clerk, tools=office.tools)
    assert found.person.name == PERSON.name, "a colleague was faster"
    view = counter.file(case.id)
    assert view.state == "SUBMITTED"
    said = [each.action for each in case_history(case.id, actor=office.people["applicant"], tools=office.tools)]
    assert said.count("window.joined") == 1


def test_only_a_draft_of_its_own_is_gone_on_with(office: ApprovalOffice) -> None:
    counter = Counter(office)
    stranger = office.hire("elsewhere", Role.INTAKE)
    case = office.begin("ordinary_approval")
    with pytest.raises(NotFoundError):
        take_to_window(TakeToWindow(case.id, PERSON), actor=stranger, tools=office.tools)
    with counter.tools.database.write() as unit:
        unit.cases.get(case.id).case.channel = "CREDIT_CHINA"
        unit.commit()
    with pytest.raises(ConflictError) as refused:
        take_to_window(TakeToWindow(case.id, PERSON), actor=counter.clerk, tools=office.tools)
    assert refused.value.code == "DRAFT_GOES_ELSEWHERE"
    whole = office.begin("ordinary_approval")
    office.hand_in(whole)
    with pytest.raises(ConflictError) as refused:
        take_to_window(TakeToWindow(whole.id, PERSON), actor=counter.clerk, tools=office.tools)
    assert refused.value.code == "DRAFT_HANDED_IN"


def test_what_the_window_shows_costs_as_much_with_many_cases(office: ApprovalOffice) -> None:
    counter = Counter(office)

    def cost() -> int:
        with counted(office.tools.database.engine) as seen:
            matter_at_window(counter.subject_id, URBAN, WASTE, actor=counter.clerk, tools=office.tools)
            subject_at_window(counter.subject_id, actor=counter.clerk, tools=office.tools)
        return len(seen)

    counter.begin(Way.ORDINARY, WASTE, URBAN)
    cost()
    first = cost()
    for _ in range(4):
        open_case(
            OpenCase("ordinary_approval", CLEAN, {"authority": URBAN, "matter": WASTE}),
            actor=office.agent(CLEAN, "owner"),
            tools=office.tools,
        )
    cost()
    assert cost() == first
