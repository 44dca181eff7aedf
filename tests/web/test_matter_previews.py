"""The guide that a form would make is read while it is typed: by who writes it, and nothing of it is saved."""

import pytest
from builders import URBAN, Service, hire
from page_readers import Reader, reader
from werkzeug.datastructures import MultiDict

from workflow_app.domain.actors import Role

PEOPLE = {"writer": Role.CREDIT_OFFICE, "head": Role.SECTION_HEAD}


@pytest.fixture
def office(service: Service) -> Service:
    for name, role in PEOPLE.items():
        hire(service, name, role, authority=URBAN)
    return service


def begun(who: Reader) -> tuple[str, MultiDict[str, str]]:
    """Begin the next edition of construction waste; return where it is and the fields of its form."""
    page = who.get("/desk/matters")
    (action,) = page.all("//tr[contains(., 'construction waste')]//form/@action")
    where = who.press(page, action).location
    _target, fields = who.get(where).form("//form[@id='edition']")
    return where, MultiDict([(name, value) for name, value in fields.items(multi=True) if name != "act"])


def test_the_guide_is_shown_as_it_is_typed_and_nothing_is_saved(office: Service) -> None:
    writer = reader(office, "writer")
    where, typed = begun(writer)
    typed["name-en"], typed["materials-0-name-en"] = "Approval of rubble", "Form of application for rubble"
    seen = writer.post(f"{where}/preview", typed, expect=200)
    assert "Approval of rubble" in seen.text
    assert "Form of application for rubble" in seen.text
    assert not seen.all("//html/body//header"), "a part of a page, not a page"
    saved = writer.get(where).text
    assert "Form of application for rubble" not in saved
    assert "Form of application for rubble" not in writer.get(f"{where}/preview").text


def test_what_is_no_number_is_named_with_its_field(office: Service) -> None:
    writer = reader(office, "writer")
    where, typed = begun(writer)
    typed["statutory_wd"] = "twenty"
    seen = writer.post(f"{where}/preview", typed, expect=422)
    assert "The guide cannot be made yet" in seen.text
    assert "Limit by law" in seen.text


def test_only_who_writes_an_edition_tries_words_on_it(office: Service) -> None:
    where, typed = begun(reader(office, "writer"))
    typed.poplist("csrf_token")
    for name in ("head", "applicant_b"):
        other = reader(office, name)
        other.get("/account/contact")
        assert "Limit by law" not in other.post(f"{where}/preview", typed, expect=403).text


def test_rows_with_their_names_are_folded_and_those_to_be_put_right_are_open(office: Service) -> None:
    writer = reader(office, "writer")
    where, typed = begun(writer)
    page = writer.get(where)
    assert (
        len(page.all("//*[@id='materials']/details")) == len(page.all("//*[@id='materials']/details[not(@open)]")) > 0
    )
    typed["materials-1-why-en"], typed["act"] = "", "propose"
    told = writer.post(where, typed, expect=422)
    assert len(told.all("//*[@id='materials']/details[@open]")) == 1
    assert "to be put right" in "".join(told.all("//nav[contains(@class, 'xn-parts')]//text()"))
