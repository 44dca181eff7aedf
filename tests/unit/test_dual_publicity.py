"""The record by which a permit is reported: the fields of rule 4.3, and what stands against one."""

from dataclasses import replace
from datetime import date

from workflow_app.domain.dual_publicity import FIELDS, Reported, faults, fields_of, is_put_in_later
from workflow_app.domain.matters import Category
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.permits import Standing, standing_of

PERMIT = Reported(
    holder="中牟宏运渣土清运有限公司",
    holder_kind="ENTERPRISE",
    uscc="91410122MA3X0A0186",
    representative="王建军",
    decision_no="牟城管审准决〔2026〕1号",
    category="GENERAL",
    category_note="",
    permit_name="建筑垃圾处置核准书",
    permit_no="牟城管许〔2026〕1号",
    content="处置工程渣土。",
    decided_on=date(2026, 7, 1),
    valid_from=date(2026, 7, 1),
    valid_to=date(2027, 6, 30),
    authority="中牟县城市管理局",
    authority_uscc="11410122005100000D",
    status="VALID",
    ended_on=None,
    reason="",
)


def wrong(**changed: object) -> dict[str, str]:
    return dict(faults(fields_of(replace(PERMIT, **changed))))  # type: ignore[arg-type] # what the test changes


def test_a_permit_without_end_holds_until_the_day_that_stands_for_it() -> None:
    assert fields_of(replace(PERMIT, valid_to=None))["XK_YXQZI"] == "2099/12/31"


def test_every_category_has_the_word_of_the_standard_and_another_one_its_note() -> None:
    words = [fields_of(replace(PERMIT, category=each))["XK_XKLB"] for each in Category]
    assert words == ["普通", "特许", "认可", "核准", "登记", "其他-"]
    assert fields_of(replace(PERMIT, category="OTHER", category_note="备案"))["XK_XKLB"] == "其他-备案"


def test_without_a_number_of_the_decision_that_of_the_permit_stands_there() -> None:
    assert fields_of(replace(PERMIT, decision_no=None))["XK_WSH"] == "牟城管许〔2026〕1号"


def test_what_is_needed_depends_on_whose_permit_it_is() -> None:
    assert wrong() == {}
    assert wrong(uscc=None, representative=None) == {"XK_XDR_SHXYM": "MISSING", "XK_FRDB": "MISSING"}
    assert wrong(holder_kind="INDIVIDUAL_BUSINESS", representative=None) == {}
    assert wrong(holder_kind="PERSON", uscc=None, representative=None) == {}


def test_what_is_longer_than_the_standard_allows_is_told() -> None:
    assert wrong(content="长" * 4001, permit_name="证" * 65) == {"XK_XKZS": "TOO_LONG", "XK_NR": "TOO_LONG"}
    assert wrong(content="长" * 4000) == {}


def test_the_number_of_a_person_is_put_in_when_the_record_is_sent_and_never_kept_in_it() -> None:
    (number,) = [each for each in FIELDS if each.code == "XK_XDR_ZJHM"]
    fields = fields_of(replace(PERMIT, holder_kind=SubjectKind.PERSON, uscc=None))
    assert (fields["XK_XDR_ZJHM"], is_put_in_later(number, fields)) == ("", True)
    assert not is_put_in_later(number, fields_of(PERMIT)), "an enterprise has none"


def test_a_line_break_is_no_part_of_a_record() -> None:
    ended = replace(
        PERMIT, content="一、处置。\n二、运输。", status="REVOKED", ended_on=date(2026, 9, 1), reason="不实\r\n整改无效"
    )
    assert fields_of(ended)["XK_NR"] == "一、处置。 二、运输。"
    assert (fields_of(ended)["XK_ZT"], fields_of(ended)["BZ"]) == ("无效", "2026/09/01撤销：不实 整改无效")


def test_the_last_day_of_a_permit_is_a_day_on_which_it_holds() -> None:
    last = date(2027, 6, 30)
    assert standing_of("VALID", last, on=last) is Standing.VALID
    assert standing_of("VALID", last, on=date(2027, 7, 1)) is Standing.EXPIRED
    assert standing_of("VALID", None, on=date(2099, 1, 1)) is Standing.VALID
    assert standing_of("REVOKED", last, on=date(2027, 7, 1)) is Standing.REVOKED, "it did not merely expire"
