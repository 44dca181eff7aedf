"""The receipts of a site in a spreadsheet: columns, what each row says, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.sheets import Cell, SheetRow

SHEET = "办理清单"
ROW_NO, KIND, RECEIPT_NO, RESULT, REASON = "办理编号", "事项", "回执编号", "办理结果", "退回原因"
KEYS = (
    ("site_number", "网站编号"),
    ("document_no", "决定书文号"),
    ("subject_name", "行政相对人名称"),
    ("uscc", "统一社会信用代码"),
    ("authority_name", "处罚机关"),
    ("decided_on", "处罚决定日期"),
    ("fact", "违法事实"),
    ("basis", "处罚依据"),
    ("decision", "处罚内容"),
    ("amount", "罚款金额（元）"),
    ("shown_until", "公示截止日期"),
    ("outside_no", "网站申请编号"),
    ("result", "修复结果"),
)
"""What a site is told of each piece of work: the field of the work and the header of its column."""
KINDS: Mapping[str, str] = MappingProxyType({"REMOVE": "撤下", "SHOW": "公示", "RESULT": "反馈结果"})
HEADER = (ROW_NO, KIND, *(header for _, header in KEYS), RECEIPT_NO, RESULT, REASON)
DONE_WORDS = frozenset({"已撤下", "已公示", "已完成", "完成", "办结", "DONE"})
RETURNED_WORDS = frozenset({"退回", "被退回", "不予办理", "RETURNED"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one row says of one piece of work: done under a receipt number, or sent back for a reason."""

    row: SheetRow
    row_no: str
    receipt_no: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, and where; the code has a sentence that says what to do."""

    sheet: str
    row: int
    column: str
    value: str
    code: str

    def dump(self) -> dict[str, object]:
        """Return it ready for JSON."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "value": self.value, "code": self.code}


def read_receipts(rows: Iterable[SheetRow]) -> Iterator[Receipt | Problem]:
    """Yield what each row below a header says; rows of a sheet without one are left alone, but not all of them."""
    places: dict[str, dict[str, int]] = {}
    found = False
    first: SheetRow | None = None
    for row in rows:
        if row.is_blank:
            continue
        first = first or row
        if row.sheet not in places:
            header = _header(row)
            if header is not None:
                places[row.sheet], found = header, True
            continue
        yield _receipt(row, places[row.sheet])
    if not found:
        sheet = first.sheet if first else SHEET
        yield Problem(sheet, first.number if first else 1, ROW_NO, "", "RECEIPT_HEADER_MISSING")


def _header(row: SheetRow) -> dict[str, int] | None:
    """Return at which place each column stands, if this is a header."""
    places = {_text(cell): at for at, cell in enumerate(row.cells)}
    return places if ROW_NO in places and RESULT in places else None


def _receipt(row: SheetRow, places: Mapping[str, int]) -> Receipt | Problem:
    def cell(column: str) -> str:
        at = places.get(column, -1)
        return _text(row.cells[at]) if 0 <= at < len(row.cells) else ""

    def problem(column: str, code: str) -> Problem:
        return Problem(row.sheet, row.number, column, cell(column)[:LONGEST], code)

    row_no, result = cell(ROW_NO), cell(RESULT).upper()
    if not row_no:
        return problem(ROW_NO, "RECEIPT_ROW_UNKNOWN")
    if result in RETURNED_WORDS:
        reason = cell(REASON)
        return Receipt(row, row_no, reason=reason[:LONGEST]) if reason else problem(REASON, "RECEIPT_REASON_MISSING")
    if result not in DONE_WORDS:
        return problem(RESULT, "RECEIPT_RESULT_UNKNOWN" if result else "RECEIPT_RESULT_MISSING")
    number = cell(RECEIPT_NO)
    if not number:
        return problem(RECEIPT_NO, "RECEIPT_NUMBER_MISSING")
    return problem(RECEIPT_NO, "TOO_LONG") if len(number) > LONGEST else Receipt(row, row_no, receipt_no=number)


def _text(cell: Cell) -> str:
    """Return a cell as it is read; a whole number has no decimals, what a formula shows is not taken."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else str(cell) if isinstance(cell, int) else ""
