"""Rows of penalties: good ones, and every way in which one can be wrong."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.penalties import PENALTY_COLUMNS, PenaltyRow, RowFinding, parse_row, read_penalties
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.penalty_headers import Header, recognise
from workflow_app.domain.severity import PenaltyType
from workflow_app.domain.sheets import Cell, Formula, SheetRow

TODAY = date(2026, 9, 29)
NAMES = tuple(column.header for column in PENALTY_COLUMNS)
GOOD: dict[str, Cell] = {
    "CF_XDR_MC": "郑州绿源固废处置有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": "91410100MA3X00002E",
    "CF_FRDB": "赵启明",
    "CF_WSH": "郑环罚决字[2026]第112号",
    "CF_WFXW": "未按规定贮存危险废物",
    "CF_SY": "危险废物贮存场所未设置识别标志",
    "CF_YJ": "《中华人民共和国固体废物污染环境防治法》第一百一十二条",
    "CF_CFLB": "罚款",
    "CF_NR": "罚款人民币80000元；责令改正",
    "CF_NR_FK": 8.0,
    "CF_JDRQ": datetime.fromisoformat("2026-04-10"),
    "CF_CFJG": "郑州市生态环境局",
    "CF_CFJGDM": "114101000050010107",
    "CF_LYDW": "郑州市生态环境局",
    "CF_LYDWDM": "114101000050010107",
}
PERSON: dict[str, Cell] = {
    "CF_XDR_MC": "段志勇",
    "CF_XDR_LB": "自然人",
    "CF_XDR_SHXYM": None,
    "CF_FRDB": None,
    "CF_XDR_ZJLX": "身份证",
    "CF_XDR_ZJHM": "410101198001010011",
}


def sheet_row(number: int = 2, **cells: Cell) -> SheetRow:
    values = GOOD | cells
    return SheetRow("行政处罚", number, tuple(values.get(column.code) for column in PENALTY_COLUMNS))


def title_row(names: tuple[Cell, ...] = NAMES, number: int = 1) -> SheetRow:
    return SheetRow("行政处罚", number, names)


def header() -> Header:
    found = recognise(title_row())
    assert found is not None
    return found


def parsed(**cells: Cell) -> PenaltyRow:
    result = parse_row(sheet_row(**cells), header(), today=TODAY)
    assert isinstance(result, PenaltyRow), result
    return result


def findings(**cells: Cell) -> list[tuple[str, str]]:
    result = parse_row(sheet_row(**cells), header(), today=TODAY)
    assert isinstance(result, tuple), result
    return [(each.column, each.code) for each in result]


def test_a_good_row_is_typed_and_normalised() -> None:
    row = parsed()
    assert row.document_no == "郑环罚决字〔2026〕第112号"
    assert row.fine == Decimal(80_000)
    assert row.decided_on == date(2026, 4, 10)
    assert row.penalty_types == (PenaltyType.FINE,)
    assert row.subject_kind is SubjectKind.ENTERPRISE
    assert row.orders_rectification
    assert row.warnings == ()


def test_s37_the_check_character_must_be_e() -> None:
    result = parse_row(sheet_row(CF_XDR_SHXYM="91410100MA3X00002F"), header(), today=TODAY)
    assert result == (
        RowFinding(2, "CF_XDR_SHXYM", "91410100MA3X00002F", "USCC_CHECK", {"expected": "E", "found": "F"}),
    )


@pytest.mark.parametrize("text", ["无", "/", "null", " N/A ", "——"])
def test_saying_that_there_are_no_facts_is_no_fact(text: str) -> None:
    assert findings(CF_SY=text) == [("CF_SY", "PLACEHOLDER")]


@pytest.mark.parametrize("text", ["无", "/", "", None])
def test_the_same_words_in_an_optional_column_mean_empty(text: str | None) -> None:
    assert parsed(BZ=text, CF_XDR_GSZC=text).remarks is None


@pytest.mark.parametrize("cell", [Formula("郑州绿源"), '=HYPERLINK("http://example.com")', "+1", "@SUM(A1)"])
def test_a_formula_is_never_a_name(cell: Cell) -> None:
    assert findings(CF_XDR_MC=cell) == [("CF_XDR_MC", "FORMULA")]


@pytest.mark.parametrize("column", ["CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_CFJGDM", "CF_XDR_ZJHM", "CF_FR_ZJHM"])
def test_a_code_typed_as_a_number_is_refused_with_a_clear_word(column: str) -> None:
    assert (column, "ID_AS_NUMBER") in findings(**{column: 4.10101198001010e17})


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    wrong: dict[str, Cell] = {"CF_XDR_SHXYM": "123", "CF_SY": None, "CF_CFLB": "罚金", "CF_JDRQ": "2026-10-01"}
    assert findings(**wrong) == [
        ("CF_XDR_SHXYM", "USCC_LENGTH"),
        ("CF_CFLB", "UNKNOWN_VALUE"),
        ("CF_JDRQ", "DATE_IN_FUTURE"),
        ("CF_SY", "REQUIRED"),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"CF_XDR_SHXYM": None}, ("CF_XDR_SHXYM", "REQUIRED")),
        ({"CF_FRDB": None}, ("CF_FRDB", "REQUIRED")),
        ({"CF_NR_FK": None}, ("CF_NR_FK", "REQUIRED")),
        ({"CF_NR_FK": 0}, ("CF_NR_FK", "FINE_ZERO")),
        ({"CF_NR_FK": "八万"}, ("CF_NR_FK", "MONEY_FORMAT")),
        ({"CF_NR_FK": -1}, ("CF_NR_FK", "MONEY_NEGATIVE")),
        ({"CF_CFLB": "罚款;没收违法所得"}, ("CF_NR_WFFF", "REQUIRED")),
        ({"CF_CFLB": "罚款；暂扣许可证件"}, ("CF_NR_ZKDX", "REQUIRED")),
        ({"CF_CFLB": "罚款、吊销许可证件"}, ("CF_NR_ZKDX", "REQUIRED")),
        ({"CF_YXQ": "2026/4/9"}, ("CF_YXQ", "BEFORE_DECISION")),
        ({"CF_JDRQ": 46122.0}, ("CF_JDRQ", "DATE_AS_NUMBER")),
        ({"CF_JDRQ": 12.0}, ("CF_JDRQ", "DATE_FORMAT")),
        ({"CF_CFLB": "罚款;其他"}, ("CF_CFLB", "OTHER_NEEDS_WORDS")),
        ({"CF_FR_ZJHM": "410101198001010011"}, ("CF_FR_ZJLX", "REQUIRED")),
        ({"CF_FR_ZJHM": "410101201201010010", "CF_FR_ZJLX": "身份证"}, ("CF_FR_ZJHM", "REPRESENTATIVE_UNDER_AGE")),
        ({"CF_JDRQ": "2026-02-30"}, ("CF_JDRQ", "DATE_FORMAT")),
        ({"CF_JDRQ": "1949-09-30"}, ("CF_JDRQ", "DATE_TOO_EARLY")),
        ({"CF_CFJGDM": "91410100MA3X00002E"}, ("CF_CFJGDM", "AUTHORITY_USCC")),
        ({"CF_XDR_LB": "公司"}, ("CF_XDR_LB", "UNKNOWN_VALUE")),
        ({"CF_XDR_MC": "名" * 201}, ("CF_XDR_MC", "TOO_LONG")),
        ({"CF_NR": "<script>"}, ("CF_NR", "MARKUP")),
        ({"CF_NR": "罚款\x07"}, ("CF_NR", "CONTROL_CHARACTER")),
        ({"CF_NR": True}, ("CF_NR", "NOT_TEXT")),
        ({"CF_SY": "当事人电话13812345678"}, ("CF_SY", "PERSONAL_DATA")),
        ({"CF_SY": "段某410101198001010011倾倒垃圾"}, ("CF_SY", "PERSONAL_DATA")),
        ({"CF_XDR_GSZC": "12345"}, ("CF_XDR_GSZC", "REGISTRATION_NO")),
        ({"CF_XDR_ZZJG": "MA3X00003"}, ("CF_XDR_ZZJG", "ORGANISATION_CODE_CHECK")),
        ({"CF_FR_ZJLX": "驾驶证"}, ("CF_FR_ZJLX", "UNKNOWN_VALUE")),
        ({"XN_CFCX": "快速"}, ("XN_CFCX", "UNKNOWN_VALUE")),
    ],
)
def test_one_wrong_cell_is_named(cells: dict[str, Cell], expected: tuple[str, str]) -> None:
    assert findings(**cells) == [expected]


@pytest.mark.parametrize(
    "typed", ["2026-04-10", "2026/4/10", "2026年4月10日", "20260410", "2026.04.10", "2026-04-10 00:00:00"]
)
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    assert parsed(CF_JDRQ=typed).decided_on == date(2026, 4, 10)


def test_a_natural_person_needs_a_document_and_no_code() -> None:
    row = parsed(**PERSON)
    assert (row.person_id, row.uscc) == ("410101198001010011", None)
    assert findings(**PERSON | {"CF_XDR_ZJHM": None}) == [("CF_XDR_ZJHM", "REQUIRED")]


def test_a_wrong_identity_number_is_masked_in_the_finding() -> None:
    (finding,) = parse_row(sheet_row(**PERSON | {"CF_XDR_ZJHM": "410101198001010012"}), header(), today=TODAY)  # type: ignore[misc]  # findings expected
    assert (finding.code, finding.value) == ("ID_CHECK", "410***********0012")


def test_several_types_and_another_one_in_words() -> None:
    row = parsed(CF_CFLB="警告;罚款;其他-责令公开道歉")
    assert row.penalty_types == (PenaltyType.WARNING, PenaltyType.FINE, PenaltyType.OTHER)


def test_a_code_that_belongs_to_another_kind_is_a_warning() -> None:
    row = parsed(CF_XDR_LB="个体工商户")
    assert [(each.column, each.code) for each in row.warnings] == [("CF_XDR_LB", "KIND_DIFFERS_FROM_CODE")]


def test_an_amount_without_its_type_is_a_warning() -> None:
    assert [each.code for each in parsed(CF_CFLB="警告").warnings] == ["AMOUNT_WITHOUT_TYPE"]


def test_what_classes_are_computed_from_comes_with_the_row() -> None:
    facts = parsed(XN_SSLY="安全生产", XN_CFCX="简易程序").severity_facts(authority_id="zz", field="ECOLOGY")
    assert (facts.fine, facts.data_class, facts.simple_procedure) == (Decimal(80_000), "WORK_SAFETY", True)


def test_the_header_may_carry_marks_codes_and_wide_brackets() -> None:
    names = tuple(f" {name.replace('(', '（').replace(')', '）')} *" for name in NAMES)
    assert len(header().columns) == len(PENALTY_COLUMNS)
    found = recognise(title_row(names))
    by_code = recognise(title_row(tuple(column.code for column in PENALTY_COLUMNS)))
    assert found is not None
    assert by_code is not None
    assert found.columns == by_code.columns == header().columns


def test_a_renamed_column_is_named_with_what_it_should_be() -> None:
    names = tuple("罚款金额(元)" if name == "罚款金额(万元)" else name for name in NAMES)
    names = tuple("处罚决定书文号" if name == "行政处罚决定书文号" else name for name in names)
    with pytest.raises(InvalidError) as caught:
        recognise(title_row(names))
    assert caught.value.code == "HEADER"
    assert {(each.code, each.values["expected"], each.values["found"]) for each in caught.value.errors} == {
        ("COLUMN_RENAMED", "罚款金额(万元)", "罚款金额(元)"),
        ("COLUMN_RENAMED", "行政处罚决定书文号", "处罚决定书文号"),
    }


def test_a_needed_column_that_is_not_there_is_named() -> None:
    names = tuple(name for name in NAMES if name != "违法事实")
    with pytest.raises(InvalidError) as caught:
        recognise(title_row(names))
    assert [(each.field, each.code) for each in caught.value.errors] == [("/header/CF_SY", "COLUMN_MISSING")]


def test_a_column_that_stands_there_twice_is_named() -> None:
    with pytest.raises(InvalidError) as caught:
        recognise(title_row((*NAMES, "备注")))
    assert [(each.field, each.code) for each in caught.value.errors] == [("/header/BZ", "COLUMN_TWICE")]


def test_columns_nobody_knows_are_read_past() -> None:
    found = recognise(title_row((*NAMES, "所属网格员")))
    assert found is not None
    assert found.unknown == ("所属网格员",)


def test_the_header_may_follow_a_title_and_blank_rows_are_read_past() -> None:
    rows = [
        title_row(("双公示行政处罚数据",)),
        title_row(number=2),
        sheet_row(3),
        SheetRow("行政处罚", 4, ("", " ")),
        sheet_row(5),
    ]
    results = [each.result for each in read_penalties(rows, today=TODAY)]
    assert isinstance(results[0], PenaltyRow)
    assert results[0].row == 3
    assert results[1] == (RowFinding(5, "CF_WSH", "郑环罚决字〔2026〕第112号", "TWICE_IN_FILE", {"first": 3}),)


def test_two_parties_may_share_one_number() -> None:
    rows = [title_row(), sheet_row(2), sheet_row(3, **PERSON)]
    assert all(isinstance(each.result, PenaltyRow) for each in read_penalties(rows, today=TODAY))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([sheet_row(2)], "NO_HEADER"),
        ([title_row(number=11)], "NO_HEADER"),
        ([], "FILE_EMPTY"),
        ([SheetRow("行政处罚", 1, (None, " "))], "FILE_EMPTY"),
    ],
)
def test_a_file_without_header_is_refused_and_an_empty_one_as_empty(rows: list[SheetRow], code: str) -> None:
    with pytest.raises(InvalidError) as caught:
        list(read_penalties(rows, today=TODAY))
    assert [each.code for each in caught.value.errors] == [code]


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.dates(),
    st.decimals(),
    st.datetimes(),
    st.times(),
)


@given(st.sampled_from(PENALTY_COLUMNS), CELLS)
def test_no_cell_breaks_the_reader(column: object, cell: Cell) -> None:
    assert parse_row(sheet_row(**{column.code: cell}), header(), today=TODAY)  # type: ignore[attr-defined]  # a column


@given(st.lists(CELLS, max_size=len(NAMES)))
def test_no_row_breaks_the_reader(cells: list[Cell]) -> None:
    assert parse_row(SheetRow("行政处罚", 2, tuple(cells)), header(), today=TODAY)
