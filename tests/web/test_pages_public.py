"""What everybody may see: published records, a case with its code, whether a letter is genuine."""

import pytest
from builders import Service
from page_readers import grant, hand_in, reader

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way


def test_the_search_finds_what_is_shown_and_nothing_else(service: Service) -> None:
    who = reader(service)
    assert who.get("/public?q=宏运").all("//a[@data-open]")
    assert "Nothing is published for" in who.get("/public?q=nobody").text


def test_a_record_says_until_when_it_is_shown_and_where(service: Service) -> None:
    who = reader(service)
    page = who.get(who.get("/public?q=宏运").all("//a[@data-open]/@href")[0])
    assert "This record is shown until" in page.text
    assert len(page.all("//table/tbody/tr")) == 3


def test_what_is_repaired_is_no_longer_shown(service: Service) -> None:
    who = reader(service)
    record = who.get("/public?q=宏运").all("//a[@data-open]/@href")[0]
    grant(service)
    assert "not shown, or no longer" in who.get(record, expect=404).text


def test_a_case_is_followed_with_number_and_code_but_not_without(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    page = applicant.get(hand_in(applicant))
    code = page.all("//dt[contains(., 'Follow code')]/following-sibling::dd[1]")[0].text_content().strip()
    who = reader(service)
    form = who.get("/public/cases")
    found = who.submit(form, "follow", {"number": "修复-2026-0001", "code": code.lower()}, expect=200)
    assert "Now: First review" in found.text
    assert "宏运" not in found.text
    who.submit(form, "follow", {"number": "修复-2026-0001", "code": "AAAAAA"}, expect=404)
    who.submit(form, "follow", {"number": "", "code": ""}, expect=422)


def test_a_letter_is_verified_by_its_code(service: Service) -> None:
    case = grant(service)
    page = reader(service, "applicant_b").get(case)
    (url,) = page.all("//li[contains(., '信修准决')]//a[starts-with(@href, '/public/letters/')]/@href")
    page = reader(service).get(url)
    assert "This letter is genuine." in page.text
    assert "牟城管信修准决〔2026〕1号" in page.text
    assert reader(service).get("/public/letters?code=" + url.rsplit("/", 1)[1], expect=303).location == url
    assert "No letter carries this code." in reader(service).get("/public/letters/AAAA", expect=404).text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_start_leads_strangers_to_the_public_pages(service: Service, lang: str) -> None:
    who = reader(service, lang=lang)
    assert who.get("/", expect=303).location == "/public"
    assert who.get("/public").all("/html/@lang") == ["en" if lang == "en" else "zh-Hans"]


def test_a_household_is_counted_as_one_whatever_address_it_takes(service: Service) -> None:
    def ask(address: str) -> int:
        return service.client().get("/public/letters/none", environ_base={"REMOTE_ADDR": address}).status_code

    assert {ask(f"2001:db8:1:2:{each:x}::7") for each in range(20)} == {404}
    others = ("2001:db8:1:3::9", "::1", "fe80::1%eth0", "198.51.100.7", "::ffff:198.51.100.8")
    assert ask("2001:db8:1:2::9") == 429
    assert {ask(each) for each in others} == {404}
