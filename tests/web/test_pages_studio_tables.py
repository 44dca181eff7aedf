"""The editor of decision tables on pages: a rule as it is typed, tried, and refused where it is wrong."""

import pytest
from builders import Service
from draft_pages import alter
from page_readers import Page, Reader, reader
from werkzeug.datastructures import MultiDict

from workflow_app.services.process_drafting import digest

KEY = "credit_repair"
PATH = "repair_tables.dmn"
Typed = MultiDict[str, object]


@pytest.fixture
def draft(author: Reader) -> str:
    action, data = author.get(f"/studio/processes/{KEY}").form("//form[contains(@action,'/drafts')]")
    data["title"] = "Another way"
    return author.post(str(action), data).location


def editor(who: Reader, draft: str, number: int) -> tuple[str, Typed]:
    """Return where a rule is sent, and everything that its page would send."""
    action, data = who.get(f"{draft}/table/{PATH}?table=repair_route&rule={number}").form("//form[@id='part']")
    data["act"] = "save"
    return str(action), data


def press(who: Reader, draft: str, number: int, act: str) -> str:
    page = who.get(f"{draft}/table/{PATH}?table=repair_route&rule={number}")
    where = f"//form[.//button[@value='{act}']][.//input[@name='number'][@value='{number}']]"
    action, data = page.form(where + ("" if act != "add" else "[.//button[contains(., 'above')]]"))
    data["act"] = act
    return who.post(str(action), data).location


def unable_to_run(who: Reader, draft: str) -> None:
    """Take the default of a gateway out of the diagram."""
    here = f"{draft}/files/{KEY}.bpmn"
    before = who.client.get(here).get_data()
    after = before.replace(b' default="materials_judged_to_issue_acceptance"', b"")
    assert after != before
    who.send("PUT", here, after, {"If-Match": f'"{digest(before)}"'}, expect=200)


def notes(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.all("//td[@class='xn-note']")]


def tried(who: Reader, draft: str, **values: str) -> str:
    asked = "&".join(f"v-{name}={value}" for name, value in values.items())
    page = who.get(f"{draft}/table/{PATH}?table=repair_route&try=1&{asked}")
    (said,) = page.all("//*[@id='try']//*[@role='status']")
    return " ".join(said.text_content().split())


def test_a_rule_is_written_and_decides_when_it_is_tried(author: Reader, draft: str) -> None:
    values = {"second_opinion": "AGREE", "first_opinion": "AGREE", "publicity_mode": "BEFORE_REMOVAL"}
    before = tried(author, draft, **values, returned_count="4", intent_published="false")
    assert "Rule 4" in before
    action, data = editor(author, draft, 2)
    data["test-1"], data["test-3"], data["value-0"] = "> 3", "", '"DECISION"'
    data["note"], data["note_en"] = "退回三次以上", "Returned more than three times"
    assert author.post(action, data).location.endswith("rule=2")
    page = author.get(f"{draft}/table/{PATH}?table=repair_route")
    assert notes(page)[1] == "Returned more than three times"
    assert "Rule 2" in tried(author, draft, **values, returned_count="4", intent_published="false")
    assert "Rule 4" in tried(author, draft, **values, returned_count="3", intent_published="false")


def test_rules_are_put_in_moved_and_taken_out(author: Reader, draft: str) -> None:
    at = f"{draft}/table/{PATH}?table=repair_route"
    before = notes(author.get(at))
    press(author, draft, 2, "down")
    assert notes(author.get(at)) == [before[0], before[2], before[1], *before[3:]]
    press(author, draft, 3, "up")
    assert press(author, draft, 2, "add").endswith("&rule=2")
    assert notes(author.get(at)) == [before[0], "—", *before[1:]]
    press(author, draft, 2, "remove")
    assert notes(author.get(at)) == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("test-1", '"text', "cannot be read"), ("test-1", '"AGREE"', "wrong type"), ("value-0", '"NOWHERE"', "RETURN")],
)
def test_a_cell_that_cannot_be_is_refused_where_it_was_typed(
    author: Reader, draft: str, field: str, typed: str, said: str
) -> None:
    before = author.client.get(f"{draft}/files/{PATH}").get_data()
    action, data = editor(author, draft, 1)
    data[field], data["note_en"] = typed, "Kept as it was typed"
    page = author.post(action, data, expect=422)
    (problem,) = page.all(f"//*[@id='error-{field}']")
    assert said in problem.text_content()
    assert page.all("//input[@id='note_en']/@value") == ["Kept as it was typed"]
    assert author.client.get(f"{draft}/files/{PATH}").get_data() == before


