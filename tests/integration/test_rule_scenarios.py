"""Scenarios of classes, periods and rule sets, through the services, with the rules as rows of both databases."""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from office import PENALTY_OF_B, B
from rule_office import FOR_EVERYBODY, MILDER, RuleOffice, rule_office
from sqlalchemy import select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import due
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.time import ZONE
from workflow_app.models import AuditEntry, ClassRule, DueWork
from workflow_app.services.import_foreground import import_to_end
from workflow_app.services.notices import list_notices
from workflow_app.services.opening import open_case
from workflow_app.services.proposals import propose
from workflow_app.services.reclassify import CHUNK, plan_turns
from workflow_app.services.records import get_record

NUMBER = "牟城管罚决字〔2026〕第901号"
PAPERS = frozenset({"RECEIPT", "RECTIFICATION", "T16", "PLEDGE"})


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def penalty(office: RuleOffice, decided_on: date, **cells: object) -> None:
    """Import a penalty of B that was decided on a day."""
    given = {"CF_WSH": NUMBER, "CF_JDRQ": decided_on, "CF_YXQ": date(2099, 12, 31), "CF_GSJZQ": date(2099, 12, 31)}
    office.import_penalty("B/1", **given, **cells)


def dates(office: RuleOffice) -> tuple[date | None, date | None, date | None]:
    record = office.record(NUMBER)
    return record.min_until, record.first_apply_on, record.max_until


def listings(office: RuleOffice) -> set[str]:
    record = office.record(NUMBER)
    with office.tools.database.read() as unit:
        return {rows.listing.status for rows in unit.listings.list_of_items([record.id])}


def ask(office: RuleOffice) -> str:
    command = OpenCase("credit_repair", B, {"record_id": office.record(NUMBER).id})
    return open_case(command, actor=office.agent(), tools=office.tools).id


def test_s22_a_minor_record_is_not_shown_and_has_nothing_to_repair(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 26), CF_CFLB="警告", CF_NR_FK=None, XN_CFCX="简易程序")
    assert office.record(NUMBER).severity == "MINOR"
    assert dates(office) == (None, None, None)
    assert listings(office) == set()
    with pytest.raises(RefusedError, match="NOT_DISPLAYED"):
        ask(office)


@pytest.mark.parametrize(
    ("decided_on", "expected"),
    [
        (date(2026, 11, 30), (date(2027, 2, 28), date(2027, 3, 1), date(2027, 11, 30))),
        (date(2027, 11, 30), (date(2028, 2, 29), date(2028, 3, 1), date(2028, 11, 30))),
        (date(2028, 2, 29), (date(2028, 5, 29), date(2028, 5, 30), date(2029, 2, 28))),
        (date(2027, 5, 31), (date(2027, 8, 31), date(2027, 9, 1), date(2028, 5, 31))),
    ],
)
def test_s23_month_ends_and_leap_days(office: RuleOffice, decided_on: date, expected: tuple[date, date, date]) -> None:
    office.clock.instant = datetime(decided_on.year, decided_on.month, decided_on.day, 18, tzinfo=ZONE)
    penalty(office, decided_on)
    assert dates(office) == expected


def test_s25_the_longest_of_several_types_and_both_versions_of_the_table(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 8), CF_CFLB="警告;罚款;暂扣许可证件", CF_NR_FK="6.00", CF_NR_ZKDX="道路运输许可证")
    assert dates(office)[0] == date(2027, 5, 8)
    row = next(each for each in _table(office) if each.penalty_type == "SUSPEND_LICENCE" and each.regime is None)
    proposal_id = office.propose("CLASS_RULE", MILDER, replaces=row.id)
    assert office.proposal(proposal_id).effect["counts"] == {
        "records": 1,
        "changed": 1,
        "dates": 1,
        "ends": 0,
        "begins": 0,
        "open_cases": 0,
    }

    office.approve(proposal_id)
    assert dates(office) == (date(2026, 8, 8), date(2026, 8, 9), date(2027, 5, 8))
    kept = office.versions(NUMBER)
    assert [(each["severity"], each["min_until"], each["class_rule_version"]) for each in kept] == [
        ("SERIOUS", "2027-05-08", "2026.1"),
        ("GENERAL", "2026-08-08", "2026.2"),
    ]
    applied = office.proposal(proposal_id).effect["applied"]
    assert (applied["status"], applied["classes"]) == ("DONE", {"SERIOUS>GENERAL": 1})
    notice = next(each for each in list_notices(actor=office.proposer, tools=office.tools).items)
    assert (notice.code, notice.facts["changed"]) == ("RECORDS_RECLASSIFIED", 1)


