"""Asking another office for assistance: the letter (T23) is issued with the act, or was written elsewhere."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from office import START, Office
from site_work import do, job_of, order_down, set_site
from sqlalchemy import select

from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.site_jobs import Act, Connector
from workflow_app.models import Letter
from workflow_app.services.letters import open_letter_pdf
from workflow_app.services.removal_letters import BY_ASSISTANCE
from workflow_app.services.site_acts import get_job

OFFICE = "市市场监督管理局"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    set_site(made, Connector.ASSISTANCE, office=OFFICE)
    yield made
    made.close()


def asked(office: Office) -> str:
    """Return the work of a removal of B's case, for which an office is to be asked."""
    removal_id = order_down(office, case_id=office.apply().id)
    office.work()
    return job_of(office, removal_id).id


def letters(office: Office) -> list[Letter]:
    with office.tools.database.read() as unit:
        return list(unit.session.scalars(select(Letter).where(Letter.kind == BY_ASSISTANCE)))


def days_of(letter: Letter) -> str:
    return str(letter.data["paragraphs"])


def test_the_letter_is_issued_with_the_act_and_can_be_opened_from_the_work(office: Office) -> None:
    job_id = asked(office)
    view = do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date())
    (letter,) = letters(office)
    assert (view.letter_no, view.letter_id, view.letter_ready) == (letter.number, letter.id, False)
    assert letter.data["addressee"]["name"] == OFFICE
    assert letter.case_id == view.case_id
    assert "2026年10月2日" in days_of(letter), "the day on which the record has to be gone"
    office.work()
    clerk = office.people["data_clerk"]
    view = get_job(job_id, actor=clerk, tools=office.tools)
    assert view.letter_ready
    _letter, stream = open_letter_pdf(str(view.letter_id), actor=clerk, tools=office.tools)
    with stream:
        assert stream.read(5) == b"%PDF-"


def test_a_letter_that_was_written_elsewhere_is_only_noted(office: Office) -> None:
    job_id = asked(office)
    office.clock.instant += timedelta(days=1)
    view = do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date(), letter_no="协〔2026〕1号")
    assert (view.letter_no, view.letter_id, letters(office)) == ("协〔2026〕1号", None, [])


def test_the_number_of_a_letter_of_another_authority_leads_nowhere(office: Office) -> None:
    job_id = asked(office)
    view = do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date())
    number = str(view.letter_no)
    with office.tools.database.read() as unit:
        home, other = office.authority.id, unit.authorities.get_by_code("ZZ_ECOLOGY").id
        assert unit.letters.find_by_number(number, authority_id=home) is not None
        assert unit.letters.find_by_number(number, authority_id=other) is None


def test_a_letter_of_today_cannot_have_been_sent_yesterday(office: Office) -> None:
    job_id = asked(office)
    office.clock.instant += timedelta(days=1)
    with pytest.raises(InvalidError) as wrong:
        do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date())
    assert [(each.field, each.code) for each in wrong.value.errors] == [("/letter_no", "LETTER_OF_THAT_DAY")]
    assert letters(office) == []


def test_once_the_limit_is_over_the_letter_names_the_day_by_which_an_answer_is_asked_for(office: Office) -> None:
    job_id = asked(office)
    office.clock.instant += timedelta(days=20)
    do(office, job_id, Act.SUBMITTED, office=OFFICE, on=office.clock.now().date())
    (letter,) = letters(office)
    assert f"2026年10月{date(2026, 10, 22).day}日" in days_of(letter)


def test_a_second_click_writes_no_second_letter(office: Office) -> None:
    job_id = asked(office)
    do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date(), version=1)
    with pytest.raises(ConflictError, match="STALE"):
        do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date(), version=1)
    assert len(letters(office)) == 1
    do(office, job_id, Act.SWITCHED, to_way=Connector.ASSISTANCE)
    do(office, job_id, Act.SUBMITTED, office=OFFICE, on=START.date())
    assert len(letters(office)) == 2, "asked anew, it is a letter of its own"
