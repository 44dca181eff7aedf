"""Templates stand beside the papers that they are for; only the people of the enterprise get them."""

from builders import Service
from page_readers import Page, reader, start_application, whole


def links(page: Page) -> list[str]:
    return [str(each) for each in page.all("//a[contains(@href, '/templates/')]/@href")]


def names(page: Page) -> list[str]:
    return [each.rpartition("/")[2] for each in links(page)]


def record_page(service: Service) -> Page:
    applicant = reader(service, "applicant_b")
    path = str(applicant.get("/my").all("//a[contains(@href, '/apply')]/@href")[0])
    return applicant.get(path.removesuffix("/apply"))


def test_a_record_offers_the_templates_of_what_its_repair_needs(service: Service) -> None:
    page = record_page(service)
    assert names(page) == ["t16-blank.pdf", "t17-blank.pdf", "t18-authorisation.pdf", "t18-representative.pdf"]
    answer = reader(service, "applicant_b").get(links(page)[2]).answer
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_form_offers_each_beside_the_field_that_asks_for_it(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    page = applicant.get(whole(start_application(applicant)))
    assert names(page) == ["t16-blank.pdf", "t18-authorisation.pdf", "t18-representative.pdf"]
    (field,) = page.all("//*[contains(@class, 'xn-field')][.//input[@id='field-t16']]")
    assert [each.text_content() for each in field.xpath(".//a")] == ["Application form, part of the penalty authority"]


def test_strangers_and_the_desk_get_none(service: Service) -> None:
    here = links(record_page(service))[0]
    assert reader(service, "applicant_e").get(here, expect=404)
    assert reader(service, "first_reviewer").get(here, expect=403)
    assert "/login" in reader(service).get(here, expect=302).location


def test_an_unknown_template_is_not_found_and_says_so(service: Service) -> None:
    here = links(record_page(service))[0]
    page = reader(service, "applicant_b").get(here.replace("t16-blank", "t99-blank"), expect=404)
    assert "There is no such template for this record" in page.text
