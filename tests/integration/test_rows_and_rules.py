"""Rows of imports that meet rules that change, decisions that were varied, and parties that the importer acts for."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from inlet_acts import appeal
from rule_office import FOR_EVERYBODY, MILDER, RuleOffice, rule_office
from sqlalchemy import select

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.inlets import AppealResult
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.severity import PenaltyType
from workflow_app.domain.time import ZONE
from workflow_app.models import Record, Removal, Subject
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.services.imports import AT_ONCE, ImportView, get_import, import_records, rejects_file

PERSON = next(each.cells for each in DEMO_PENALTIES if each.cells.get("CF_XDR_LB") == "自然人") | {
    "CF_CFJGDM": next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")["CF_CFJGDM"],
    "CF_CFJG": next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")["CF_CFJG"],
}
PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def bring_in(office: RuleOffice, *rows: dict[str, object]) -> ImportView:
    whole = [cells if "CF_XDR_LB" in cells else {**PENALTY, **cells} for cells in rows]
    command = ImportRecords("some.xlsx", io.BytesIO(write_penalties(whole)))
    return import_records(command, actor=office.people["data_clerk"], tools=office.tools)


def test_rows_that_waited_over_midnight_land_by_the_rules_of_the_new_day(office: RuleOffice) -> None:
    office.approve(office.propose("CLASS_RULE", {**MILDER, "valid_from": "2026-09-30"}))
    office.clock.instant = datetime(2026, 9, 29, 23, 58, tzinfo=ZONE)
    suspended = {"CF_CFLB": "罚款;暂扣许可证件", "CF_NR_ZKDX": "许可证 第1号"}
    rows = [{**suspended, "CF_WSH": f"牟城管罚决字〔2026〕第{n + 1000}号"} for n in range(AT_ONCE + 1)]
    assert bring_in(office, *rows).status == "QUEUED"
    office.clock.instant = datetime(2026, 9, 30, 0, 1, tzinfo=ZONE)
    office.work()
    office.move_to(date(2026, 10, 1))
    with office.tools.database.read() as unit:
        records = unit.session.scalars(select(Record)).all()
    assert (len(records), {each.severity for each in records}) == (AT_ONCE + 1, {"GENERAL"})


def test_a_row_that_says_what_an_appeal_has_varied_comes_back(office: RuleOffice) -> None:
    bring_in(office, {})
    appeal(office, AppealResult.VARIED, fine=Decimal(10000), decision="罚款1万元")
    assert bring_in(office, {}).unchanged == 1
    done = bring_in(office, {"BZ": "补录备注"})
    assert (done.changed, [(each.code, each.warning) for each in done.findings]) == (0, [("DECISION_VARIED", False)])
    assert done.findings[0].values == {"appeal_no": "牟政复决字〔2026〕第9号"}
    assert (record(office).fine, record(office).content["decision"]) == (Decimal(10000), "罚款1万元")
    assert bring_in(office, {"BZ": "补录备注", "CF_NR_FK": "1", "CF_NR": "罚款1万元"}).changed == 1
    assert (record(office).fine, record(office).content["remarks"]) == (Decimal(10000), "补录备注")


def test_s64_a_record_that_is_not_to_be_reported_after_all_is_taken_down(office: RuleOffice) -> None:
    fined = {**PERSON, "CF_CFLB": "罚款", "CF_NR_FK": "0.005", "CF_NR": "罚款人民币50元", "XN_CFCX": None}
    assert bring_in(office, {**fined, "XN_CFCX": "简易程序"}).skipped == 1
    with office.tools.database.read() as unit:
        assert not unit.session.scalars(select(Subject)).all()
    assert bring_in(office, fined).added == 1
    office.work()
    done = bring_in(office, {**fined, "XN_CFCX": "简易程序"})
    assert (done.skipped, done.changed, [each.code for each in done.findings]) == (1, 0, ["NO_LONGER_REPORTED"])
    office.work()
    assert (record(office).status, is_on_show(office)) == ("NOT_REPORTED", False)
    with office.tools.database.read() as unit:
        assert {each.reason for each in unit.session.scalars(select(Removal))} == {"NOT_REPORTED"}
    again = bring_in(office, {**fined, "XN_CFCX": "简易程序"})
    assert (again.skipped, [each.code for each in again.findings]) == (1, ["NOT_REPORTED"])
    assert bring_in(office, fined).changed == 1
    assert (record(office).status, is_on_show(office)) == ("ACTIVE", True)


def test_s64_the_same_row_comes_back_into_force_when_the_limit_is_lowered(office: RuleOffice) -> None:
    fined = {**PERSON, "CF_CFLB": "罚款", "CF_NR_FK": "0.005", "CF_NR": "罚款人民币50元", "XN_CFCX": None}
    simple = {**fined, "XN_CFCX": "简易程序"}
    bring_in(office, fined)
    bring_in(office, simple)
    assert record(office).status == "NOT_REPORTED"
    lower = {**FOR_EVERYBODY, "key": "records.person_simple_max", "regime": "", "value": "10"}
    office.approve(office.propose("PARAMETER", lower, valid_from="2026-09-29"))
    assert (bring_in(office, simple).changed, record(office).status) == (1, "ACTIVE")


def test_a_row_that_says_what_an_appeal_has_made_of_it_lands_however_it_is_ordered_and_spaced(
    office: RuleOffice,
) -> None:
    bring_in(office, {"CF_CFLB": "警告;罚款"})
    types = (PenaltyType.FINE, PenaltyType.WARNING)
    appeal(office, AppealResult.VARIED, penalty_types=types, fine=Decimal(10000), decision="警告；\n罚款1万元")
    said = {"CF_CFLB": "警告;罚款", "CF_NR_FK": "1", "CF_NR": "警告； 罚款１万元"}
    assert bring_in(office, said).changed == 1
    done = bring_in(office, {**said, "CF_CFLB": "罚款"})
    assert [each.code for each in done.findings] == ["DECISION_VARIED"]


def test_a_changed_row_about_a_decision_that_was_revoked_comes_back_with_the_decision_on_the_appeal(
    office: RuleOffice,
) -> None:
    bring_in(office, {})
    appeal(office, AppealResult.REVOKED)
    assert bring_in(office, {}).unchanged == 1
    done = bring_in(office, {"BZ": "补录备注"})
    assert (done.changed, done.rejected, record(office).version) == (0, 1, 2)
    assert [(each.code, each.values) for each in done.findings] == [
        ("DECISION_REVOKED", {"appeal_no": "牟政复决字〔2026〕第9号"})
    ]


def test_a_changed_row_about_a_repaired_record_is_kept_and_says_that_it_is_not_shown_again(office: RuleOffice) -> None:
    bring_in(office, {})
    with office.tools.database.write() as unit:
        unit.records.lock(record(office).id).status = "REPAIRED"
        unit.commit()
    done = bring_in(office, {"BZ": "补录备注"})
    assert (done.changed, record(office).status) == (1, "REPAIRED")
    assert [(each.code, each.warning) for each in done.findings if each.code == "REPAIRED_BEFORE"] == [
        ("REPAIRED_BEFORE", True)
    ]


def test_a_row_about_a_party_that_the_importer_acts_for_comes_back(office: RuleOffice) -> None:
    bring_in(office, {})
    before = record(office)
    clerk = office.people["data_clerk"]
    office.people["data_clerk"] = replace(clerk, subject_ids=frozenset({before.subject_id}))
    done = bring_in(office, {"CF_NR_FK": "0.01"}, {"CF_WSH": "牟城管罚决字〔2026〕第946号"})
    assert (done.rejected, done.changed, done.added) == (2, 0, 0)
    assert {each.code for each in done.findings} == {"YOUR_OWN_PARTY"}
    assert record(office).version == before.version


def test_rows_of_other_authorities_are_shown_to_nobody_but_theirs(office: RuleOffice) -> None:
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY")
    theirs = {**PERSON, "CF_CFJGDM": other.uscc, "CF_CFJG": other.name_zh, "CF_JDRQ": "2030-01-01"}
    wrong = {"CF_WSH": "牟城管罚决字〔2026〕第947号", "CF_JDRQ": "2030-01-01"}
    clerk = office.people["data_clerk"]
    office.people["data_clerk"] = SERVICE
    done = bring_in(office, wrong, theirs)
    assert {each.row for each in done.findings} == {2, 3}
    read = get_import(done.id, actor=clerk, tools=office.tools)
    assert (read.rejected, {each.row for each in read.findings}) == (2, {2})
    content = rejects_file(done.id, actor=clerk, tools=office.tools)
    assert len(list(read_rows(io.BytesIO(content), "rejects.xlsx"))) == 2
    whole = rejects_file(done.id, actor=SERVICE, tools=office.tools)
    assert len(list(read_rows(io.BytesIO(whole), "rejects.xlsx"))) == 3


def record(office: RuleOffice) -> Record:
    with office.tools.database.read() as unit:
        (found,) = unit.session.scalars(select(Record))
    return found


def is_on_show(office: RuleOffice) -> bool:
    with office.tools.database.read() as unit:
        return any(rows.listing.status in ON_SHOW for rows in unit.listings.list_of_items([record(office).id]))
