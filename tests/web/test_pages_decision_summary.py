"""Who decides reads the case in at most twelve lines before anything else; other steps are as they were."""

from builders import Service
from page_readers import FIRST_AGREES, decide, first_task, hand_in, reader

MOST = 12


def lines_of(service: Service, username: str) -> list[str]:
    """Return the lines of the summary on the page of somebody's first task."""
    who = reader(service, username)
    rows = who.get(first_task(who)).all("//section[contains(@class, 'xn-summary')]//dl/div")
    return [" ".join(each.text_content().split()) for each in rows]


def test_the_decider_has_a_summary_and_nobody_else(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    assert lines_of(service, "first_reviewer") == []
    decide(service, "first_reviewer", FIRST_AGREES)
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    lines = lines_of(service, "decider")
    assert 8 <= len(lines) <= MOST
    for told in ("due 20,000.00 yuan, paid 20,000.00 yuan", "第031号", "in order", "3 files", "Legal limit"):
        assert any(told in line for line in lines), told


def test_the_decider_reads_two_opinions_at_once_and_what_went_before_folded(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    who = reader(service, "decider")
    (part,) = who.get(first_task(who)).all("//*[@id='opinion-part']")
    open_cards = [each.text_content().strip() for each in part.xpath("./section//h2")]
    (folded,) = part.xpath("./details[not(@open)]")
    assert [each.text_content() for each in folded.xpath(".//h3")] == ["Check the materials"]
    assert open_cards[:2] == ["First review", "Second review"]