def _table(office: RuleOffice) -> list[ClassRule]:
    with office.tools.database.read() as unit:
        return list(unit.rules.list_class_rules())


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("罚款人民币贰万元", ("RECEIPT", "PLEDGE")),
        ("责令改正违法行为；罚款人民币贰万元", ("RECEIPT", "RECTIFICATION", "T16", "PLEDGE")),
        ("限期整改，并处罚款人民币贰万元", ("RECEIPT", "RECTIFICATION", "T16", "PLEDGE")),
        ("停止违法行为，并处罚款人民币贰万元", ("RECEIPT", "RECTIFICATION", "T16", "PLEDGE")),
    ],
)
def test_s27_the_words_of_the_decision_say_whether_the_form_of_the_authority_is_asked_for(
    office: RuleOffice, decision: str, expected: tuple[str, ...]
) -> None:
    penalty(office, date(2026, 5, 8), CF_NR=decision)
    view = get_record(office.record(NUMBER).id, actor=office.agent(), tools=office.tools)
    assert tuple(each for each in view.materials if each in PAPERS) == expected


def test_s28_the_rules_of_the_day_of_application_and_both_computations(office: RuleOffice) -> None:
    office.clock.instant = datetime(2026, 3, 31, 9, tzinfo=ZONE)
    _seed_again(office)
    penalty(office, date(2025, 12, 20), XN_SSLY="安全生产", CF_NR_FK="3.00")
    assert (office.record(NUMBER).regime, dates(office)[0]) == ("R2023", date(2026, 12, 20))
    with pytest.raises(RefusedError, match="REPAIR_TOO_EARLY") as caught:
        ask(office)
    assert caught.value.values["earliest"] == date(2026, 12, 21)

    office.move_to(date(2026, 4, 1))
    assert (office.record(NUMBER).regime, dates(office)[0]) == ("R2026", date(2026, 3, 20))
    newest = office.versions(NUMBER)[-1]["considered"]
    assert [(each["regime"], each["min_until"]) for each in newest] == [
        ("R2026", "2026-03-20"),
        ("R2023", "2026-12-20"),
    ]
    case_id = ask(office)
    with office.tools.database.read() as unit:
        assert unit.cases.get(case_id).case.regime == "R2026"
        values = unit.authorities.parameters(office.authority.id)
        calendar = unit.authorities.calendar(office.authority.id)
    limits = [
        lookup(values, key=f"repair.{key}", on=date(2026, 4, 1), regime="R2026") for key in ("accept_wd", "result_wd")
    ]
    assert [due(calendar, limit.period(), date(2026, 4, 1)).due_on for limit in limits] == [
        date(2026, 4, 7),
        date(2026, 4, 16),
    ]


def _seed_again(office: RuleOffice) -> None:
    """Have it planned what becomes due after the clock was put back."""
    with office.tools.database.write() as unit:
        plan_turns(unit, now=office.clock.now())
        unit.commit()


def test_an_authority_draws_its_own_line_and_moves_it(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 8), CF_CFLB="罚款", CF_NR_FK="40.00")
    line = {
        "severity": "SERIOUS", "penalty_type": "FINE", "amount_from": "500000", "valid_from": "2026-09-29",
        "origin": "本局裁量基准", "reason": "较大数额罚款按严重失信处理",
    }  # fmt: skip
    office.approve(office.propose("CLASS_RULE", line, authority="ZM_URBAN"))
    assert office.record(NUMBER).severity == "GENERAL", "400,000 lies below the line"

    (own,) = [each for each in _table(office) if each.authority_id]
    assert own.amount_from == Decimal(500_000)
    moved = {**line, "amount_from": "300000", "replaces": own.id, "valid_from": "2026-10-08"}
    office.approve(office.propose("CLASS_RULE", moved, authority="ZM_URBAN"))
    assert office.record(NUMBER).severity == "GENERAL", "the new line holds from its day only"
    office.move_to(date(2026, 10, 8))
    assert (office.record(NUMBER).severity, dates(office)[0]) == ("SERIOUS", date(2027, 5, 8))
    assert [each.valid_to for each in _table(office) if each.authority_id] == [date(2026, 10, 7), None]


