"""The form check: every kind of value, every refusal with its code, conditions, dates and steps."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.ports import FormCheck
from workflow_app.schemas.forms import MarshmallowFormCheck, read_form

TODAY = date(2026, 9, 29)
DOCUMENT = "0192f0c1-2b3c-7d4e-8f90-123456789abc"


def component(key: str, kind: str, **more: object) -> dict[str, object]:
    return {"type": kind, "key": key, "label": key, "properties": {"label_en": key}, **more}


def form(*components: dict[str, object]) -> dict[str, object]:
    return {"type": "default", "schemaVersion": 18, "components": list(components)}


def options(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "label": value} for value in values]


def check(
    *components: dict[str, object], values: Mapping[str, object], step: str = "", decided_on: date | None = None
) -> dict[str, object]:
    checker = MarshmallowFormCheck(today=lambda: TODAY)
    return checker.check(form(*components), values, step=step, context={"decided_on": decided_on})


def refusals(*components: dict[str, object], values: Mapping[str, object], **more: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidError) as caught:
        check(*components, values=values, **more)  # type: ignore[arg-type]  # passed on by name
    return [(error.field, error.code) for error in caught.value.errors]


def test_it_is_the_port_that_services_ask() -> None:
    port: FormCheck = MarshmallowFormCheck(today=lambda: TODAY)
    assert port.check(form(component("name", "textfield")), {"name": " 王建军 "}) == {"name": "王建军"}


@pytest.mark.parametrize(
    ("kind", "more", "sent", "typed"),
    [
        ("textfield", {}, "  绿源\u200b固废 ", "绿源固废"),
        ("textfield", {"validate": {"pattern": r"^1[3-9]\d{9}$"}}, "１３８00138000", "13800138000"),
        ("textfield", {}, "吨位<5 & 'x'", "吨位<5 & 'x'"),
        ("textarea", {}, "一行\r\n二行\t止", "一行\n二行 止"),
        ("number", {"decimalDigits": 2}, "20000.50", Decimal("20000.50")),
        ("number", {"decimalDigits": 2}, 20000, Decimal(20000)),
        ("number", {"decimalDigits": 2}, 0.1, Decimal("0.1")),
        ("number", {}, "２００", Decimal(200)),
        ("datetime", {"subtype": "date"}, "2026-05-20", date(2026, 5, 20)),
        ("radio", {"values": options("AGREE", "RETURN")}, "RETURN", "RETURN"),
        ("select", {"values": options("A", "B")}, "A", "A"),
        ("checklist", {"values": options("A", "B")}, ["B", "A", "A"][:2], ["A", "B"]),
        ("checkbox", {}, True, True),
        ("filepicker", {}, DOCUMENT, DOCUMENT),
    ],
)
def test_a_right_value_comes_back_typed(kind: str, more: dict[str, object], sent: object, typed: object) -> None:
    assert check(component("field", kind, **more), values={"field": sent}) == {"field": typed}


@pytest.mark.parametrize(
    ("kind", "more", "sent", "code"),
    [
        ("textfield", {}, 5, "INVALID_TYPE"),
        ("textfield", {}, "汉" * 2001, "TOO_LONG"),
        ("textfield", {"validate": {"maxLength": 3}}, "四个字了", "TOO_LONG"),
        ("textarea", {}, "x" * 100_000, "TOO_LONG"),
        ("textfield", {"validate": {"minLength": 2}}, "王", "TOO_SHORT"),
        ("textfield", {"validate": {"pattern": r"^1[3-9]\d{9}$"}}, "12800138000", "PATTERN"),
        ("textfield", {"validate": {"pattern": r"^1[3-9]\d{9}$"}}, "138001380001", "PATTERN"),
        ("textfield", {}, "两\n行", "FORBIDDEN_CHARACTERS"),
        ("textfield", {}, "空\x00字符", "FORBIDDEN_CHARACTERS"),
        ("textfield", {}, "反\u202e向", "FORBIDDEN_CHARACTERS"),
        ("textfield", {}, "标\U000e0041签", "FORBIDDEN_CHARACTERS"),
        ("textfield", {}, "半\ud800个", "FORBIDDEN_CHARACTERS"),
        ("textarea", {}, "<script>alert(1)</script>", "FORBIDDEN_CHARACTERS"),
        ("textarea", {}, "好</p>", "FORBIDDEN_CHARACTERS"),
        ("textarea", {}, "<\u200bb>", "FORBIDDEN_CHARACTERS"),
        ("textarea", {}, "<!--", "FORBIDDEN_CHARACTERS"),
        ("textfield", {"validate": {"pattern": ".{1,9}"}}, "＜b＞", "FORBIDDEN_CHARACTERS"),
        ("number", {}, "一百", "INVALID_NUMBER"),
        ("number", {}, "1e5", "INVALID_NUMBER"),
        ("number", {}, float("nan"), "INVALID_NUMBER"),
        ("number", {}, True, "INVALID_NUMBER"),
        ("number", {}, "9" * 5000, "INVALID_NUMBER"),
        ("number", {}, 10**400, "TOO_LARGE"),
        ("number", {"decimalDigits": 2}, "1.001", "TOO_PRECISE"),
        ("number", {"validate": {"min": 0.01}, "decimalDigits": 2}, "0", "TOO_SMALL"),
        ("number", {"validate": {"max": 100}}, "101", "TOO_LARGE"),
        ("datetime", {}, "2026-02-30", "INVALID_DATE"),
        ("datetime", {}, "20260520", "INVALID_DATE"),
        ("datetime", {}, "2026-05-20T00:00", "INVALID_DATE"),
        ("datetime", {}, "٢٠٢٦-٠٥-٢٠", "INVALID_DATE"),
        ("datetime", {}, 20260520, "INVALID_DATE"),
        ("datetime", {}, "1949-09-30", "TOO_EARLY"),
        ("radio", {"values": options("A")}, "B", "NOT_A_CHOICE"),
        ("radio", {"values": options("A")}, ["A"], "NOT_A_CHOICE"),
        ("checklist", {"values": options("A", "B")}, "A", "NOT_A_CHOICE"),
        ("checklist", {"values": options("A", "B")}, ["C"], "NOT_A_CHOICE"),
        ("checklist", {"values": options("A", "B")}, [{}], "NOT_A_CHOICE"),
        ("checklist", {"values": options("A")}, ["A"] * 50, "NOT_A_CHOICE"),
        ("checkbox", {}, "true", "INVALID_TYPE"),
        ("filepicker", {}, "../../etc/passwd", "INVALID_DOCUMENT"),
        ("filepicker", {}, "{" + DOCUMENT + "}", "INVALID_DOCUMENT"),
        ("filepicker", {}, 7, "INVALID_DOCUMENT"),
    ],
)
def test_a_wrong_value_is_refused_with_its_code(kind: str, more: dict[str, object], sent: object, code: str) -> None:
    assert refusals(component("field", kind, **more), values={"field": sent}) == [("/values/field", code)]


def test_an_unknown_key_is_refused_and_its_pointer_is_escaped() -> None:
    assert refusals(values={"a/b~c": 1}) == [("/values/a~1b~0c", "UNKNOWN_FIELD")]


def test_a_thousand_unknown_keys_are_told_as_a_hundred() -> None:
    assert len(refusals(values={f"key_{number}": 1 for number in range(1000)})) == 100


def test_what_was_not_answered_is_told_apart_by_kind() -> None:
    fields = [
        component("name", "textfield"),
        component("agreed", "checkbox"),
        component("duties", "checklist", values=options("A")),
    ]
    assert check(*fields, values={"name": "  "}) == {"name": None, "agreed": False, "duties": []}


@pytest.mark.parametrize("sent", [None, "", " \n", "无", "NULL", "/"])
def test_a_required_text_is_not_answered_by_filling_the_space(sent: object) -> None:
    required = component("reason", "textarea", validate={"required": True})
    assert refusals(required, values={"reason": sent}) == [("/values/reason", "REQUIRED")]


def test_a_required_box_must_be_ticked() -> None:
    required = component("agreed", "checkbox", validate={"required": True})
    assert refusals(required, values={"agreed": False}) == [("/values/agreed", "REQUIRED")]


def test_a_pledge_needs_every_sentence() -> None:
    pledge = component(
        "pledge",
        "checklist",
        values=options("A", "B"),
        validate={"required": True},
        properties={"all_required": "true"},
    )
    assert refusals(pledge, values={"pledge": ["A"]}) == [("/values/pledge", "REQUIRED")]
    assert check(pledge, values={"pledge": ["A", "B"]}) == {"pledge": ["A", "B"]}


def test_a_box_may_stay_open_where_a_remark_says_why() -> None:
    fields = [
        component(
            "duties",
            "checklist",
            values=options("PAID", "RECTIFIED"),
            properties={"all_required": "true", "or_remark": "remark"},
            validate={"required": True},
        ),
        component("remark", "textarea"),
    ]
    assert refusals(*fields, values={"duties": ["PAID"], "remark": " "}) == [("/values/duties", "REQUIRED")]
    left = {"duties": ["PAID"], "remark": "决定书没有要求整改。"}
    assert check(*fields, values=left) == left
    with pytest.raises(RefusedError, match="FORM_DOCUMENT"):
        read_form({"components": [fields[0]]})


def test_a_reason_is_required_only_when_the_opinion_asks_for_it() -> None:
    fields = [
        component("opinion", "radio", values=options("AGREE", "RETURN"), validate={"required": True}),
        component("reason", "textarea", properties={"required_when": "opinion=RETURN"}),
    ]
    assert check(*fields, values={"opinion": "AGREE"}) == {"opinion": "AGREE", "reason": None}
    assert refusals(*fields, values={"opinion": "RETURN"}) == [("/values/reason", "REQUIRED")]


def test_what_is_not_asked_for_beside_the_answer_is_not_taken() -> None:
    fields = [
        component("decision", "radio", values=options("GRANT", "REFUSE"), validate={"required": True}),
        component("reapply_on", "datetime", properties={"shown_when": "decision=REFUSE", "not_before": "today"}),
    ]
    assert check(*fields, values={"decision": "GRANT", "reapply_on": "2026-12-01"})["reapply_on"] is None
    assert check(*fields, values={"decision": "GRANT", "reapply_on": "no date"})["reapply_on"] is None
    assert check(*fields, values={"decision": "REFUSE", "reapply_on": "2026-12-01"})["reapply_on"] == date(2026, 12, 1)
    assert check(*fields, values={"decision": "REFUSE"})["reapply_on"] is None
    late = {"decision": "REFUSE", "reapply_on": "2026-09-28"}
    assert refusals(*fields, values=late) == [("/values/reapply_on", "TOO_EARLY")]


def test_a_reason_that_another_opinion_asked_for_is_not_kept_with_this_one() -> None:
    fields = [
        component("opinion", "radio", values=options("AGREE", "RETURN"), validate={"required": True}),
        component("reason", "textarea", properties={"required_when": "opinion=RETURN"}, validate={"minLength": 9}),
    ]
    assert check(*fields, values={"opinion": "AGREE", "reason": "材料不全"}) == {"opinion": "AGREE", "reason": None}


def test_what_hangs_on_an_answer_that_is_not_taken_goes_with_it_wherever_it_stands() -> None:
    fields = [
        component("sentence", "textarea", properties={"required_when": "gaps=OTHER"}),
        component("gaps", "checklist", values=options("OTHER"), properties={"required_when": "opinion=CORRECT"}),
        component("opinion", "radio", values=options("ACCEPT", "CORRECT"), validate={"required": True}),
    ]
    kept = check(*fields, values={"opinion": "ACCEPT", "gaps": ["OTHER"], "sentence": "缺说明"})
    assert kept == {"opinion": "ACCEPT", "gaps": None, "sentence": None}
    assert check(*fields, values={"opinion": "CORRECT", "gaps": ["OTHER"], "sentence": "缺说明"})["sentence"]


def test_a_date_may_not_lie_in_the_future_nor_before_the_decision() -> None:
    paid_on = component("paid_on", "datetime", properties={"not_future": "true", "not_before": "decided_on"})
    assert check(paid_on, values={"paid_on": "2026-09-29"}) == {"paid_on": TODAY}
    assert refusals(paid_on, values={"paid_on": "2026-09-30"}) == [("/values/paid_on", "IN_THE_FUTURE")]
    decided_on = date(2026, 5, 8)
    assert refusals(paid_on, values={"paid_on": "2026-05-07"}, decided_on=decided_on) == [
        ("/values/paid_on", "TOO_EARLY")
    ]
    assert check(paid_on, values={"paid_on": "2026-05-08"}, decided_on=decided_on) == {"paid_on": decided_on}


def test_a_date_may_be_bound_to_today() -> None:
    reapply_on = component("reapply_on", "datetime", properties={"not_before": "today"})
    assert refusals(reapply_on, values={"reapply_on": "2026-09-28"}) == [("/values/reapply_on", "TOO_EARLY")]


def test_a_field_that_a_step_only_reads_is_not_taken_from_it() -> None:
    paid_on = component("paid_on", "datetime", properties={"visibility": "review_first=read"})
    assert refusals(paid_on, values={"paid_on": "2026-05-20"}, step="review_first") == [
        ("/values/paid_on", "READ_ONLY")
    ]
    assert check(paid_on, values={}, step="review_first") == {}


def test_errors_come_in_the_order_of_the_form() -> None:
    fields = [
        component("first", "datetime", properties={"not_future": "true"}),
        component("second", "number"),
    ]
    assert refusals(*fields, values={"zero": 1, "second": "x", "first": "2027-01-01"}) == [
        ("/values/first", "IN_THE_FUTURE"),
        ("/values/second", "INVALID_NUMBER"),
        ("/values/zero", "UNKNOWN_FIELD"),
    ]


def test_an_error_carries_what_its_sentence_needs() -> None:
    with pytest.raises(InvalidError) as caught:
        check(component("name", "textfield", validate={"maxLength": 3}), values={"name": "四个字了"})
    assert caught.value.errors[0].values == {"maximum": 3}
