"""Who signs an application: the legal representative, or an agent with an authorisation that lasts (rule 4.5)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import update

from workflow_app.domain.errors import InvalidError
from workflow_app.models import Authorisation
from workflow_app.services.cases import get_case
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView, TaskDetail

TODAY = date(2026, 9, 29)
CORRECT = {"acceptance": "CORRECT", "gaps": ["AUTHORISATION"], "gap_authorisation": "授权委托书未载明决定书文号。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def by_agent(office: Office, case: CaseView, **changed: object) -> dict[str, object]:
    """Return an application that an agent signs, with an authorisation that ends today."""
    paper = {"authorisation": office.upload(case, "authorisation"), "authorisation_until": TODAY.isoformat()}
    return office.application(case) | {"signer_role": "AGENT", "signer_name": "李晓岚"} | paper | changed


def wrong(office: Office, case: CaseView, values: Mapping[str, object]) -> set[tuple[str, str]]:
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "applicant_b", **values)
    return {(each.field, each.code) for each in refused.value.errors}


def task_of(office: Office, case: CaseView, who: str = "applicant_b") -> TaskDetail:
    return get_task(case.tasks[0].id, actor=office.people[who], tools=office.tools)


def test_nobody_signs_as_nothing(office: Office) -> None:
    case = office.open()
    values = office.application(case)
    assert wrong(office, case, values | {"signer_role": None}) == {("/values/signer_role", "REQUIRED")}
    assert wrong(office, case, values | {"signer_role": "COUSIN"}) == {("/values/signer_role", "NOT_A_CHOICE")}


def test_an_agent_hands_in_an_authorisation_and_says_until_when_it_lasts(office: Office) -> None:
    case = office.open()
    bare = by_agent(office, case, authorisation=None, authorisation_until=None)
    missing = {("/values/authorisation", "REQUIRED"), ("/values/authorisation_until", "REQUIRED")}
    assert wrong(office, case, bare) == missing
    over = by_agent(office, case, authorisation_until=(TODAY - timedelta(days=1)).isoformat())
    assert wrong(office, case, over) == {("/values/authorisation_until", "TOO_EARLY")}
    assert office.complete(case, "applicant_b", **by_agent(office, case)).state == "SUBMITTED"


def test_a_legal_representative_needs_no_authorisation_and_gives_no_end_of_one(office: Office) -> None:
    case = office.open()
    values = office.application(case) | {"authorisation_until": "2020-01-01"}
    submitted = office.complete(case, "applicant_b", **values)
    (answers,) = task_of(office, submitted, "intake").answers
    assert (answers.values["signer_role"], answers.values.get("authorisation_until")) == ("LEGAL_REPRESENTATIVE", None)


@pytest.mark.parametrize("kind", ["AGENT", "LEGAL_REPRESENTATIVE"])
def test_the_form_begins_with_what_the_account_acts_as(office: Office, kind: str) -> None:
    case = office.open()
    with office.tools.database.write() as unit:
        unit.session.execute(update(Authorisation).values(kind=kind))
        unit.commit()
    assert task_of(office, case).values["signer_role"] == kind


def test_a_correction_asks_an_agent_for_the_paper_and_its_last_day_and_takes_their_place(office: Office) -> None:
    case = office.open()
    case = office.complete(office.complete(case, "applicant_b", **by_agent(office, case)), "intake", **CORRECT)
    office.work()
    case = get_case(case.id, actor=office.agent(), tools=office.tools)
    new, until = office.upload(case, "fix_authorisation"), (TODAY + timedelta(days=90)).isoformat()
    assert wrong(office, case, {"fix_authorisation": new}) == {("/values/fix_authorisation_until", "REQUIRED")}
    office.complete(case, "applicant_b", fix_authorisation=new, fix_authorisation_until=until)


def test_a_legal_representative_supplies_the_proof_without_a_last_day(office: Office) -> None:
    case = office.complete(office.submit(), "intake", **CORRECT)
    office.work()
    case = get_case(case.id, actor=office.agent(), tools=office.tools)
    new = office.upload(case, "fix_authorisation")
    assert office.complete(case, "applicant_b", fix_authorisation=new).state == "SUBMITTED"
