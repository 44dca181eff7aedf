"""The catalogue on pages: the guide that everybody reads, and the form in which an edition is written and decided."""

import re

import pytest
from builders import URBAN, Service, hire
from callers import Caller
from page_readers import Fields, Page, Reader, reader
from werkzeug.datastructures import MultiDict

from workflow_app.domain.actors import Role

GUIDE = "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE"
TERMS: Fields = {"terms-valid_from": "2026-10-09", "terms-note": "缩短承诺时限", "terms-basis": "局务会议纪要12号"}
PEOPLE = {"writer": Role.CREDIT_OFFICE, "writer_2": Role.CREDIT_OFFICE, "head": Role.SECTION_HEAD}


@pytest.fixture
def office(service: Service) -> Service:
    for name, role in PEOPLE.items():
        hire(service, name, role, authority=URBAN)
    return service


def begin(who: Reader) -> str:
    """Begin the next edition of construction waste and return where it is."""
    page = who.get("/desk/matters")
    (action,) = page.all("//tr[contains(., 'construction waste')]//form/@action")
    return who.press(page, action).location


def send(who: Reader, page: Page, act: str, *, expect: int = 303, drop: str = "", **changes: object) -> Page:
    """Send the form of an edition with some fields changed, by one of its buttons."""
    target, fields = page.form("//form[@id='edition']")
    kept = MultiDict([(name, value) for name, value in fields.items(multi=True) if name not in {"act", drop}])
    for name, value in changes.items():
        kept[name.replace("__", "-")] = value
    kept["act"] = act
    return who.post(str(target), kept, expect=expect)


def test_everybody_finds_a_matter_and_reads_its_guide(service: Service) -> None:
    who = reader(service, None)
    page = who.get("/public/matters?q=waste&way=pledge_approval")
    assert page.all("//a[@data-open]/@href") == [GUIDE]
    assert "No matter fits" in who.get("/public/matters?q=nothing-like-this").text
    guide = who.get(GUIDE).text
    for words in (
        "Approval of construction waste disposal",
        "within 15 working days of acceptance",
        "nobody may ask you for a fee",
        "You choose 5, 10, 15, 20 working days",
        "15 working days later it is returned",
        "published for 1 year",
        "checked within 2 months",
        "State Council Order 412",
        "Edition 1, in force since 1 Jan 2025",
    ):
        assert words in guide
    assert "事项清单" not in guide
    assert "承诺书公示 1 年" in reader(service, None, lang="zh").get(GUIDE).text


def test_a_guide_says_why_a_way_is_not_offered(service: Service) -> None:
    who = reader(service, None)
    gas = who.get("/public/matters/ZM_URBAN/GAS_SAFETY_PERMIT").text
    assert gas.count("the field of the matter is closed to it") == 2
    assert "public safety" in gas
    road = who.get("/public/matters/ZM_URBAN/ROAD_OCCUPATION").text
    assert "the matter is decided at once, so there is nothing that could be handed in later" in road


def test_a_guide_names_the_basis_of_an_exception_in_the_language_of_the_page(service: Service) -> None:
    path = "/public/matters/ZZ_ECOLOGY/EIA_APPROVAL"
    assert "rests on State Council Office [2020] 42; notice Zheng Huan Ban [2022] 21" in (
        english := reader(service, None).get(path).text
    )
    assert "国办发〔2020〕42号" not in english
    assert "国办发〔2020〕42号" in reader(service, None, lang="zh").get(path).text


@pytest.mark.parametrize(
    "path", ["ZM_URBAN/NOTHING", "NOBODY/CONSTRUCTION_WASTE", "ZM_URBAN/CONSTRUCTION_WASTE?on=1999-01-01"]
)
def test_what_is_not_there_leads_back_to_the_list(service: Service, path: str) -> None:
    page = reader(service, None).get(f"/public/matters/{path}", expect=404)
    assert page.link("All matters") == "/public/matters"


def test_odd_questions_are_answered_as_if_nothing_was_asked(service: Service) -> None:
    who = reader(service, None)
    assert who.get("/public/matters?way=by-pigeon&authority=%25&q=%F0%9F%90%A6")
    assert who.get(f"{GUIDE}?on=tomorrow")
    assert who.get("/public/matters?cursor=xyz", expect=422)