def test_what_a_table_cannot_answer_is_told(author: Reader, draft: str) -> None:
    assert "is not written as one" in tried(author, draft, returned_count="many")
    for _each in range(4):
        press(author, draft, 2, "remove")
    assert "No rule applies" in tried(author, draft, second_opinion="AGREE", returned_count="5")
    only = author.get(f"{draft}/table/{PATH}?table=repair_route&rule=1")
    assert not only.all("//button[@value='remove']"), "a table is never without a rule"


def test_a_hint_about_a_table_leads_to_it(author: Reader, draft: str) -> None:
    hints = "//*[contains(@class,'xn-finding')]//a[contains(@href,'/tables/')]/@href"
    assert author.get(draft).all(hints) == []
    alter(author, draft, PATH, lambda text: text.replace('id="repair_materials"', 'id="spare"'))
    where = author.get(draft).all(hints)
    assert where == [f"{draft}/tables/spare"]
    assert author.get(where[0], expect=303).location == f"{draft}/table/{PATH}?table=spare"
    author.get(f"{draft}/tables/nothing", expect=404)


def test_a_table_that_a_service_asks_says_so(author: Reader, draft: str) -> None:
    of_service = author.get(f"{draft}/table/{PATH}?table=repair_materials").text
    assert "Asked by the service when an application is begun" in of_service
    of_step = author.get(f"{draft}/table/{PATH}?table=repair_route").text
    assert "Asked at the step" in of_step
    assert "by the service" not in of_step


def test_two_who_write_at_once_lose_nothing(author: Reader, draft: str, studio: Service) -> None:
    other = reader(studio, "second")
    action, mine = editor(author, draft, 1)
    _action, theirs = editor(other, draft, 2)
    theirs["note_en"] = "Theirs"
    other.post(action, theirs)
    mine["note_en"] = "Mine"
    page = author.post(action, mine, expect=409)
    assert "Somebody else changed these tables meanwhile" in page.text
    _action, again = page.form("//form[@id='part']")
    again["act"] = "save"
    author.post(action, again)
    assert notes(author.get(f"{draft}/table/{PATH}?table=repair_route"))[:2] == ["Mine", "Theirs"]


def test_strange_input_is_no_error_of_the_service(author: Reader, draft: str, studio: Service) -> None:
    action, data = editor(author, draft, 1)
    data["note"] = "一\x08二\ufffe三" + "长" * 5000
    author.post(action, data)
    for wrong in ({"number": "99"}, {"number": "-1"}, {"act": "explode"}, {"table": "nothing"}):
        author.post(action, MultiDict({**data.to_dict(), **wrong}), expect=404)
    author.get(f"{draft}/table/{PATH}?table=nothing&rule=99&try=1&v-returned_count=1e999999")
    author.get(f"{draft}/table/process.toml", expect=404)
    reader(studio, "clerk").get(f"{draft}/table/{PATH}", expect=403)
    author.get(draft)
    for text in (b"", b"<definitions/>", b"<!DOCTYPE x><x/>"):
        seen = author.client.get(f"{draft}/files/{PATH}").headers["ETag"].strip('"')
        author.send("PUT", f"{draft}/files/{PATH}", text, {"If-Match": f'"{seen}"'}, expect=200)
        assert author.get(f"{draft}/table/{PATH}", expect=303).location.endswith(f"/edit/{PATH}")


@pytest.mark.parametrize(
    ("lang", "column", "other"), [("en", "Times returned", "已退回次数"), ("zh", "已退回次数", "Times returned")]
)
def test_what_is_wrong_with_a_cell_names_its_column_in_the_language_of_the_page(
    studio: Service, draft: str, lang: str, column: str, other: str
) -> None:
    who = reader(studio, "author", lang=lang)
    action, data = editor(who, draft, 2)
    data["test-1"] = '"AGREE"'
    page = who.post(action, data, expect=422)
    (said,) = page.all("//*[@id='error-test-1']")
    assert column in said.text_content()
    assert other not in said.text_content()


def test_who_asks_a_table_is_told_of_a_diagram_that_cannot_run_too(author: Reader, draft: str) -> None:
    unable_to_run(author, draft)
    page = author.get(f"{draft}/table/{PATH}?table=repair_route")
    assert "Asked at the step" in page.text
    assert "No step of the diagram asks this table." not in page.text
