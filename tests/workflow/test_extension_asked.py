"""Whoever reviews asks in time that the limit is put off; the decider does it or says why not, in every process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from approval_office import ApprovalOffice
from office_pages import pages_of
from page_readers import reader
from publicity_modes import set_parameter

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import AskForExtension, DeclineExtension, ExtendCase
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.models import Notice
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case
from workflow_app.services.extension_requests import ask_for_extension, asking_of, decline_extension, open_request_of
from workflow_app.services.notices import list_notices
from workflow_app.services.views import CaseView

WHY = "需组织专家评审运输路线。"
LETTERS = {"ordinary_approval": "LIMIT_EXTEND", "credit_repair": "T20_EXTEND"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    made = ApprovalOffice.with_sample(database_url, tmp_path)
    set_parameter(made.tools, "repair.extend_wd", 10)
    yield made
    made.close()


def accepted(office: ApprovalOffice, process: str = "ordinary_approval") -> CaseView:
    if process == "credit_repair":
        return office.apply()
    return office.complete(office.hand_in(office.begin(process)), "intake", acceptance="ACCEPT")


def ask(office: ApprovalOffice, case: CaseView, who: str = "first_reviewer", reason: str = WHY) -> None:
    ask_for_extension(AskForExtension(case.id, reason), actor=office.people[who], tools=office.tools)


def decline(office: ApprovalOffice, case: CaseView, note: str = "可以按期办结。", who: str = "decider") -> None:
    decline_extension(DeclineExtension(case.id, note), actor=office.people[who], tools=office.tools)


def told(office: ApprovalOffice) -> list[tuple[str, str | None, bool]]:
    with office.tools.database.read() as unit:
        rows = unit.session.query(Notice).filter(Notice.code.startswith("EXTENSION_")).order_by(Notice.id)
        return [(each.code, each.role, each.account_id == office.people["first_reviewer"].id) for each in rows]


@pytest.mark.parametrize("process", list(LETTERS))
def test_who_reviews_asks_and_the_decider_puts_it_off_with_a_letter(office: ApprovalOffice, process: str) -> None:
    case = accepted(office, process)
    ask(office, case)
    found = open_request_of(case.id, actor=office.people["decider"], tools=office.tools)
    assert found is not None
    assert (found.asked_by, found.reason) == ("first_reviewer", WHY)
    office.forget_compiled()
    extend_case(ExtendCase(case.id, WHY), actor=office.people["decider"], tools=office.tools)
    seen = get_case(case.id, actor=office.people["decider"], tools=office.tools)
    assert LETTERS[process] in office.letters_of(seen)
    assert open_request_of(case.id, actor=office.people["decider"], tools=office.tools) is None
    assert told(office) == [("EXTENSION_ASKED", Role.DECIDER, False), ("EXTENSION_GIVEN", None, True)]
    with pytest.raises(RefusedError, match="EXTENDED_BEFORE"):
        ask(office, case)
    assert verify(office.tools) == ()


def test_one_request_waits_at_a_time_and_a_declined_one_may_be_asked_again(office: ApprovalOffice) -> None:
    case = accepted(office)
    ask(office, case)
    with pytest.raises(RefusedError, match="EXTENSION_ASKED_BEFORE"):
        ask(office, case, "intake")
    decline(office, case)
    assert told(office)[-1] == ("EXTENSION_DECLINED", None, True)
    said = list_notices(actor=office.people["first_reviewer"], tools=office.tools).items[0]
    assert (said.code, said.facts["note"]) == ("EXTENSION_DECLINED", "可以按期办结。")
    with pytest.raises(NotFoundError, match="NO_EXTENSION_ASKED"):
        decline(office, case)
    ask(office, case)
    assert verify(office.tools) == ()


def test_after_its_end_before_its_begin_and_by_others_it_is_not_asked_for(office: ApprovalOffice) -> None:
    case = office.hand_in(office.begin("ordinary_approval"))
    with pytest.raises(RefusedError, match="LIMIT_NOT_RUNNING"):
        ask(office, case)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    for who in ("decider", "data_clerk"):
        with pytest.raises((ForbiddenError, NotFoundError)):
            ask(office, case, who)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        decline(office, case, who="first_reviewer")
    for wrong in ("  ", "长" * 501):
        with pytest.raises(InvalidError):
            ask(office, case, reason=wrong)
    with pytest.raises(ConflictError, match="STALE"):
        ask_for_extension(AskForExtension(case.id, WHY, version=1), actor=office.people["intake"], tools=office.tools)
    office.pass_time(days=60)
    with pytest.raises(RefusedError, match="LIMIT_OVER"):
        ask(office, case)
    view = asking_of(case.id, actor=office.people["first_reviewer"], tools=office.tools)
    assert view is not None
    assert view.rule == "LIMIT_OVER"


def test_the_pages_lead_from_the_case_to_the_answer(office: ApprovalOffice) -> None:
    case = accepted(office)
    service = pages_of(office)
    reviewer, decider = reader(service, "first_reviewer"), reader(service, "decider")
    here = f"/desk/cases/{case.id}"
    form = reviewer.get(reviewer.get(here).link("Ask to put the limit off"))
    assert reviewer.submit(form, "ask", {"reason": " "}, expect=422).all("//*[@id='error-reason']")
    reviewer.submit(form, "ask", {"reason": WHY})
    assert "Somebody has asked for this already" in reviewer.get(here).text
    page = decider.get(f"{here}/extend")
    assert page.all("//textarea[@id='reason']")[0].text_content().strip() == WHY
    assert decider.submit(page, "decline", {"note": ""}, expect=422).all("//*[@id='error-note']")
    decider.submit(page, "decline", {"note": "可以按期办结。"})
    assert reviewer.get(here).link("Ask to put the limit off")
    reviewer.get(f"{here}/extend", expect=403)
    decider.get(f"{here}/ask-extension", expect=403)
