"""Scenarios of classes, periods and rule sets, from the import of the decision to the end of the repair."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from office import Office
from office_pages import pages_of
from page_readers import APPLICATION, Reader, papers, reader, whole
from publicity_modes import set_publicity
from rule_office import MILDER, RuleOffice, rule_office
from scenario_steps import agreed, clock, letter, move_to, open_record, seen
from sqlalchemy import select

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.models import Case, Removal
from workflow_app.services.cases import get_case
from workflow_app.services.gate import why_repair
from workflow_app.services.reclassify import plan_turns
from workflow_app.services.records import get_record, search_public
from workflow_app.services.views import CaseView

NUMBER = "牟城管罚决字〔2026〕第901号"
FOR_EVER = {"CF_YXQ": date(2099, 12, 31), "CF_GSJZQ": date(2099, 12, 31)}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def start(office: RuleOffice, day: date, decided_on: date, **cells: object) -> None:
    """Let it be nine o'clock on a day, on which a penalty of B is imported."""
    office.clock.instant = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    with office.tools.database.write() as unit:
        plan_turns(unit, now=office.clock.now())
        unit.commit()
    office.import_penalty("B/1", CF_WSH=NUMBER, CF_JDRQ=decided_on, **FOR_EVER, **cells)
    office.agent()


def applied(office: Office, **changed: object) -> CaseView:
    case = open_record(office, NUMBER)
    return office.complete(case, "applicant_b", **(office.application(case) | changed))


def to_the_end(office: Office, case: CaseView) -> CaseView:
    """Accept, agree, grant, and let every site follow."""
    case = agreed(office, office.complete(case, "intake", acceptance="ACCEPT"))
    office.complete(case, "decider", decision="GRANT")
    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)
    return seen(office, case)


def first_day(office: RuleOffice, day: date) -> None:
    """Insist that the day before is refused with this day, and takes no case."""
    with pytest.raises(RefusedError, match="REPAIR_TOO_EARLY") as refused:
        open_record(office, NUMBER)
    assert refused.value.values["earliest"] == day
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Case.id)).all() == []


def test_s22_a_warning_shown_by_mistake_is_corrected_everywhere_and_never_repaired(office: RuleOffice) -> None:
    start(office, date(2026, 6, 1), date(2026, 5, 26))
    assert office.record(NUMBER).severity == "GENERAL"
    assert search_public(NUMBER, tools=office.tools).items
    office.import_penalty(
        "B/1", CF_WSH=NUMBER, CF_JDRQ=date(2026, 5, 26), **FOR_EVER, CF_CFLB="警告", CF_NR_FK=None, XN_CFCX="简易程序"
    )
    office.pass_time(hours=2)
    record = get_record(office.record(NUMBER).id, actor=office.agent(), tools=office.tools)
    assert (record.severity, record.may_apply, record.reason) == ("MINOR", False, "MINOR_NOT_SHOWN")
    assert {each.status for each in record.listings} == {"REMOVED"}
    assert search_public(NUMBER, tools=office.tools).items == []
    with office.tools.database.read() as unit:
        ordered = unit.session.execute(select(Removal.reason, Removal.case_id)).all()
    assert {tuple(each) for each in ordered} == {("NOT_DISPLAYED", None)}, "corrected, not repaired"
    assert record.status == "ACTIVE"
    move_to(office, 2026, 9, 1, 9, 0)
    with pytest.raises(RefusedError, match="NOT_DISPLAYED"):
        open_record(office, NUMBER)
    (reason,) = why_repair(record.id, actor=office.agent(), tools=office.tools)
    assert reason.code == "NOT_DISPLAYED"


def test_s23_a_penalty_of_the_30th_of_november_is_repaired_from_the_1st_of_march(office: RuleOffice) -> None:
    start(office, date(2026, 12, 1), date(2026, 11, 30))
    record = office.record(NUMBER)
    assert (record.min_until, record.first_apply_on, record.max_until) == (
        date(2027, 2, 28), date(2027, 3, 1), date(2027, 11, 30),
    )  # fmt: skip
    move_to(office, 2027, 2, 28, 23, 59)
    first_day(office, date(2027, 3, 1))
    move_to(office, 2027, 3, 1, 0, 0)
    case = to_the_end(office, applied(office, paid_on="2026-12-05", rectified_on="2026-12-05"))
    assert (case.state, case.number) == ("CLOSED", "修复-2027-0001")


