"""Rows of imports that meet rules that change, decisions that were varied, and parties that the importer acts for."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from rule_office import MILDER, RuleOffice, rule_office
from sqlalchemy import select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.time import ZONE
from workflow_app.models import Record
from workflow_app.services.imports import AT_ONCE, ImportView, import_records

PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def bring_in(office: RuleOffice, *rows: dict[str, object]) -> ImportView:
    command = ImportRecords("some.xlsx", io.BytesIO(write_penalties([{**PENALTY, **cells} for cells in rows])))
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
