"""A material on a page: several photographs at once without scripts, page by page with them."""

import io

import pikepdf
import pytest
from builders import Service
from page_readers import APPLICATION, Fields, Page, Reader, papers, reader, start_application, whole
from photographs import heic, jpeg, receipt

SMALL = [jpeg(receipt(number, width=450, height=600), lying=number == 2) for number in (1, 2, 3)]


def photo(number: int) -> tuple[io.BytesIO, str, str]:
    return io.BytesIO(SMALL[number - 1]), f"IMG_{number}.jpg", "image/jpeg"


def with_photographs() -> Fields:
    iphone = (io.BytesIO(heic(receipt(4, width=450, height=600))), "IMG_4.HEIC", "image/heic")
    return {**APPLICATION, **papers(), "receipt": [photo(2), photo(1), iphone], "act": "check"}


def pdf_at(who: Reader, page: Page, name: str) -> pikepdf.Pdf:
    (url,) = {each.get("data-pdf-url") for each in page.all(f"//*[contains(@data-pdf-name, '{name}')]")}
    return pikepdf.open(io.BytesIO(who.get(url).answer.get_data()))


def add(who: Reader, task: str, *files: object, field: str = "receipt", expect: int = 200) -> Page:
    return who.post(f"{task}/pages/{field}", {"file": list(files)}, expect=expect)


def ids(page: Page) -> list[str]:
    return [str(each) for each in page.all("//li/@data-page")]


def test_several_photographs_sent_with_the_form_are_one_pdf_that_applicant_and_reviewer_see_alike(
    service: Service,
) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    form = who.get(whole(task))
    (field,) = form.all("//input[@type='file'][@name='receipt']")
    assert field.get("multiple") is not None
    look = who.get(who.submit(form, "answers", with_photographs()).location)
    with pdf_at(who, look, "缴款凭证.pdf") as pdf:
        assert len(pdf.pages) == 3
        sides = [next(iter(page.get_images().values())) for page in pdf.pages]
        assert [int(each.Width) < int(each.Height) for each in sides] == [True] * 3  # the second lay, and was turned
    assert "Made from 3 files" in look.text
    case = who.get(who.submit(look, "submit", {"act": "submit"}).location.removesuffix("/submitted"))
    clerk = reader(service, "intake")
    desk = clerk.get(clerk.get("/desk").all("//a[contains(@href, '/desk/tasks/')]/@href")[0])
    shown = [
        [
            (each.get("data-pdf-url"), each.get("class"))
            for each in page.all("//*[contains(@data-pdf-name, '缴款凭证.pdf')]")
        ]
        for page in (look, case, desk)
    ]
    assert len(shown[0]) == 1
    assert shown[0] == shown[1] == shown[2]
    assert "Made from 3 files" in desk.text


def test_pages_are_added_put_in_order_turned_and_taken_out_and_the_next_look_has_them_so(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.get(whole(task))
    add(who, task, photo(1))
    first, second = ids(add(who, task, photo(3)))
    assert ids(who.post(f"{task}/pages/receipt/{second}", {"act": "up"}, expect=200)) == [second, first]
    turned = who.post(f"{task}/pages/receipt/{first}", {"act": "turn"}, expect=200)
    assert turned.all("//img/@src")[1].endswith(f"{first}.jpg?turn=90")
    small = who.get(turned.all("//img/@src")[1]).answer
    assert (small.mimetype, small.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    form = who.get(whole(task))
    assert ids(form) == [second, first]
    fields = {**APPLICATION, **papers(), "act": "check"}
    del fields["receipt"]
    look = who.get(who.submit(form, "answers", fields).location)
    with pdf_at(who, look, "缴款凭证.pdf") as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 90]
    who.post(f"{task}/pages/receipt/{first}", {"act": "remove"}, expect=200)
    assert ids(who.post(f"{task}/pages/receipt/{second}", {"act": "remove"}, expect=200)) == []
    errors = who.get(f"{task}?confirm=1", expect=422)
    assert "Receipt – Choose a file" in errors.text  # what was made of the pages is not handed in without them


def test_files_sent_with_the_form_take_the_place_of_the_pages_before(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.get(whole(task))
    add(who, task, photo(1), photo(3))
    fields = {**APPLICATION, **papers(), "receipt": photo(2), "act": "check"}
    look = who.get(who.submit(who.get(whole(task)), "answers", fields).location)
    with pdf_at(who, look, "IMG_2.pdf") as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("lang", "kinds"), [("en", "JPG, PNG or HEIC"), ("zh", "JPG、PNG 或 HEIC")])
def test_what_is_no_photograph_is_refused_in_words_by_script_and_by_form(
    service: Service, lang: str, kinds: str
) -> None:
    who = reader(service, "applicant_b", lang=lang)
    task = start_application(who)
    who.get(whole(task))
    svg = (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml")
    told = add(who, task, (io.BytesIO(svg[0]), *svg[1:]), expect=422).answer.get_json()
    assert (told["code"], kinds in told["detail"]) == ("FILE_TYPE", True)
    half = (io.BytesIO(SMALL[0][:3000]), "b.jpg", "image/jpeg")
    assert add(who, task, half, expect=422).answer.get_json()["code"] == "FILE_BROKEN"
    fields = {**APPLICATION, "receipt": [photo(1), (io.BytesIO(svg[0]), *svg[1:])], "act": "check"}
    page = who.submit(who.get(whole(task)), "answers", fields, expect=422)
    (error,) = page.all("//*[@id='error-receipt']")
    assert kinds in error.text_content()
    assert ids(page) == []  # nothing of a choice that was refused in part


def test_pages_are_shown_to_nobody_else_and_kept_for_no_other_field(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.get(whole(task))
    (page,) = ids(add(who, task, photo(1)))
    for field in ("signer_name", "no_such_field", "x" * 200):
        add(who, task, photo(1), field=field, expect=404)
    who.post(f"{task}/pages/receipt/{page}", {"act": "burn"}, expect=422)
    add(who, task, expect=422)
    for name, status in (("applicant_e", 404), ("first_reviewer", 403)):
        other = reader(service, name)
        other.get("/public")
        other.get(f"{task}/pages/thumbnails/{page}.jpg", expect=status)
        other.get(f"{task}/pages/receipt", expect=status)
        add(other, task, photo(1), expect=status)
        other.post(f"{task}/pages/receipt/{page}", {"act": "remove"}, expect=status)
    assert ids(who.get(f"{task}/pages/receipt")) == [page]
