import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_marks import CODE_ALPHABET, grouped_code, letter_number, new_code, normal_code
from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.domain.letters import LetterData, compose

TEXTS = {
    "zh": {
        "title": "准予信用修复决定书",
        "paragraphs": ["你单位于{applied_on}提出申请。", "罚款{fine_amount}元。"],
        "table": {"caption": "安排", "columns": ["公示网站", "日期"], "row": ["{site}", "{end_on}"]},
    },
    "en": {"title": "Grant", "paragraphs": ["You applied on {applied_on} to {authority}."], "contact": "{site_count}"},
}
VALUES = {
    "authority": "牟城市城市管理局",
    "authority_en": "Moucheng Urban Administration Bureau",
    "number": "牟城管信修准决〔2026〕1号",
    "subject_name": "中牟城建渣土运输有限公司",
    "uscc": None,
    "issued_on": date(2026, 8, 19),
    "verify_url": "https://example.org/public/letters/A3C4K7PQRT9X",
    "code": "A3C4K7PQRT9X",
    "applied_on": date(2026, 8, 1),
    "fine_amount": Decimal("20000.50"),
    "site_count": 1,
    "rows": [{"site": "本机关网站", "end_on": date(2026, 8, 20)}],
}


def refusal(texts: object = None, **values: object) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        compose({**TEXTS, **(texts or {})}, {**VALUES, **values})
    return caught.value


def test_values_are_written_in_the_manner_of_the_language() -> None:
    letter = compose(TEXTS, VALUES)
    assert letter.text.paragraphs == ("你单位于2026年8月1日提出申请。", "罚款20,000.50元。")
    assert letter.english.paragraphs == ("You applied on 1 August 2026 to Moucheng Urban Administration Bureau.",)
    assert letter.english.contact == "1"
    assert letter.text.table.rows == (("本机关网站", "2026年8月20日"),)


def test_a_value_that_ends_a_sentence_does_not_end_it_twice() -> None:
    texts = {
        "zh": {**TEXTS["zh"], "paragraphs": ["承诺：{item}。", ["依据：{item}", "；文书：{item}。"], "查明：{item}"]},
        "en": {**TEXTS["en"], "paragraphs": ["Promised: {item}.", "{name}, of {name}."]},
    }
    letter = compose(
        texts, {**VALUES, "item": "车辆全部密闭。", "item_en": "Every lorry is covered.", "name": "Lu Ltd."}
    )
    assert letter.text.paragraphs == (
        "承诺：车辆全部密闭。",
        "依据：车辆全部密闭；文书：车辆全部密闭。",
        "查明：车辆全部密闭。",
    )
    assert letter.english.paragraphs == ("Promised: Every lorry is covered.", "Lu Ltd., of Lu Ltd.")


def test_a_piece_is_said_only_where_its_value_is_there_and_a_paragraph_only_where_it_says_something() -> None:
    pieces = ["实缴{fine_amount}元", {"where": "payer", "text": "，由{payer}代缴"}, "。"]
    texts = {"zh": {**TEXTS["zh"], "paragraphs": [pieces, [{"where": "payer", "text": "代缴属实。"}]]}}
    for payer, said in (
        (None, ("实缴20,000.50元。",)),
        (False, ("实缴20,000.50元。",)),
        ("李四", ("实缴20,000.50元，由李四代缴。", "代缴属实。")),
    ):
        assert compose(texts, {**VALUES, "payer": payer}).text.paragraphs == said
    assert conditions(texts) == {"payer"}
    wrong = {"zh": {**TEXTS["zh"], "paragraphs": [[{"where": "payer"}]]}}
    assert refusal(wrong).code == "LETTER_TEXT"


def test_whole_yuan_have_no_decimals() -> None:
    assert compose(TEXTS, {**VALUES, "fine_amount": Decimal("20000.00")}).text.paragraphs[1] == "罚款20,000元。"


def test_frozen_data_survive_json() -> None:
    letter = compose(TEXTS, VALUES)
    assert LetterData.from_json(json.loads(json.dumps(letter.to_json()))) == letter


def test_frozen_data_of_another_shape_are_refused() -> None:
    data = compose(TEXTS, VALUES).to_json()
    for broken in ({**data, "paragraphs": "text"}, {**data, "issued_on": "soon"}, {**data, "addressee": None}, {}):
        with pytest.raises(RefusedError, match="LETTER_DATA"):
            LetterData.from_json(broken)


def test_an_unknown_name_is_refused_and_named() -> None:
    error = refusal({"zh": {"title": "{nobody}", "paragraphs": []}})
    assert (error.code, error.values["name"]) == ("LETTER_PLACEHOLDER", "nobody")


@pytest.mark.parametrize(
    "text", ["{}", "{0}", "{code.__class__}", "{code!r}", "{code:>9}", "{code", "code}", "{{code}}"]
)
def test_only_plain_names_in_braces_are_placeholders(text: str) -> None:
    assert refusal({"zh": {"title": text, "paragraphs": []}}).code == "LETTER_PLACEHOLDER"


@pytest.mark.parametrize("value", [None, True, 1.5, object(), ["x"], datetime(2026, 8, 1, tzinfo=UTC)])
def test_a_value_that_has_no_one_way_to_be_written_is_refused(value: object) -> None:
    assert refusal(fine_amount=value).values["name"] == "fine_amount"


def test_a_letter_without_a_date_is_refused() -> None:
    assert refusal(issued_on="2026-08-19").values["name"] == "issued_on"


def test_braces_in_a_value_are_not_placeholders() -> None:
    assert compose(TEXTS, {**VALUES, "subject_name": "{code}{x}"}).text.addressee.name == "{code}{x}"


def test_what_cannot_be_seen_on_paper_is_dropped_from_values() -> None:
    name = "甲\u202e乙\x00丙\u200b丁\n戊"
    assert compose(TEXTS, {**VALUES, "subject_name": name}).text.addressee.name == "甲乙丙丁 戊"


def test_a_table_without_rows_is_left_out() -> None:
    assert compose(TEXTS, {**VALUES, "rows": []}).text.table is None


def test_a_row_of_another_length_than_the_heading_is_refused() -> None:
    table = {"columns": ["一"], "row": ["{site}", "{end_on}"]}
    assert refusal({"zh": {"title": "t", "paragraphs": [], "table": table}}).code == "LETTER_TEXT"


def test_texts_without_paragraphs_are_refused() -> None:
    assert refusal({"zh": {"title": "t"}}).values["name"] == "paragraphs"


def test_all_names_of_a_letter_file_are_known_before_publishing() -> None:
    assert placeholders(TEXTS) == {"applied_on", "fine_amount", "site", "end_on", "authority", "site_count"}


def test_codes_are_twelve_clear_characters_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 12 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert not set("01258BILOSZ") & set(CODE_ALPHABET)


def test_a_code_typed_as_printed_is_the_code() -> None:
    assert normal_code(grouped_code("A3C4K7PQRT9X").lower()) == normal_code("a3c4-k7pq-rt9x") == "A3C4K7PQRT9X"


def test_numbers_follow_the_standard() -> None:
    assert letter_number("牟城管信修准决", 2026, 1) == "牟城管信修准决〔2026〕1号"
