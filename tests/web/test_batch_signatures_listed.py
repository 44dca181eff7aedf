"""What was asked to be signed, and what is, as the list of the applications and the home page say it."""

import pytest
from batch_pages import HEAD, ask_head, ready
from builders import Service
from page_readers import Reader, reader
from signing_steps import link, reading
from sqlalchemy import select

from workflow_app.models import Case, Task


@pytest.fixture
def who(shown: Service) -> Reader:
    return reader(shown, "applicant_h")


def change_first(shown: Service) -> None:
    """Change an answer of the first draft, as another window would."""
    with shown.tools.database.write() as unit:
        drafts = select(Task).join(Case, Case.id == Task.case_id).where(Case.status == "DRAFT").order_by(Task.case_id)
        first = unit.session.scalars(drafts).first()
        assert first is not None
        first.draft = {**(first.draft or {}), "receipt_no": "4100269999999"}
        unit.commit()


def test_the_list_and_the_home_page_say_what_was_asked_and_what_is_signed(shown: Service, who: Reader) -> None:
    batch = ready(who)
    assert "waits for the signature" not in who.get(batch).text
    ask_head(who, batch)
    page = who.get(batch)
    assert page.text.count("waits for the signature") == 3
    assert "0 of 3 applications are signed." in page.text
    assert page.link("See the signatures") == f"{batch}/signing"
    assert "3 wait for the signature" in who.get("/my").text
    head = reading(shown, here := link(shown), HEAD)
    head.submit(head.get(here), "sign-form", {"has_read": "yes"})
    page = who.get(batch)
    assert "3 of 3 applications are signed." in page.text
    assert page.link("See the signatures and submit") == f"{batch}/signing"
    assert "3 are signed" in who.get("/my").text
    change_first(shown)
    page = who.get(batch)
    assert "2 of 3 applications are signed." in page.text
    assert page.text.count("counts no more: answers changed") == 1
    home = who.get("/my").text
    assert "2 are signed" in home
    assert "the signature under 1 counts no more, because an answer was changed: ask again" in home


def test_what_was_asked_in_vain_is_told_on_the_list(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    head = reading(shown, here := link(shown), HEAD)
    page = head.get(here)
    ids = page.all("//form[@id='decline-form']//input[@name='shown']/@value")
    head.submit(page, "decline-form", {"shown": ids, "reason": "整改尚未全部完成，请先核实。"})
    assert who.get(batch).text.count("asked, but not signed") == 3
    home = who.get("/my").text
    assert "wait for the signature" not in home
    assert "3 were asked for, but not signed" in home


def test_a_change_while_the_link_is_out_is_told_on_the_home_page(shown: Service, who: Reader) -> None:
    batch = ready(who)
    ask_head(who, batch)
    change_first(shown)
    home = who.get("/my").text
    assert "2 wait for the signature" in home
    assert "the signature under 1 counts no more" in home
    assert "are signed" not in home