def test_what_becomes_minor_is_taken_down_and_what_stops_being_so_is_shown_again(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 8), CF_CFLB="罚款", CF_NR_FK="0.05")
    assert listings(office) == {"SHOWN"}
    small = {
        "severity": "MINOR", "penalty_type": "FINE", "valid_from": "2026-09-29", "valid_to": "2026-10-08",
        "origin": "本局裁量基准", "reason": "暂按轻微处理，节后恢复",
    }  # fmt: skip
    proposal_id = office.propose("CLASS_RULE", small, authority="ZM_URBAN")
    assert office.proposal(proposal_id).effect["counts"]["ends"] == 3
    office.approve(proposal_id)
    office.pass_time(minutes=2)
    assert listings(office) == {"REMOVED"}
    assert dates(office) == (None, None, None)

    office.move_to(date(2026, 10, 9))
    office.pass_time(minutes=2)
    assert office.record(NUMBER).severity == "GENERAL"
    assert listings(office) == {"SHOWN"}


def test_a_calendar_that_changes_moves_records_whose_periods_leave_out_free_days(office: RuleOffice) -> None:
    holiday = {
        "change": json.dumps({"days": [["2027-05-10", "HOLIDAY", "停工", ""]], "years": [2027]}),
        "origin": "国务院办公厅通知",
        "reason": "二〇二七年放假安排",
    }
    office.import_penalty()
    before = office.record(PENALTY_OF_B)
    office.approve(office.propose("CALENDAR", holiday))
    assert office.record(PENALTY_OF_B).version == before.version, "nothing depends on free days yet"

    shift = {"key": "publicity.shift_on_holiday", "value": "yes", "valid_from": "2026-09-29"}
    office.approve(office.propose("PARAMETER", {**FOR_EVERYBODY, **shift}))
    assert office.record(PENALTY_OF_B).max_until == date(2027, 5, 11)
    another = holiday | {"change": holiday["change"].replace("05-10", "05-11")}
    proposal_id = office.propose("CALENDAR", another)
    office.approve(proposal_id)
    assert office.record(PENALTY_OF_B).max_until == date(2027, 5, 12)
    assert office.proposal(proposal_id).effect["applied"]["status"] == "DONE"


def test_nobody_decides_before_it_is_counted_what_follows(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 8))
    command = ProposeChange("CLASS_RULE", MILDER)
    proposal_id = propose(command, actor=office.proposer, tools=office.tools)
    with pytest.raises(ConflictError, match="STILL_WEIGHED"):
        office.approve(proposal_id)
    office.work()
    office.approve(proposal_id)


def test_a_repaired_record_stays_as_it_is(office: RuleOffice) -> None:
    penalty(office, date(2026, 5, 8), CF_CFLB="罚款", CF_NR_FK="6.00")
    with office.tools.database.write() as unit:
        unit.records.get(office.record(NUMBER).id).record.status = "REPAIRED"
        unit.commit()
    graver = {**MILDER, "penalty_type": "FINE", "severity": "SERIOUS"}
    office.approve(office.propose("CLASS_RULE", graver))
    assert office.record(NUMBER).severity == "GENERAL"


def test_more_records_than_one_transaction_may_hold_are_recomputed_in_several(office: RuleOffice) -> None:
    sheet = [cells for key, cells in _many(2 * CHUNK + 1)]
    done = import_to_end(
        ImportRecords("many.xlsx", io.BytesIO(write_penalties(sheet))),
        actor=office.people["data_clerk"],
        tools=office.tools,
    )
    assert done.added == 2 * CHUNK + 1
    graver = {**MILDER, "penalty_type": "FINE", "severity": "SERIOUS"}
    proposal_id = office.propose("CLASS_RULE", graver)
    assert office.proposal(proposal_id).effect["counts"]["changed"] == 2 * CHUNK + 1
    office.approve(proposal_id)
    assert office.proposal(proposal_id).effect["applied"]["counts"]["changed"] == 2 * CHUNK + 1
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(DueWork).where(DueWork.kind == "reclassify", DueWork.status == "DONE")).all()
        noted = unit.session.scalars(select(AuditEntry).where(AuditEntry.action == "records.reclassified")).all()
    assert len(rows) >= 3
    assert sum(len(entry.data["records"]) for entry in noted) == 2 * CHUNK + 1


def _many(count: int) -> list[tuple[int, dict[str, object]]]:
    (model,) = [each for each in DEMO_PENALTIES if each.key == "B/1"]
    return [(n, {**model.cells, "CF_WSH": f"牟城管罚决字〔2026〕第{n + 1000}号"}) for n in range(count)]
