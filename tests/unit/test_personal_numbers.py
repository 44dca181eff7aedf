"""Numbers of persons are found however they are written, and nothing else is taken for one."""

import pytest

from workflow_app.domain.masking import free_text
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.texts import has_personal_data


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证410101198001010011", "身份证410***********0011"),
        ("身份证４１０１０１１９８００１０１００１１", "身份证４１０***********００１１"),
        ("身份证410101 19800101 0011", "身份证410*** ******** 0011"),
        ("身份证410101-19800101-001X", "身份证410***-********-001X"),
        ("身份证410101800101001", "身份证410********1001"),
        ("手机13800001111", "手机138****1111"),
        ("电话138 0000 1111", "电话138 **** 1111"),
        ("电话１３８００００１１１１", "电话１３８****１１１１"),
        ("电话138-0000-1111", "电话138-****-1111"),
        ("电话+86 1380 000 1111", "电话+86 138* *** 1111"),
        ("电话1 3 8 0 0 0 0 1 1 1 1", "电话1 3 8 * * * * 1 1 1 1"),
        ("电话138\u200b0000\u200b1111", "电话138\u200b****\u200b1111"),
        ("电话0371-62100000", "电话0371-********"),
        ("（0371）62100000", "（0371）********"),
        ("电话：62100000", "电话：******00"),
        ("电话037162100000", "电话**********00"),
        ("账号6222020200012345678", "账号***************5678"),
        ("卡6222 0202 0001 2345 678", "卡**** **** **** ***5 678"),
        ("开户行中牟农商行，账号：1702020209000012345", "开户行中牟农商行，账号：***************2345"),
    ],
)
def test_the_number_of_a_person_is_found_and_hidden(text: str, shown: str) -> None:
    assert (has_personal_data(text), free_text(text)) == (True, shown)


@pytest.mark.parametrize(
    "text",
    [
        "牟城管罚决字〔2026〕第031号",
        "豫财410122-20260508-0001号票据",
        "第13812345678号处罚决定书",
        "〔2026〕13812345678号",
        "豫0412-2026001号",
        "罚款人民币138000000.00元，2026-05-08至2026-06-07 10:30缴纳",
        "2026-04-15 2026-05-08 9:30现场检查",
        "没收违法所得12,345,678,901.00元",
        "处罚款20000元（大写：贰万元整），15 000 000元以上",
        "91410122MA3X0A0186",
        "统一社会信用代码124101224161000000",
        "豫A12345、豫AD12345货车倾倒垃圾",
        "车架号LSVAA49J132047371",
        "依据《条例》第四十二条第1款第3项、国办发〔2020〕49号",
        "注册号410122100123456",
        "账户余额123456789.00元",
        "拨打12345、12315举报",
        "2026年5月8日14时30分至2026年5月9日16时",
    ],
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert (has_personal_data(text), free_text(text)) == (False, text)


def test_no_text_of_the_demonstration_is_taken_for_personal() -> None:
    texts = [str(cell) for penalty in DEMO_PENALTIES for cell in penalty.cells.values() if isinstance(cell, str)]
    assert [each for each in texts if has_personal_data(each) and len(each) > len("410101198001010011")] == []
