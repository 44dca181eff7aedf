"""Several applications prepared together when a version takes effect: told once what changed, then handed in."""

from batch_pages import SIGNED, answer_all, begin, shown  # noqa: F401 - a fixture
from builders import Service
from page_readers import Reader, reader
from versions_taken import KEY, changed

from workflow_app.domain.actors import SERVICE
from workflow_app.services.background import run_due
from workflow_app.services.process_publishing import Publication, publish

FORM, OLD, NEW = "forms/application.form.json", "缴款凭证号码", "缴款票据号码（右上角）"


def take_effect(service: Service) -> None:
    """Publish a version whose form asks a question in other words."""
    tools = service.tools
    with tools.database.write() as unit:
        facts = Publication(SERVICE.id, SERVICE.id, note="票据号码写在右上角", basis="〔2026〕8号")
        publish(unit, KEY, changed(OLD, NEW, path=FORM), facts, now=tools.clock.now())
        unit.commit()


def press_again(who: Reader, batch: str) -> str:
    """Look at the batch once more, sign, and return the page that follows."""
    page = who.get(who.get_to(f"{batch}/check").link("go on to sign"))
    return who.get_to(who.submit(page, "answers", {**SIGNED, "act": "submit"}).location).text


def test_what_is_signed_when_the_rules_change_is_sent_back_once_with_its_answers(
    shown: Service,  # noqa: F811 - the fixture
) -> None:
    who = reader(shown, "applicant_h")
    batch = begin(who)
    page = who.get(answer_all(who, batch).link("go on to sign"))
    take_effect(shown)
    told = who.get_to(who.submit(page, "answers", {**SIGNED, "act": "submit"}).location)
    assert "the rules changed at" in told.text
    assert not told.all("//a[@class='xn-number']")
    run_due(shown.tools)
    assert "3 applications submitted" in press_again(who, batch)


def test_what_was_brought_along_before_is_told_before_it_is_handed_in(
    shown: Service,  # noqa: F811 - the fixture
) -> None:
    who = reader(shown, "applicant_h")
    batch = begin(who)
    answer_all(who, batch)
    take_effect(shown)
    run_due(shown.tools)
    assert "the rules changed at" in press_again(who, batch)
    assert "3 applications submitted" in press_again(who, batch)