def test_an_edition_is_written_proposed_and_confirmed_by_somebody_else(office: Service) -> None:
    writer, head = reader(office, "writer"), reader(office, "head")
    where = begin(writer)
    assert begin_again(writer) == where, "who clicks twice comes to the same draft"
    page = writer.get(where)
    sent = send(writer, page, "propose", **{"promised_wd": "12", **TERMS})
    assert "Propose this edition" not in writer.get(sent.location).text
    seen = head.get(where)
    assert "Promised limit (working days): “12” instead of “15”." in seen.text
    assert "缩短承诺时限" in seen.text
    assert "somebody else confirms" in writer.get(where).text
    target, fields = seen.form("//form[@id='confirm']")
    head.post(str(target), fields)
    again = head.post(str(target), fields, expect=409)
    assert "in force" in again.text or "confirmed" in again.text
    public = reader(office, None)
    assert "within 15 working days of acceptance" in public.get(GUIDE).text
    coming = public.get(f"{GUIDE}?on=2026-10-09").text
    assert "within 12 working days of acceptance" in coming
    assert "缩短承诺时限" in coming


def begin_again(who: Reader) -> str:
    page = who.get("/desk/matters")
    (where,) = set(page.all("//tr[contains(., 'construction waste')]//th//a/@href"))
    return str(where)


def test_rows_are_added_moved_and_removed_without_scripts(office: Service) -> None:
    writer = reader(office, "writer")
    where = begin(writer)

    def keys() -> list[str]:
        return [
            each.get("value")
            for each in writer.get(where).all("//input[contains(@name, '-key')][starts-with(@name, 'materials')]")
        ]

    first = keys()
    send(writer, writer.get(where), "add-materials", summary__en="Kept while a row is added.")
    assert keys() == [*first, ""]
    send(writer, writer.get(where), f"up-materials-{len(first)}")
    assert keys() == [*first[:-1], "", first[-1]]
    send(writer, writer.get(where), f"remove-materials-{len(first) - 1}")
    assert keys() == first
    for odd in ("remove-materials-99", "up-materials-0", "burn-materials-1", "add-everything", "down-text-x"):
        send(writer, writer.get(where), odd)
    assert keys() == first
    assert "Kept while a row is added." in writer.get(where).answer.get_data(as_text=True)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(office: Service) -> None:
    writer = reader(office, "writer")
    where = begin(writer)
    page = send(writer, writer.get(where), "save", expect=422, promised_wd="twelve", name__en="Waste")
    assert page.all("//input[@name='promised_wd']/@value") == ["twelve"]
    assert page.all("//input[@name='name-en']/@value") == ["Waste"]
    assert "Enter a whole number" in page.all("//*[@id='error-promised_wd']")[0].text_content()
    assert "Nothing was saved" in page.text
    send(writer, writer.get(where), "save", promised_wd="21", name__en="Waste")
    kept = writer.get(where)
    assert kept.all("//input[@name='promised_wd']/@value") == ["21"], "an unfinished draft is saved"
    assert "cannot be longer than the law allows: 20 working days" in kept.text
    refused = send(writer, kept, "propose", expect=422, **TERMS)
    assert refused.all("//*[@id='error-summary']//a[@href='#promised_wd']")
    assert "The draft is saved" in refused.text


def test_digits_of_a_chinese_keyboard_are_digits(office: Service) -> None:
    writer = reader(office, "writer")
    where = begin(writer)
    send(writer, writer.get(where), "save", promised_wd="１２")
    assert writer.get(where).all("//input[@name='promised_wd']/@value") == ["12"]


def test_who_saves_second_sees_both_and_may_save_over(office: Service) -> None:
    first, second = reader(office, "writer"), reader(office, "writer_2")
    where = begin(first)
    stale = second.get(where)
    send(first, first.get(where), "save", promised_wd="14")
    clash = send(second, stale, "save", expect=409, promised_wd="13")
    assert "writer saved this draft after you opened it" in clash.text
    assert "Promised limit (working days): “13” instead of “14”." in clash.text
    assert clash.all("//input[@name='promised_wd']/@value") == ["13"]
    send(second, clash, "save")
    assert first.get(where).all("//input[@name='promised_wd']/@value") == ["13"]


