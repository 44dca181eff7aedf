"""The history of a case on its pages: the steps by day, what stands beside them folded, and nothing lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import Service
from page_readers import Page, hand_in, reader

from workflow_app.services.cases import case_history, get_case
from workflow_app.services.views import CaseView, HistoryEntry
from workflow_app.web.pages.history import told_history
from workflow_app.web.pages.history_days import Day, History, days_of

AT = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)
LETTER = {"kind": "T22_GRANT", "number": "牟城管信修准决〔2026〕1号"}


@contextmanager
def a_case(service: Service) -> Iterator[CaseView]:
    """Give a case that was handed in, within a request in English."""
    case_id = hand_in(reader(service, "applicant_b")).rpartition("/")[2]
    case = get_case(case_id, actor=service.actor("first_reviewer"), tools=service.tools)
    with service.app.test_request_context(headers={"Accept-Language": "en"}):
        yield case


def happened(*entries: tuple[int, str, dict[str, object]]) -> list[HistoryEntry]:
    """Return entries so many minutes after the first instant."""
    return [HistoryEntry(AT + timedelta(minutes=after), "", action, data) for after, action, data in entries]


def titles(day: Day) -> tuple[list[str], list[str]]:
    return [each.title for each in day.steps], [each.title for each in day.more]


def everything_in(history: History) -> int:
    """Count what the lines of a history stand for, folded or not."""
    lines = [line for day in history.days for line in (*day.steps, *day.more)]
    return sum(max(len(line.about), line.times) for line in lines)


def test_a_letter_that_is_sealed_and_served_on_its_day_is_one_step_under_its_name(service: Service) -> None:
    with a_case(service) as case:
        entries = happened(
            (0, "letter.issued", LETTER),
            (1, "letter.sealed", {"number": LETTER["number"]}),
            (2, "letter.served", {"letter": LETTER["number"]}),
        )
        (day,) = days_of(case, entries).days
    assert titles(day) == (["Letter issued: Decision granting the repair"], ["Letter served", "Letter sealed"])
    assert [each.note for each in (*day.steps, *day.more)] == [LETTER["number"]] * 3


def test_a_letter_that_is_served_later_is_a_step_of_that_day(service: Service) -> None:
    week = 7 * 24 * 60
    with a_case(service) as case:
        entries = happened((0, "letter.issued", LETTER), (week, "letter.served", {"letter": LETTER["number"]}))
        served, issued = days_of(case, entries).days
    assert (served.day, titles(served)) == (date(2026, 10, 17), (["Letter served"], []))
    assert issued.more == []


def test_what_is_done_to_several_things_is_one_line_that_names_them(service: Service) -> None:
    with a_case(service) as case:
        one, other = [step.element for step in case.steps][:2]
        entries = happened((0, "site.refused", {"element": one}), (9, "site.refused", {"element": other}))
        (day,) = days_of(case, entries).days
        whole = days_of(case, entries, everything=True)
    names = [step.name_en for step in case.steps][:2]
    assert titles(day) == ([f"Removal refused by a site: {', '.join(names)}"], [])
    assert day.steps[0].at == AT + timedelta(minutes=9), "told at the last of them"
    assert [len(each.about) for each in whole.days[0].steps] == [1, 1]


def test_what_is_said_again_on_a_day_stands_beside_the_last_time(service: Service) -> None:
    again = {"element": "check_materials"}
    with a_case(service) as case:
        entries = happened((0, "task.refused", again), (1, "case.extended", {}), (2, "task.refused", again))
        (day,) = days_of(case, entries).days
    refused = "Attempt refused: separation of duties: Check the materials"
    assert titles(day) == ([refused, "Limit put off"], [refused])


def test_a_step_says_what_state_it_led_to_and_a_state_of_its_own_stays(service: Service) -> None:
    with a_case(service) as case:
        entries = happened(
            (0, "task.completed", {}),
            (0, "letter.issued", LETTER),
            (0, "case.state_reached", {"state": "SYNCING"}),
            (5, "case.state_reached", {"state": "CLOSED"}),
        )
        (day,) = days_of(case, entries).days
    assert [(each.title, each.note, each.tone) for each in day.steps] == [
        ("Completed, removed everywhere", "", "success"),
        ("Letter issued: Decision granting the repair", LETTER["number"], "success"),
        ("Step completed", "now: Granted, being removed from sites", "success"),
    ]


def test_days_are_those_of_shanghai(service: Service) -> None:
    before_midnight = datetime(2026, 10, 9, 15, 59, tzinfo=UTC)
    with a_case(service) as case:
        entries = [HistoryEntry(before_midnight + timedelta(minutes=each), "", "case.extended", {}) for each in (0, 1)]
        assert [each.day for each in days_of(case, entries).days] == [date(2026, 10, 10), date(2026, 10, 9)]


@pytest.mark.parametrize("staff", [True, False])
def test_every_entry_that_somebody_may_read_is_there_folded_or_not(service: Service, *, staff: bool) -> None:
    with a_case(service) as case:
        who = service.actor("first_reviewer" if staff else "applicant_b")
        entries = case_history(case.id, actor=who, tools=service.tools)
        lines = told_history(case, entries, whole=staff)
        short = days_of(case, entries, staff=staff)
        whole = days_of(case, entries, staff=staff, everything=True)
    states = sum("now: " in line.note for day in short.days for line in day.steps)
    assert short.count == len(lines) == whole.count == everything_in(whole)
    assert everything_in(short) + states == len(lines)
    assert (short.lines, whole.lines) == (everything_in(short), len(lines)), "the number at the head is what is seen"
    assert [line.title for day in whole.days for line in day.steps] == [line.title for line in reversed(lines)]
    assert short.folds


def test_the_desk_shows_all_by_a_link_and_goes_back(service: Service) -> None:
    case_id = hand_in(reader(service, "applicant_b")).rpartition("/")[2]
    clerk = reader(service, "first_reviewer")
    page = clerk.get(f"/desk/cases/{case_id}")
    assert folds(page) == 1
    assert "Next step opened" in page.text, "folded, not left out"
    (told,) = page.all("//details[@id='history']/summary//*[@class='xn-count']/text()")
    assert int(told) == len(page.all("//details[@id='history']//li"))
    whole = clerk.get(f"/desk/cases/{case_id}{page.link('entries in order').partition('#')[0]}")
    assert folds(whole) == 0
    assert whole.all("//details[@id='history']/@open"), "who asked for everything need not open it"
    assert whole.link("Show the main steps only") == "?history=steps#history"


def test_an_applicant_reads_steps_and_never_what_is_for_the_office(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    case = hand_in(applicant)
    for page in (applicant.get(case), applicant.get(f"{case}?history=all")):
        assert "Application submitted" in page.text
        assert "Next step opened" not in page.text


def folds(page: Page) -> int:
    """Count the folds within the history."""
    return len(page.all("//details[@id='history']//details[summary]"))
