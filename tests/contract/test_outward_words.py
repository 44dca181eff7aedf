"""Every notice is decided on: which channels it takes, and in which words; every SMS fits into one part."""

import re
import secrets
from dataclasses import replace

import pytest
from flask import Flask

from workflow_app.domain.message_ports import Told
from workflow_app.domain.outward import BOX_ONLY, OUTWARD, Audience
from workflow_app.domain.seeds.authorities import AUTHORITIES
from workflow_app.services.binding_requests import LINK_BYTES
from workflow_app.services.consent_links import PAGE
from workflow_app.web import languages
from workflow_app.web.notice_writer import CatalogueWriter
from workflow_app.web.pages.incident_words import channel_fault_word
from workflow_app.web.pages.notice_sms import SMS
from workflow_app.web.pages.notice_words import NOTICES
from workflow_app.web.pages.objector_sms import OBJECTOR

LONGEST_PART = 70
DAYS = dict.fromkeys(("due_on", "new", "old", "on"), "2026-12-31")
FACTS = {"number": "牟信修〔2026〕1234号", "document_no": "牟城管罚决字〔2026〕第1031号", **DAYS}
ABOUT = re.compile(r"〔2026〕|12月31日|31 Dec")
"""What an SMS is about: a case, a letter, a decision, or a day."""


ROOMS = (1, 12, 22, 60)
"""How long a host may be: all is said, the enterprise is cut, who asks is left out, and even the link is too long."""


def longest() -> Told:
    """Return a notice of the authority whose name is longest, with the longest of facts."""
    zh, en = (max((getattr(each, name) for each in AUTHORITIES), key=len) for name in ("name_zh", "name_en"))
    return Told("", FACTS, zh, en, "https://credit.example.cn/notices/1")


def by_sms() -> set[str]:
    return {code for code, ways in OUTWARD.items() if any(way.sms for way in ways.values())}


def test_every_notice_is_either_sent_out_or_said_to_stay_in_the_message_box() -> None:
    assert set(NOTICES) - set(OUTWARD) - BOX_ONLY == set()
    assert not set(OUTWARD) & BOX_ONLY


def test_every_notice_that_goes_by_sms_has_a_short_text_and_no_other() -> None:
    assert set(SMS) == by_sms()


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("code", sorted(by_sms()))
def test_an_sms_fits_into_one_part_names_the_case_and_says_who_sends_it(code: str, language: str) -> None:
    told = longest()
    text = (
        CatalogueWriter().write_sms(Told(code, FACTS, told.authority_zh, told.authority_en, ""), language=language).text
    )
    assert text.startswith("【" if language == "zh" else "[")
    assert ABOUT.search(text)
    assert "%" not in text
    assert "\n" not in text
    assert len(text) <= LONGEST_PART, text


@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("code", sorted(OBJECTOR))
def test_an_sms_to_an_objector_fits_into_one_part_and_names_nobody(code: str, language: str) -> None:
    told, facts = (
        longest(),
        {"objection": "异议-2026-1234", "concern": "异议-2026-1234", "code": "A4C7EX", "due_on": "2026-12-31"},
    )
    told = Told(code, facts, told.authority_zh, told.authority_en, "")
    text = CatalogueWriter().write_sms(told, language=language).text
    assert "异议-2026-1234" in text
    assert "%" not in text
    assert len(text) <= LONGEST_PART, text


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_the_code_for_a_telephone_fits_into_one_part(language: str) -> None:
    written = CatalogueWriter().write_code("123456", authority=longest(), minutes=10, channel="SMS", language=language)
    assert "123456" in written.text
    assert len(written.text) <= LONGEST_PART, written.text


@pytest.mark.parametrize("code", ["CONSENT_LINK", "SIGNING_LINK"])
@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_link_fits_into_one_part(code: str, language: str) -> None:
    told = replace(longest(), code=code, link=f"https://credit.example.cn{PAGE}/{secrets.token_urlsafe(LINK_BYTES)}")
    written = CatalogueWriter().write_link(told, language=language)
    assert written.text.endswith(told.link)
    assert len(written.text) <= LONGEST_PART, written.text


@pytest.mark.parametrize("code", ["CONSENT_LINK", "SIGNING_LINK"])
@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_link_says_who_asks_for_which_enterprise_as_far_as_there_is_room(code: str, language: str) -> None:
    subject, link = "中牟县砺石宏运建筑劳务分包工程有限责任公司", f"{PAGE}/{secrets.token_urlsafe(LINK_BYTES)}"
    told = Told(code, {"name": "李晓岚", "subject": subject}, "中牟县城市管理局", "Zhongmou County Bureau", "")
    texts = {
        room: CatalogueWriter().write_link(replace(told, link=f"https://{'x' * room}{link}"), language=language).text
        for room in ROOMS
    }
    assert all(len(text) <= LONGEST_PART for room, text in texts.items() if room < ROOMS[-1]), texts
    assert "李晓岚" in texts[1]
    assert "中牟县" in texts[1]
    assert "李晓岚" not in texts[ROOMS[2]]
    assert subject not in texts[ROOMS[2]]
    assert all(text.endswith(link) for text in texts.values())


@pytest.mark.parametrize("code", sorted(set(OUTWARD) & set(NOTICES)))
def test_a_mail_is_whole_in_both_languages(code: str) -> None:
    told = Told(code, FACTS, "中牟县城市管理局", "Urban Management Bureau", "https://credit.example.cn/notices/1")
    written = {
        language: CatalogueWriter().write_mail([told], language=language, settings_link="https://credit.example.cn/x")
        for language in languages.LANGUAGES
    }
    assert written["zh"].subject.startswith("【中牟县城市管理局】")
    assert written["en"].subject.startswith("[Urban Management Bureau]")
    assert written["zh"].text != written["en"].text
    assert all("https://credit.example.cn/notices/1" in each.text for each in written.values())


def test_what_is_wrong_with_a_channel_has_words() -> None:
    app = Flask("words")
    languages.register(app)
    with app.test_request_context("/?lang=en"):
        for code in ("CHANNEL_UNREACHABLE", "CHANNEL_TIMEOUT", "CHANNEL_DROPPED", "CHANNEL_LOGIN", "CHANNEL_TLS"):
            assert channel_fault_word(code) != code


def test_only_those_who_act_for_a_subject_get_sms() -> None:
    assert not [code for code, ways in OUTWARD.items() if Audience.STAFF in ways and ways[Audience.STAFF].sms]