def test_s25_the_gravest_type_keeps_it_shown_for_a_year_until_the_table_says_otherwise(office: RuleOffice) -> None:
    start(
        office, date(2026, 8, 10), date(2026, 5, 8),
        CF_CFLB="警告;罚款;暂扣许可证件", CF_NR_FK="2.00", CF_NR_ZKDX="道路运输许可证",
    )  # fmt: skip
    assert office.record(NUMBER).min_until == date(2027, 5, 8)
    first_day(office, date(2027, 5, 9))
    with office.tools.database.read() as unit:
        (row,) = [each for each in unit.rules.list_class_rules()
                  if each.penalty_type == "SUSPEND_LICENCE" and each.regime is None]  # fmt: skip
    office.approve(office.propose("CLASS_RULE", {**MILDER, "valid_from": "2026-08-10"}, replaces=row.id))
    assert office.record(NUMBER).min_until == date(2026, 8, 8)
    versions = [(each["severity"], each["min_until"], each["class_rule_version"]) for each in office.versions(NUMBER)]
    assert versions == [("SERIOUS", "2027-05-08", "2026.1"), ("GENERAL", "2026-08-08", "2026.2")]
    case = to_the_end(office, applied(office))
    assert case.state == "CLOSED"


def applied_on_pages(office: Office, applicant: Reader, record: str, **changed: object) -> CaseView:
    """Apply as an applicant does: the button of the record, the form, the answers once more."""
    task = applicant.press(applicant.get(f"{record}/apply"), "/apply").location
    answers = {**APPLICATION, **changed, **papers(), "act": "check"}
    checked = applicant.submit(applicant.get(whole(task)), "answers", answers)
    case = applicant.submit(applicant.get(checked.location), "submit", {"act": "submit"}).location.removesuffix(
        "/submitted"
    )
    return get_case(case.rsplit("/", 1)[1], actor=office.agent(), tools=office.tools)


def test_s28_the_day_that_the_rules_change_decides_by_which_a_case_runs(office: RuleOffice) -> None:
    set_publicity(office.tools, "BEFORE_REMOVAL")
    start(office, date(2026, 3, 31), date(2025, 12, 20), XN_SSLY="安全生产", CF_NR_FK="2.00")
    assert office.record(NUMBER).regime == "R2023"
    first_day(office, date(2026, 12, 21))
    pages = pages_of(office)
    applicant, here = reader(pages, "applicant_b"), f"/my/records/{office.record_id(NUMBER)}"
    shown = applicant.get(here)
    assert "A repair can be applied for from Mon 21 Dec 2026." in shown.text
    assert not shown.all("//form[@id='apply']"), "there is no button before the day"
    assert "too early to repair" in applicant.post(f"{here}/apply", {}, expect=422).text
    move_to(office, 2026, 4, 1, 9, 0)
    record = office.record(NUMBER)
    assert (record.regime, record.min_until, record.first_apply_on) == (
        "R2026", date(2026, 3, 20), date(2026, 3, 21),
    )  # fmt: skip
    considered = office.versions(NUMBER)[-1]["considered"]
    both = [(each["regime"], each["min_until"]) for each in considered]  # type: ignore[attr-defined] # JSON
    assert both == [("R2026", "2026-03-20"), ("R2023", "2026-12-20")]
    log = reader(pages, "data_clerk").get(f"/desk/records/{record.id}").text
    assert [each for each in ("Both computations", "Fri 20 Mar 2026", "Sun 20 Dec 2026") if each not in log] == []
    case = applied_on_pages(office, applicant, here, paid_on="2025-12-30", rectified_on="2026-01-10")
    limits = reader(pages, "intake").get(f"/desk/cases/{case.id}").text
    assert [each for each in ("by Tue 7 Apr, 24:00", "by Thu 16 Apr, 24:00") if each not in limits] == []
    assert clock(office, case, "repair.accept") == ("RUNNING", date(2026, 4, 7)), "the 4th to the 6th are free"
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 4, 16))
    move_to(office, 2026, 4, 7, 23, 59)
    case = office.complete(seen(office, case), "intake", acceptance="ACCEPT")
    case = agreed(office, case)
    assert clock(office, case, "repair.publicity") == ("RUNNING", date(2026, 4, 10))
    move_to(office, 2026, 4, 13, 9, 0)
    case = office.complete(seen(office, case), "decider", decision="GRANT")
    assert clock(office, case, "repair.result") == ("STOPPED", date(2026, 4, 16))
    assert "《信用修复管理办法》" in str(letter(office, case, "T22_GRANT"))
    office.work()
    move_to(office, 2026, 4, 14, 9, 0)
    assert seen(office, case).state == "CLOSED"
