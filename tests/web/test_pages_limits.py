"""When something is due, was done, or waits: each day stands once, under its own name, and says why."""

import pytest
from builders import Service
from due_works import open_incidents
from page_readers import FIRST_AGREES, decide, grant, hand_in, reader

from workflow_app.schemas.explanations import HOLIDAYS
from workflow_app.services.background import run_due
from workflow_app.web.languages import LANGUAGES
from workflow_app.web.pages.values import skipped_runs


def test_a_task_that_is_done_says_when_and_by_whom(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    page = reader(service, "first_reviewer").get("/desk?scope=done")
    heads = [each.text_content().strip() for each in page.all("//thead//th")]
    assert (heads[0], heads[3]) == ("Finished on", "Done by")
    row = page.all("//tbody/tr[1]/*")
    assert row[3].text_content().strip() == "first_reviewer"


def test_a_removal_that_waits_says_since_when_and_by_when(service: Service) -> None:
    grant(service)
    (row,) = reader(service, "decider").get("/desk/removals").all("//tbody/tr")
    told = " ".join(" ".join(row.itertext()).split())
    assert told.count("to be taken down since today · by 9 Oct") == 2
    assert open_incidents(service.tools) == []


def test_the_limit_of_the_sites_stands_once_and_attempts_are_no_time(service: Service) -> None:
    case = grant(service)
    run_due(service.tools)
    page = reader(service, "applicant_b").get(case)
    (now,) = page.all("//section[contains(@class, 'xn-card-attention')]")
    assert now.text_content().count("24:00") == 1
    heads = [each.text_content().strip() for each in page.all("//thead[1]//th")]
    checked = page.all(f"//tbody/tr/*[{heads.index('Checked on') + 1}]")
    assert all("attempt" not in each.text_content() for each in checked)


@pytest.mark.parametrize(("lang", "told"), [("zh", "10月1日至7日（国庆节）"), ("en", "1 to 7 Oct (National Day)")])
def test_a_holiday_is_called_by_its_name(service: Service, lang: str, told: str) -> None:
    skipped = [{"date": f"2026-10-0{day}", "why": "HOLIDAY:national_day"} for day in range(1, 8)]
    with service.app.test_request_context(headers={"Cookie": f"lang={lang}"}):
        assert skipped_runs(skipped) == [told]


def test_every_holiday_of_the_calendar_has_a_name_in_each_language(service: Service) -> None:
    with service.tools.database.read() as work:
        calendar = service.tools.calendars.get(work.authorities.list_all()[0], work.authorities)
    assert set(calendar.names.values()) <= set(HOLIDAYS)
    for lang in LANGUAGES:
        with service.app.test_request_context(headers={"Cookie": f"lang={lang}"}):
            assert not {str(each) for each in HOLIDAYS.values()} & set(HOLIDAYS)