def test_a_second_click_on_propose_is_no_fault_and_a_late_save_is_told(office: Service) -> None:
    writer = reader(office, "writer")
    where = begin(writer)
    page = writer.get(where)
    send(writer, page, "propose", **TERMS)
    send(writer, page, "propose", **TERMS)
    late = send(writer, page, "save", expect=409, promised_wd="11")
    assert "not a draft any more" in late.text
    assert "“11” instead of “15”" in late.text


def test_a_rejection_needs_a_reason_which_the_writer_reads(office: Service) -> None:
    writer, head = reader(office, "writer"), reader(office, "head")
    where = begin(writer)
    send(writer, writer.get(where), "propose", **TERMS)
    page = head.get(where)
    target, fields = page.form("//form[contains(@action, '/reject')]")
    assert head.post(str(target), fields, expect=422).all("//*[@id='error-decision_note']")
    fields["decision_note"] = "时限太短，办不完"
    head.post(str(target), fields)
    assert "时限太短，办不完" in writer.get(where).text
    assert "时限太短，办不完" in writer.get("/notices").text


def test_tampered_forms_change_nothing_they_should_not(office: Service) -> None:
    writer, head = reader(office, "writer"), reader(office, "head")
    where = begin(writer)
    page = writer.get(where)
    odd = {"status": "CONFIRMED", "name": "no map", "materials-0": "no row", "materials-x-name-zh": "?", "pledge": "1"}
    send(writer, page, "save", **odd, summary__zh="有空格\r\n和换行  ")
    kept = writer.get(where)
    assert "draft" in kept.text
    assert len(kept.all("//fieldset[legend[starts-with(., 'Material')]]")) in {5, 6}
    assert "有空格\n和换行</textarea>" in kept.answer.get_data(as_text=True)
    target, fields = kept.form("//form[@id='edition']")
    head.get("/desk/matters")
    own = MultiDict([(name, value) for name, value in fields.items(multi=True) if name != "csrf_token"])
    head.post(str(target), own, expect=403)
    head.post(f"{where}/confirm", {"version": "2"}, expect=409)
    writer.post(f"{where}/confirm", {"version": "2"}, expect=403)
    other = re.sub("[0-9a-f]{12}$", "0" * 12, where)
    assert writer.get(other, expect=404)


def test_the_catalogue_is_open_to_those_who_keep_it(office: Service) -> None:
    assert reader(office, "first_reviewer").get("/desk/matters", expect=403)
    assert reader(office, "auditor").get("/desk/matters")
    assert "A new matter" not in reader(office, "head").get("/desk/matters").text


def test_a_new_matter_begins_with_an_empty_form(office: Service) -> None:
    writer = reader(office, "writer")
    page = writer.get("/desk/matters")
    target, fields = page.form("//form[@id='begin']")
    assert writer.post(str(target), {**fields, "code": "树木"}, expect=422).all("//*[@id='error-code']")
    sent = writer.post(str(target), {**fields, "code": "tree_felling"})
    assert writer.get(sent.location).all("//input[@name='name-zh']/@value") == [""]
    assert writer.get(f"{sent.location}/preview")


def test_the_interface_lists_matters_and_reads_one(service: Service) -> None:
    anybody = Caller(service, None)
    listed = anybody.json("/public/matters?authority=ZM_URBAN&way=deferred_acceptance&limit=2")
    assert [each["code"] for each in listed["items"]] == ["CONSTRUCTION_WASTE", "HEATING_PERMIT"]
    assert anybody.json(f"/public/matters?authority=ZM_URBAN&way=deferred_acceptance&cursor={listed['next_cursor']}")[
        "items"
    ]
    guide = anybody.json("/public/matters/ZM_URBAN/CONSTRUCTION_WASTE")
    assert (guide["line"]["promised_wd"], guide["line"]["edition"]) == (15, 1)
    assert guide["ready"] == ["deferred_acceptance", "ordinary_approval", "pledge_approval"]
    assert guide["content"]["deferral"]["allowed_wd"] == [5, 10, 15, 20]
    assert guide["content"]["materials"][0]["name"] == "建筑垃圾处置核准申请表"
    assert anybody.get("/public/matters/ZM_URBAN/NOTHING", expect=404).get_json()["code"] == "MATTER_UNKNOWN"
    assert anybody.get("/public/matters?way=pigeon", expect=422).get_json()["errors"][0]["code"] == "NOT_A_CHOICE"
