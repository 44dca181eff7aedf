"""What an applicant reads of a change: periods in words, letters by their wording."""

import re
from collections.abc import Callable

import pytest
from builders import Service
from page_readers import Page, reader, start_application
from publicity_modes import set_parameter
from versions_taken import APPLICATION, changed

from workflow_app.domain.actors import SERVICE
from workflow_app.services.background import run_due
from workflow_app.services.process_publishing import Publication, publish

KEY, LETTER = "credit_repair", "letters/t20_accept.toml"
ZH, EN = "材料齐全，符合规定形式", "is complete and in form"
HAN = re.compile("[\u4e00-\u9fff]")
Files = dict[str, bytes]
Told = Callable[[Files], Callable[[str], Page]]


@pytest.fixture
def told(service: Service) -> Told:
    """Return a function that publishes files with a note while somebody fills in, and opens what they are told."""

    def of(files: Files) -> Callable[[str], Page]:
        who = reader(service, "applicant_b")
        task = start_application(who)
        with service.tools.database.write() as unit:
            facts = Publication(SERVICE.id, SERVICE.id, note="Note on {authority_phone}")
            publish(unit, KEY, files, facts, now=service.tools.clock.now())
            unit.commit()
        set_parameter(service.tools, "repair.correction_wd", 7)
        run_due(service.tools)
        return lambda lang: who.get(f"{task}/changes?lang={lang}")

    return of


def lines(page: Page) -> str:
    (found,) = page.all("//*[@id='changes-in-words']")
    return " ".join(found.text_content().split())


def test_periods_and_letters_are_told_in_the_language_of_the_page(told: Told) -> None:
    both = changed(ZH, ZH + "、{legal_basis}", path=LETTER)
    opened = told(changed(EN, EN + " as {legal_basis} asks", path=LETTER, files=both))
    page = opened("en")
    assert "Time to supply missing items: 10 working days → 7 working days." in lines(page)
    assert "The wording of the letter “Notice of Acceptance” changed:" in lines(page)
    assert "in form as [legal basis] asks" in lines(page)
    assert not HAN.search(lines(page))
    assert "Note on [telephone of the authority]" in page.text
    assert not set("{}") & set("".join(each.text_content() for each in page.all("//main")))
    chinese = opened("zh")
    assert "申请人补正期限：10 个工作日 → 7 个工作日。" in lines(chinese)
    assert "文书《信用修复受理通知书》的文字有改动：" in lines(chinese)
    assert "符合规定形式、[法律依据]" in lines(chinese)


def test_words_that_are_others_in_chinese_alone_are_named_on_an_english_page(told: Told) -> None:
    page = told(changed(ZH, "材料齐备", path=LETTER))("en")
    assert "The Chinese wording of the letter “Notice of Acceptance” changed." in lines(page)
    assert not HAN.search(lines(page))


def test_an_expression_by_which_an_answer_is_needed_is_not_printed(told: Told) -> None:
    old, new = "payment_matters=SURCHARGE", "payment_matters=WAIVED"
    page = told(changed(f'"required_when": "{old}"', f'"required_when": "{new}"', path=APPLICATION))("en")
    assert "has to be answered changed." in lines(page)
    assert "payment_matters" not in lines(page)
