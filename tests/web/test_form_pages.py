"""A page that answers a form names the page one goes back to: never an address that only takes forms."""

import pytest
from builders import Service
from page_readers import Reader, reader, start_application, whole

from workflow_app.web.local_paths import path_here


def named(who: Reader, path: str, *, sent_from: str = "") -> list[str]:
    page = who.post(path, {}, expect=422, sent_from=sent_from)
    return [str(each) for each in page.all("//meta[@name='xn-form-page']/@content")]


def test_a_form_sent_to_its_own_page_goes_back_there_and_another_to_where_it_was_sent_from(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    assert not who.get(whole(task)).all("//meta[@name='xn-form-page']")
    assert named(who, f"{task}?x=1") == [f"{task}?x=1"]
    course = next(
        each for each in who.get("/my/training").all("//a/@href") if each.startswith("/my/training/courses/")
    ).partition("?")
    begin = f"{course[0]}/test?{course[2]}"
    assert named(who, begin, sent_from=f"http://localhost{''.join(course)}") == ["".join(course)]
    assert named(who, begin, sent_from="https://elsewhere.example/x") == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://localhost/my?a=1", "/my?a=1"),
        ("http://localhost//evil.example/", None),
        ("http://evil.example/my", None),
        ("http://localhost/logout", None),
        ("/my", None),
        (None, None),
    ],
)
def test_only_an_address_of_this_service_is_gone_back_to(address: str | None, path: str | None) -> None:
    assert path_here(address, host="localhost") == path
