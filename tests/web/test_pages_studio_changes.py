"""What a draft changes, and what one version changed in another, on the pages of the studio: in sentences and marks."""

import json

import pytest
from builders import NO_PASSWORD, URBAN, Service
from draft_pages import alter, begin
from page_readers import Page, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.accounts import add_account
from workflow_app.services.bundles import unpack
from workflow_app.services.process_publishing import Publication, publish

KEY = "credit_repair"
PROCESS = f"/studio/processes/{KEY}"
DIAGRAM, LETTER, FORM = f"{KEY}.bpmn", "letters/t20_accept.toml", "forms/second_review.form.json"
PEOPLE = {"author": Role.PROCESS_ADMIN, "second": Role.PROCESS_ADMIN, "clerk": Role.CREDIT_OFFICE}
THIRD = (
    '<bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECTION_HEAD"'
    ' xn:form="second_review" />'
    '<bpmn:sequenceFlow id="third_on" sourceRef="review_third" targetRef="facts_needed" />'
)
FLOW = 'sourceRef="review_first" targetRef="facts_needed"'


@pytest.fixture
def studio(service: Service) -> Service:
    with service.tools.database.write() as unit:
        for name, role in PEOPLE.items():
            command = CreateAccount(name, name, "", roles=[role], authority=URBAN)
            add_account(command, work=unit, tools=service.tools, password_hash=NO_PASSWORD)
        unit.commit()
    return service


@pytest.fixture
def author(studio: Service) -> Reader:
    return reader(studio, "author")


def with_third(text: str) -> str:
    """Return the diagram with a step put on the flow that leaves the first review."""
    longer = text.replace(FLOW, FLOW.replace("facts_needed", "review_third"))
    return longer.replace("<bpmn:exclusiveGateway", f"{THIRD}<bpmn:exclusiveGateway", 1)


def sentences(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.all("//li[@class='xn-change-line']/div")]


def marked(page: Page, side: str, turn: str) -> list[str]:
    (drawing,) = page.all(f"//*[@data-side-of='{side}']//*[@data-diagram-url]")
    return str(drawing.get(f"data-{turn}")).split()


def publish_third(studio: Service) -> None:
    """Publish a version that has the third review."""
    tools = studio.tools
    with tools.database.write() as unit:
        process = unit.processes.find(KEY)
        assert process is not None
        files = unpack(unit.processes.bundle(unit.processes.versions(process.id)[0].id))
        files[DIAGRAM] = with_third(files[DIAGRAM].decode()).encode()
        author, second = (account_id(unit, name) for name in ("author", "second"))
        publish(unit, KEY, files, Publication(author, second, note="A third review"), now=tools.clock.now())
        unit.commit()


def account_id(unit: UnitOfWork, name: str) -> str:
    account = unit.accounts.find_by_username(name)
    assert account is not None
    return account.id


def test_a_new_step_is_a_sentence_and_a_mark(author: Reader) -> None:
    draft = begin(author, key=KEY)
    assert not author.get(draft).all("//*[@id='changes']")
    alter(author, draft, DIAGRAM, with_third)
    page = author.get(draft)
    (first,) = sentences(page)
    assert first.startswith("New step “Third review”, done by: Head of section.")
    assert "after “First review”, before “" in first
    (link,) = page.all("//a[@data-show]")
    assert (link.get("data-show"), link.get("data-side")) == ("review_third", "new")
    assert "review_third" in marked(page, "new", "added")
    assert marked(page, "old", "removed") == []
    zh = sentences(author.get(f"{draft}?lang=zh"))
    assert zh[0].startswith("新增环节“三审”，由 科室负责人 办理。位于“初审”之后、“是否实地核查？”之前。")


def note_of(who: Reader, draft: str) -> str:
    return str(who.get(draft).form("//form[@id='submit']")[1]["note"])


def test_the_change_note_begins_with_the_changes_until_somebody_writes_one(author: Reader) -> None:
    draft = begin(author, key=KEY)
    assert note_of(author, draft) == ""
    alter(author, draft, "tests/closed.json", lambda text: text.replace("公示后", "公示期满后"))
    assert note_of(author, draft) == ""
    alter(author, draft, DIAGRAM, with_third)
    assert note_of(author, draft).startswith("New step “Third review”, done by: Head of section.")
    author.submit(author.get(draft), "submit", {"act": "save", "note": "By decision of the head."})
    assert note_of(author, draft) == "By decision of the head."


