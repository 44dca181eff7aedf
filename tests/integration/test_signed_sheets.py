"""The approval sheet of a case and the signed ones that come back, through the services, on both databases."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from office import PDF, Office
from repair_detours import REFUSE, VERIFY

from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.commands.appointments import Appoint, AppointmentFilter
from workflow_app.domain.commands.approval_sheets import RegisterSheet
from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.services.access import disable_account
from workflow_app.services.appointing import appoint
from workflow_app.services.appointment_views import list_appointments
from workflow_app.services.approval_sheets import get_sheet
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.signed_sheets import list_signed_sheets, open_signed_sheet, register_sheet
from workflow_app.services.views import CaseView

AGREED = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
CLERK = "clerk_of_office"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("head", Role.SECTION_HEAD)
    made.hire("trainer", Role.TRAINER)
    if CLERK not in made.people:
        made.hire(CLERK, Role.CLERK_OF_OFFICE)
    yield made
    made.close()


def decided(office: Office) -> CaseView:
    """Bring a case to its refusal."""
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    return office.complete(case, "decider", **REFUSE)


def asked(office: Office, case: CaseView, **changed: object) -> RegisterSheet:
    said: dict[str, object] = {
        "case_id": case.id,
        "number": str(case.number).replace("-", " "),
        "signer_id": office.people["decider"].id,
        "signed_on": office.clock.now().date(),
        "proof": Proof("审批表.pdf", "application/pdf", io.BytesIO(PDF)),
    }
    return RegisterSheet(**(said | changed))  # type: ignore[arg-type] # of a test


def register(office: Office, case: CaseView, *, who: str = CLERK, **changed: object) -> str:
    return register_sheet(asked(office, case, **changed), actor=office.people[who], tools=office.tools)


def wrong(office: Office, case: CaseView, **changed: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidError) as refused:
        register(office, case, **changed)
    return [(each.field, each.code) for each in refused.value.errors]


def test_the_sheet_of_an_open_case_tells_what_was_said_and_what_is_still_to_come(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **VERIFY)
    sheet = get_sheet(case.id, actor=office.people["decider"], tools=office.tools)
    assert (sheet.opinions[-1].element, sheet.opinions[-1].by) == ("review_first", "first_reviewer")
    assert [each.by for each in sheet.handed_in] == ["applicant_b"]
    assert [sheet.to_come[0].element, sheet.to_come[-1].element] == ["verify_site", "decide_repair"]
    assert sheet.address.endswith(f"/desk/cases/{case.id}/sheet")


def test_when_it_is_decided_nothing_is_left_to_come_and_the_decider_signed_last(office: Office) -> None:
    case = decided(office)
    sheet = get_sheet(case.id, actor=office.people["head"], tools=office.tools)
    assert sheet.to_come == ()
    assert (sheet.opinions[-1].element, sheet.opinions[-1].by) == ("decide_repair", "decider")


def test_who_was_appointed_and_why_stands_on_the_sheet(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREED)
    disable_account("second_reviewer", tools=office.tools)
    office.work()
    head = office.people["head"]
    (view,) = list_appointments(AppointmentFilter(), actor=head, tools=office.tools)[0].items
    why = "复审人员均已离岗，由宣教科周敏承担。"
    appoint(Appoint(view.id, office.people["trainer"].id, why), actor=head, tools=office.tools)
    office.complete(get_case(case.id, actor=head, tools=office.tools), "trainer", second_opinion="AGREE")
    (each,) = get_sheet(case.id, actor=office.people["decider"], tools=office.tools).case.appointments
    assert (each.name, each.reason, each.made_by) == ("trainer", why, "head")


def test_the_applicant_strangers_and_who_acts_for_the_enterprise_read_no_sheet(office: Office) -> None:
    case = decided(office)
    sheet_id = register(office, case)
    agent = office.agent()
    stranger = office.hire("elsewhere")
    elsewhere = replace(stranger, grants=frozenset({Grant(Role.DECIDER, "another authority")}))
    both = replace(agent, grants=agent.grants | office.people["decider"].grants)
    for who, refusal in ((agent, ForbiddenError), (elsewhere, NotFoundError), (both, ForbiddenError)):
        for act in (get_sheet, list_signed_sheets):
            with pytest.raises(refusal):
                act(case.id, actor=who, tools=office.tools)
        with pytest.raises(refusal):
            open_signed_sheet(sheet_id, actor=who, tools=office.tools)


def test_a_registered_sheet_names_scan_signer_day_and_clerk_and_stands_in_the_history(office: Office) -> None:
    case = decided(office)
    sheet_id = register(office, case)
    decider = office.people["decider"]
    (sheet,) = list_signed_sheets(case.id, actor=decider, tools=office.tools).sheets
    assert (sheet.id, sheet.signer, sheet.entered_by, sheet.filename) == (sheet_id, "decider", CLERK, "审批表.pdf")
    assert sheet.signed_on == office.clock.now().date()
    with open_signed_sheet(sheet_id, actor=decider, tools=office.tools)[1] as stream:
        assert stream.read() == PDF
    last = case_history(case.id, actor=decider, tools=office.tools)[-1]
    assert (last.action, last.actor_name, last.data["signer"]) == ("case.sheet_registered", CLERK, "decider")
    with office.tools.database.read() as unit:
        assert unit.documents.blobs_named([unit.session.connection().exec_driver_sql(
            "SELECT sha256 FROM signed_sheet").scalar_one()])  # fmt: skip


def test_the_applicant_sees_no_trace_of_it(office: Office) -> None:
    case = decided(office)
    before = get_case(case.id, actor=office.agent(), tools=office.tools)
    register(office, case)
    after = get_case(case.id, actor=office.agent(), tools=office.tools)
    assert after.documents == before.documents
    told = case_history(case.id, actor=office.agent(), tools=office.tools)
    assert "case.sheet_registered" not in [each.action for each in told]


def test_only_a_clerk_of_the_office_registers_and_not_what_they_signed_themselves(office: Office) -> None:
    case = decided(office)
    for who in ("decider", "head", "first_reviewer", "intake"):
        with pytest.raises(ForbiddenError):
            register(office, case, who=who)
    office.hire("clerk_and_head", Role.CLERK_OF_OFFICE, Role.SECTION_HEAD)
    own = {"who": "clerk_and_head", "signer_id": office.people["clerk_and_head"].id}
    assert wrong(office, case, **own) == [("/signer_id", "SIGNED_ONESELF")]
    offered = list_signed_sheets(case.id, actor=office.people["clerk_and_head"], tools=office.tools)
    assert "clerk_and_head" not in [name for _id, name in offered.signers]
    assert list_signed_sheets(case.id, actor=office.people["decider"], tools=office.tools).signers == ()


def test_what_is_missing_or_cannot_be_is_told_field_by_field(office: Office) -> None:
    case = decided(office)
    nothing = {"number": "", "signer_id": "", "signed_on": None, "proof": None}
    fields = ("/number", "/signer_id", "/signed_on", "/proof")
    assert wrong(office, case, **nothing) == [(each, "REQUIRED") for each in fields]
    assert wrong(office, case, number="修复-2026-0999") == [("/number", "OTHER_CASE")]
    assert wrong(office, case, signer_id=office.people["trainer"].id) == [("/signer_id", "NOT_A_CHOICE")]
    tomorrow = office.clock.now().date() + timedelta(days=1)
    assert wrong(office, case, signed_on=tomorrow) == [("/signed_on", "DATE_IN_FUTURE")]
    assert wrong(office, case, signed_on=date(2020, 1, 1)) == [("/signed_on", "BEFORE_HANDED_IN")]
    no_pdf = Proof("x.pdf", "application/pdf", io.BytesIO(b"MZ no pdf"))
    (found,) = wrong(office, case, proof=no_pdf)
    assert found[0] == "/proof"
    assert list_signed_sheets(case.id, actor=office.people["decider"], tools=office.tools).sheets == ()


def test_a_second_click_and_the_same_scan_again_are_one_sheet(office: Office) -> None:
    case = decided(office)
    once = Once("key", "/sheet", "digest", lambda _sheet: {}, 303)
    register(office, case, once=once)
    with pytest.raises(AlreadyAnsweredError):
        register(office, case, once=once)
    with pytest.raises(ConflictError, match="SHEET_REGISTERED"):
        register(office, case)
    assert len(list_signed_sheets(case.id, actor=office.people["head"], tools=office.tools).sheets) == 1


def test_two_clerks_with_the_same_scan_at_once_leave_one_sheet(office: Office) -> None:
    case = decided(office)
    office.hire("clerk_2", Role.CLERK_OF_OFFICE)
    ready, answers = Barrier(2), list[str]()

    def go(who: str) -> None:
        command = asked(office, case)
        ready.wait()
        try:
            register_sheet(command, actor=office.people[who], tools=office.tools)
            answers.append("kept")
        except ConflictError as error:
            answers.append(error.code)

    both = [Thread(target=go, args=(who,)) for who in (CLERK, "clerk_2")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(answers) == ["SHEET_REGISTERED", "kept"]


def test_somebody_who_left_after_signing_can_still_be_named(office: Office) -> None:
    case = decided(office)
    disable_account("decider", tools=office.tools)
    assert register(office, case)


def test_a_draft_has_no_sheet(office: Office) -> None:
    office.clock.instant = datetime(2026, 8, 10, 1, tzinfo=UTC)
    case = office.open()
    with pytest.raises(NotFoundError):
        get_sheet(case.id, actor=office.people["decider"], tools=office.tools)
    with pytest.raises(NotFoundError):
        register(office, case)
