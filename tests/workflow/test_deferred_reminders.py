"""Reminders of documents that follow are letters, served as every other: half time, two days before, and on the day."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deferral_story import AGREE, CONTRACT, DeferralOffice, at

from workflow_app.models import Letter, LetterService


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def reminders(office: DeferralOffice) -> list[Letter]:
    with office.tools.database.read() as unit:
        rows = unit.session.query(Letter).filter_by(case_id=office.case_id, kind="T10_REMIND").order_by(Letter.id)
        return rows.all()


def said(letter: Letter) -> str:
    return "".join(letter.data["paragraphs"])


def test_they_go_out_at_half_time_two_days_before_and_on_the_day_and_are_served(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(10, 9, 23))
    assert [each.data["issued_on"] for each in reminders(office)] == ["2026-09-24", "2026-09-30", "2026-10-09"]
    first, _, last = reminders(office)
    assert "补交日期为2026年10月9日，还有5个工作日" in said(first)
    assert "2026年10月9日，即今天" in said(last)
    assert "2026年10月15日前到达的仍予接收" in said(last)
    with office.tools.database.read() as unit:
        ways = {each.way for each in unit.session.query(LetterService).filter_by(letter_id=first.id)}
    assert ways == {"ELECTRONIC"}


def test_each_of_the_three_days_is_told_by_its_own_words_and_none_twice(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(11, 5, 23))
    days = [each.data["issued_on"] for each in reminders(office)]
    assert len(days) == len(set(days))
    late = [said(each) for each in reminders(office) if "补交日期已过" in said(each)]
    assert late
    assert all("中止办理，并告知法定代表人；宽限期至2026年11月5日" in each for each in late)
    assert "退件，并启动违诺认定程序" in said(reminders(office)[-1])
    assert "宽限期届满日为2026年11月5日" in said(reminders(office)[-1])


def test_who_has_brought_everything_is_reminded_of_nothing(office: DeferralOffice) -> None:
    office.accept()
    office.supply()
    office.at(at(10, 16))
    assert reminders(office) == []
    told = {code for code in office.notices_for(None) if code.startswith("CLOCK_")}
    assert told == set(), "what is being checked waits for the office"


def test_the_legal_representative_is_told_of_the_suspension_by_a_letter_of_their_own(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(10, 16, 0, 0, 30))
    assert office.letters()[-2:] == ["T10_SUSPEND", "T10_REPRESENT"]
    told = office.letter("T10_REPRESENT")
    for each in ("法定代表人 常泽", "2026年11月5日", "合同"):
        assert each in told
    assert CONTRACT in office.items()
