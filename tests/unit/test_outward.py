"""Which notices leave the house, when they may, and how addresses are read and shown."""

from datetime import datetime

import pytest

from workflow_app.domain.contacts import Channel, masked, read_address
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.outward import BOX_ONLY, OUTWARD, Audience, Pace, opens_at, ways_of
from workflow_app.domain.time import ZONE


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(29, 8), at(29, 8)),
        (at(29, 20, 59), at(29, 20, 59)),
        (at(29, 21), at(30, 8)),
        (at(29, 23, 30), at(30, 8)),
        (at(29, 0, 5), at(29, 8)),
        (at(29, 7, 59), at(29, 8)),
    ],
)
def test_an_sms_waits_for_the_hours_of_the_day(now: datetime, expected: datetime) -> None:
    assert opens_at(now, first_hour=8, last_hour=21) == expected


ABOUT_ONE_PERSON = {
    *("AUTHORISATION_GIVEN", "AUTHORISATION_ADDED", "AUTHORISATION_ENDED", "PASSWORD_CHANGED", "SECOND_STEP_CHANGED"),
    *("SIGNATURE_WANTED", "SIGNATURE_GIVEN", "SIGNATURE_REFUSED", "SIGNATURES_GIVEN", "SIGNATURES_REFUSED"),
    *("CONSENT_WANTED", "CONSENT_REFUSED", "REQUEST_GRANTED", "REQUEST_REFUSED", "IDENTITY_CHANGED"),
}
"""What is done to somebody's own account or rights cannot wait for other news."""


def test_the_staff_is_never_told_by_sms_and_by_one_mail_that_gathers() -> None:
    staff = {code: ways[Audience.STAFF] for code, ways in OUTWARD.items() if Audience.STAFF in ways}
    at_once = {code for code, each in staff.items() if each.mail is Pace.AT_ONCE}
    assert at_once == ABOUT_ONE_PERSON
    assert {each.mail for code, each in staff.items() if code not in at_once} == {Pace.GATHERED}
    assert not any(each.sms for each in staff.values())


def test_what_is_not_in_the_table_stays_in_the_message_box() -> None:
    assert ways_of("OF_A_NEWER_VERSION", Audience.SUBJECT).channels == ()
    assert not BOX_ONLY & set(OUTWARD)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" 138 0013 8000 ", "13800138000"),
        ("+86-13800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
    ],
)
def test_a_mobile_number_may_be_written_in_many_ways(text: str, address: str) -> None:
    assert read_address(Channel.SMS, text) == address


@pytest.mark.parametrize("text", ["", "12345678901", "1380013800", "138001380000", "0371-6666666", "٠١٣٨٠٠١٣٨٠٠", "a"])
def test_what_is_no_mobile_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        read_address(Channel.SMS, text)
    assert caught.value.errors[0].code == ("INVALID_MOBILE" if text else "REQUIRED")


@pytest.mark.parametrize("text", ["Wang.Wu+x@Example.CN", "a@b-c.example.com"])
def test_a_mail_address_keeps_its_person_and_lowers_its_place(text: str) -> None:
    local, _, domain = text.partition("@")
    assert read_address(Channel.MAIL, f" {text} ") == f"{local}@{domain.lower()}"


@pytest.mark.parametrize(
    "text",
    [
        "wang", "wang@", "@example.cn", "wang@example", "wang@@example.cn", "wang wu@example.cn", ".wang@example.cn",
        "wang@example.cn\r\nBcc: x@example.cn", "wang@example.cn,li@example.cn", "王@example.cn", "<wang@example.cn>",
        "wang@-example.cn", f"{'a' * 65}@example.cn", f"a@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 63}.cn",
        '"a b"@example.cn',
    ],
)  # fmt: skip
def test_what_is_no_mail_address_or_more_than_one_is_refused(text: str) -> None:
    with pytest.raises(InvalidError, match="INVALID"):
        read_address(Channel.MAIL, text)


def test_addresses_are_shown_so_that_only_their_owner_knows_them() -> None:
    assert masked(Channel.SMS, "13800138000") == "138****8000"
    assert masked(Channel.MAIL, "wangwu@example.cn") == "w***@example.cn"
    assert masked(Channel.MAIL, "w@example.cn") == "w***@example.cn"
