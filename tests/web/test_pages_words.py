"""Words as the reader knows them: their language, their own doing, the year, a person's name."""

from pathlib import Path

import pytest
from builders import Service, build_service
from page_readers import FIRST_AGREES, first_task, grant, hand_in, reader

from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.services.demo_accounts import DemoAccount
from workflow_app.web.login import grouped
from workflow_app.web.pages.law_words import proposal_status_word
from workflow_app.web.pages.origin_words import origin_word
from workflow_app.web.pages.words import who_word
from workflow_app.web.sentences import sentence


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Decision Granting the Credit Repair"), ("zh", "准予信用修复决定书")]
)
def test_letters_are_called_in_the_language_of_the_page(service: Service, lang: str, title: str) -> None:
    grant(service)
    page = reader(service, "applicant_b", lang=lang).get("/my/letters")
    assert title in [each.text_content() for each in page.all("//ul[@class='xn-files']//strong")]


def test_who_did_it_in_another_window_is_told_that_it_was_they(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who, other_window = reader(service, "first_reviewer"), reader(service, "first_reviewer")
    task = first_task(who)
    seen = other_window.get(task)
    who.submit(who.get(task), "opinion", FIRST_AGREES)
    page = other_window.submit(seen, "opinion", FIRST_AGREES, expect=409)
    assert "You completed this task yourself on 29 Sep 2026 at 09:00." in page.text


def test_a_public_record_carries_the_year_of_its_days(service: Service) -> None:
    who = reader(service, lang="zh")
    found = who.get("/public?q=宏运")
    assert "2026年5月8日" in found.text
    page = who.get(found.all("//a[@data-open]/@href")[0])
    assert "2026年5月8日（周五）" in page.text
    assert "统一社会信用代码" in page.text


def test_a_person_has_a_name_and_no_code(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "person", penalties=["H1/6"])
    who = reader(service, lang="zh")
    page = who.get(who.get("/public").all("//a[@data-open]/@href")[0])
    labels = [each.text_content() for each in page.all("//dt")]
    assert labels[0] == "姓名"
    assert not {"企业", "统一社会信用代码"} & {*labels}
    assert not page.all("//main//a[@href='/my']"), "a person cannot apply online"
    assert "自然人请持身份证和缴款凭证，到作出决定的机关窗口书面申请" in page.text
    service.parts.close()


def test_the_number_of_a_pledge_is_called_one_in_the_history(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b", lang="zh"))
    page = reader(service, "applicant_b", lang="zh").get(case)
    (line,) = page.all("//ol[@class='xn-timeline']/li[contains(., '承诺书已签署')]/p")
    assert line.text_content() == "承诺书编号 ZM_URBAN-CN-2026-000001"


def test_a_code_of_a_letter_is_called_alike_everywhere(service: Service) -> None:
    with service.app.test_request_context(headers={"Cookie": "lang=zh"}):
        assert "核验码" in sentence("LETTER_UNKNOWN")
    templates = Path(service.app.root_path).parent / "templates" / "letters"
    assert not [path for path in templates.glob("*.typ") if "验证码" in path.read_text()]


def test_newcomers_learn_how_a_record_is_repaired_and_searchers_do_not(service: Service) -> None:
    page = reader(service).get("/public")
    assert page.link("Log in and apply") == "/login?next=/my"
    assert "How to have a record repaired" not in reader(service).get("/public?q=宏运").text
    assert "How to have a record repaired" not in reader(service, "applicant_b").get("/public").text


def test_the_accounts_of_a_tour_come_first_in_its_order(service: Service) -> None:
    names = {
        "applicant_a": "APPLICANT", "applicant_b": "APPLICANT", "first_reviewer": "FIRST_REVIEWER",
        "data_clerk": "DATA_CLERK", "auditor": "AUDITOR", "supervisor": "SUPERVISOR",
    }  # fmt: skip
    accounts = [DemoAccount(name, name, (role,)) for name, role in names.items()]
    with service.app.test_request_context(headers={"Cookie": "lang=en"}):
        groups = {each["title"]: [one["username"] for one in each["accounts"]] for each in grouped(accounts)}
    assert groups == {
        "The way of one repair": ["data_clerk", "applicant_b", "first_reviewer"],
        "Applicants": ["applicant_a"],
        "Staff": ["supervisor"],
        "Administration": ["auditor"],
    }


def test_the_service_has_a_name_in_the_language_of_the_page_where_nobody_acted(service: Service) -> None:
    for lang, told in (("en", "the service"), ("zh", "系统")):
        with service.app.test_request_context(headers={"Cookie": f"lang={lang}"}):
            assert (who_word("service"), who_word("冯佳")) == (told, "冯佳")
    page = reader(service, "data_clerk", lang="zh").get("/desk/imports")
    assert {each.text_content().strip() for each in page.all("//main//table[.//time]//td[@data-label='导入人']")} == {
        "系统"
    }


def test_a_proposal_waits_for_approval_and_not_in_a_queue(service: Service) -> None:
    with service.app.test_request_context(headers={"Cookie": "lang=zh"}):
        assert proposal_status_word("PROPOSED") == "待审批"


OF_OURS = ("本系统", "待核", "待定", "推算")


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("本系统默认值（送达）", "default of this system (service of letters)"),
        ("国家发展改革委令第36号；通行规定，待核", "国家发展改革委令第36号; common practice, to be confirmed"),
        ("推算：10－3", "worked out: 10 − 3"),
    ],
)
def test_an_origin_of_ours_is_told_in_the_language_of_the_page(service: Service, origin: str, said: str) -> None:
    for lang, expected in (("en", said), ("zh", origin)):
        with service.app.test_request_context(headers={"Cookie": f"lang={lang}"}):
            assert origin_word(origin) == expected


def test_every_origin_of_ours_has_english_words(service: Service) -> None:
    with service.app.test_request_context(headers={"Cookie": "lang=en"}):
        ours = {
            row.origin for row in PARAMETERS if any(word in row.origin for word in ("本系统", "待核", "待定", "推算"))
        }
        assert ours
        for origin in ours:
            said = origin_word(origin)
            assert not any(word in said for word in ("本系统", "待核", "待定", "推算", "（")), said
