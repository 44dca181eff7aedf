"""Files of several sheets: a decision stands once in the whole file, and what comes back keeps each sheet's columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_write import write_rejects
from workflow_app.domain.penalties import Parsed, PenaltyRow, RowFinding, read_penalties
from workflow_app.domain.penalty_columns import PENALTY_COLUMNS, Column
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.sheets import Cell, SheetRow

TODAY = date(2026, 9, 29)
PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")
WRONG = {**PENALTY, "CF_XDR_SHXYM": "91410122MA3X0A0187"}
BACKWARDS = tuple(reversed(PENALTY_COLUMNS))


def sheet(name: str, cells: Mapping[str, Cell], columns: Sequence[Column] = PENALTY_COLUMNS) -> list[SheetRow]:
    header = SheetRow(name, 1, tuple(each.header for each in columns))
    return [header, SheetRow(name, 2, tuple(cells.get(each.code) for each in columns))]


def parsed(*sheets: list[SheetRow]) -> list[Parsed]:
    return list(read_penalties([row for rows in sheets for row in rows], today=TODAY))


def test_a_decision_on_two_sheets_is_refused_the_second_time_also_in_the_same_row() -> None:
    first, second = (each.result for each in parsed(sheet("一", PENALTY), sheet("二", {**PENALTY, "BZ": "别的"})))
    assert isinstance(first, PenaltyRow)
    values = {"sheet": "一", "first": 2}
    assert second == (RowFinding(2, "CF_WSH", first.document_no, "TWICE_ON_SHEETS", values),)


def test_rows_below_other_headers_come_back_below_their_own_and_can_be_read_again() -> None:
    refused = parsed(sheet("一", WRONG), sheet("二", {**WRONG, "CF_WSH": "牟城管罚决字〔2026〕第999号"}, BACKWARDS))
    rows = list(read_rows(BytesIO(write_rejects(refused)), "rejects.xlsx"))
    assert [(row.sheet, row.number) for row in rows] == [("退回", 1), ("退回", 2), ("退回2", 1), ("退回2", 2)]
    assert rows[2].cells[:2] == tuple(each.header for each in BACKWARDS[:2])
    again = list(read_penalties(rows, today=TODAY))
    assert [[each.code for each in row.result] for row in again if isinstance(row.result, tuple)] == [
        ["USCC_CHECK"]
    ] * 2