def test_who_confirms_reads_the_same_sentences(studio: Service, author: Reader) -> None:
    draft = begin(author, key=KEY)
    alter(author, draft, DIAGRAM, lambda text: text.replace("acceptance == 'REJECT'", "correction_count > 1"))
    alter(author, draft, LETTER, lambda text: text.replace("Your application", "Your written application", 1))
    refused = author.submit(author.get(draft), "submit", {"act": "submit", "note": "Words"}, expect=422)
    assert "The test “不予受理” differs" in refused.text
    home, action = f"{draft}/tests", f"{draft}/tests/renew"
    author.post(action, author.get(f"{home}?run=1").form(f"//form[@action='{action}']")[1])
    author.submit(author.get(draft), "submit", {"act": "submit", "note": "Words"})
    page = reader(studio, "second").get(draft)
    condition, letter, test = sentences(page)
    assert "不予受理" in test
    assert "Acceptance is Do not accept → Times that items were asked for is greater than 1" in condition
    assert letter.startswith("Letter “Notice of Acceptance”, English text: paragraph 1 reads otherwise:")
    assert [each.text_content().strip() for each in page.all("//ins")] == ["written"]
    titles = [each.text_content().split()[0] for each in page.all("//*[@id='changes-in-words']/h3")]
    assert titles == ["Diagram", "Letters", "Process"]


def test_a_removed_step_is_marked_in_the_old_drawing(studio: Service, author: Reader) -> None:
    publish_third(studio)
    back = begin(author, key=KEY)
    alter(
        author,
        back,
        DIAGRAM,
        lambda text: text.replace(THIRD, "").replace('targetRef="review_third"', 'targetRef="facts_needed"'),
    )
    page = author.get(back)
    assert sentences(page)[0].startswith("The step “Third review” is removed.")
    assert "review_third" in marked(page, "old", "removed")
    assert "review_third" not in marked(page, "new", "added")


def test_what_only_moved_is_one_sentence(author: Reader) -> None:
    draft = begin(author, key=KEY)
    alter(author, draft, DIAGRAM, lambda text: text.replace('<dc:Bounds x="', '<dc:Bounds x="1'))
    page = author.get(draft)
    (only,) = sentences(page)
    assert only.startswith("Shapes and lines that only moved on the drawing")
    assert not page.all("//*[@id='drawing']")


def test_what_is_typed_into_a_file_is_shown_as_text(author: Reader) -> None:
    def hostile(text: str) -> str:
        form = json.loads(text)
        form["components"][1]["properties"]["label_en"] = "<script>alert(1)</script>"
        return json.dumps(form)

    draft = begin(author, key=KEY)
    alter(author, draft, FORM, hostile)
    page = author.get(draft)
    assert any("<script>alert(1)</script>" in each for each in sentences(page))
    assert not page.all("//script[contains(., 'alert')]")


@pytest.mark.parametrize("path", [DIAGRAM, FORM, LETTER, "process.toml", "repair_tables.dmn"])
@pytest.mark.parametrize("broken", ["", "<", "[" * 5000])
def test_a_half_written_file_breaks_no_page(author: Reader, path: str, broken: str) -> None:
    draft = begin(author, key=KEY)
    alter(author, draft, path, lambda _text: broken)
    assert sentences(author.get(draft))


def test_versions_are_compared(studio: Service, author: Reader) -> None:
    publish_third(studio)
    history = author.get(PROCESS)
    (link,) = history.all("//a[contains(@href,'/compare')]")
    page = author.get(link.get("href"))
    assert sentences(page)[0].startswith("New step “Third review”")
    assert "A third review" in page.text
    assert "confirmed by second" in page.text
    back = author.get(f"{PROCESS}/compare?old=2&new=1")
    assert sentences(back)[0].startswith("The step “Third review” is removed.")
    assert "Both versions say the same." in author.get(f"{PROCESS}/compare?old=2&new=2").text
    assert sentences(author.get(f"{PROCESS}/compare?new=x")) == sentences(page)


@pytest.mark.parametrize(
    "path", [f"{PROCESS}/compare?old=7", f"{PROCESS}/compare?new=-1", "/studio/processes/none/compare"]
)
def test_a_version_that_is_not_there_is_said(author: Reader, path: str) -> None:
    author.get(path, expect=404)


def test_only_process_administrators_compare(studio: Service) -> None:
    reader(studio, "clerk").get(f"{PROCESS}/compare", expect=403)
