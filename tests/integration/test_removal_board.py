"""The board of removals: nothing on it is hidden, what is late comes first, and a page costs what any page costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders import NOW, Service, build_service, hire
from page_readers import reader
from sqlalchemy import delete, select
from statement_counts import statements

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.removals import BoardFilter, BoardState
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.models import Listing, Record, Removal, Site
from workflow_app.services.board_rows import BoardRow
from workflow_app.services.removal_board import Board, every_row, show_board

TODAY = date(2026, 9, 29)
PAGE = BoardFilter().limit


@pytest.fixture(scope="module")
def shared(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service with B's record, set up once."""
    built = build_service(module_database_url, tmp_path_factory.mktemp("data"), penalties=("B/1",))
    hire(built, "other_clerk", Role.DATA_CLERK, authority="ZZ_ECOLOGY")
    yield built
    built.parts.close()


@pytest.fixture
def service(shared: Service) -> Service:
    """Give that service with one record that is being taken down nowhere."""
    with shared.tools.database.write() as unit:
        unit.session.execute(delete(Removal))
        first = unit.session.scalars(select(Record.id).order_by(Record.id).limit(1)).one()
        unit.session.execute(delete(Listing).where(Listing.item_id != first))
        unit.session.execute(delete(Record).where(Record.id != first, Record.document_no.startswith("第")))
        unit.commit()
    return shared


def removing(
    service: Service,
    number: int,
    *due_on: date,
    status: str = "ORDERED",
    reason: str = "REPAIR_GRANTED",
    at: datetime = NOW,
) -> str:
    """Add a record whose other sites are due on some days, our own being done."""
    record_id = new_id()
    with service.tools.database.write() as unit:
        first = unit.session.scalars(select(Record).order_by(Record.id).limit(1)).one()
        names = [each.name for each in Record.__table__.columns if each.name not in {"id", "document_no"}]
        copy = Record(id=record_id, document_no=f"第{number:04d}号", **{name: getattr(first, name) for name in names})
        unit.add(copy)
        unit.flush()
        own = (date(2026, 1, 1), "VERIFIED")
        sites = unit.listings.list_sites()
        for site, (day, how) in zip(sites, (own, *((each, status) for each in due_on)), strict=False):
            shown = "REMOVED" if how == "VERIFIED" else "REMOVING"
            listing = Listing(id=new_id(), site_id=site.id, item_kind="RECORD", item_id=record_id, status=shown)
            unit.add(listing)
            unit.flush()
            order = {"listing_id": listing.id, "reason": reason, "ordered_at": at, "due_on": day}
            unit.add(Removal(id=new_id(), status=how, attempts=0, **order))
            unit.flush()
        unit.commit()
    return record_id


def board(service: Service, who: str = "data_clerk", **wanted: object) -> Board:
    filled = replace(BoardFilter(), **wanted)
    return show_board(filled, actor=service.actor(who), tools=service.tools)


def every(service: Service, who: str = "data_clerk", **wanted: object) -> list[BoardRow]:
    """Return every row, turning the pages."""
    rows: list[BoardRow] = []
    cursor = None
    while True:
        page = board(service, who, cursor=cursor, **wanted).page
        rows += page.items
        cursor = page.next_cursor
        if cursor is None:
            return rows


def ids(rows: list[BoardRow]) -> list[str]:
    return [each.record_id for each in rows]


def test_every_record_is_on_some_page_once_and_in_the_file(service: Service) -> None:
    made = {removing(service, number, TODAY - timedelta(days=1)) for number in range(PAGE + 1)}
    made |= {removing(service, 100 + number, TODAY + timedelta(days=number % 3)) for number in range(PAGE + 1)}
    rows = every(service)
    assert (len(rows), set(ids(rows))) == (len(made), made)
    counts = board(service).counts
    assert (counts[BoardState.OPEN], counts[BoardState.LATE]) == (2 * PAGE + 2, PAGE + 1)
    filed = every_row(BoardFilter(), actor=service.actor("data_clerk"), tools=service.tools, most=1000)
    assert [each.record_id for each in filed] == ids(rows)
    few = every_row(BoardFilter(), actor=service.actor("data_clerk"), tools=service.tools, most=7)
    assert len(list(few)) == 7


def test_what_is_late_comes_first_and_then_what_is_due_next(service: Service) -> None:
    far, near = removing(service, 1, TODAY + timedelta(days=9)), removing(service, 2, TODAY + timedelta(days=8), TODAY)
    late = removing(service, 4, TODAY + timedelta(days=9), TODAY - timedelta(days=1))
    later = removing(service, 5, TODAY - timedelta(days=5))
    rows = every(service)
    assert ids(rows) == [later, late, near, far]
    assert board(service).counts[BoardState.LATE] == 2, "the last day is whole"
    assert [each.is_late for each in rows[0].cells.values()] == [False, True]


def test_what_is_all_gone_is_kept_apart_the_newest_first(service: Service) -> None:
    made = [removing(service, number, TODAY, TODAY, status="VERIFIED") for number in range(PAGE + 2)]
    removing(service, 99, TODAY)
    assert ids(every(service, state=BoardState.DONE)) == made[::-1]
    assert len(every(service)) == 1


def test_an_order_is_slow_after_the_working_days_that_sites_are_given(service: Service) -> None:
    old, young = NOW - timedelta(days=7), NOW - timedelta(days=6)  # the Friday between was a holiday
    slow = removing(service, 1, TODAY, at=old)
    removing(service, 2, TODAY, at=young)
    found = board(service, state=BoardState.SLOW)
    assert (found.slow_after, ids(list(found.page.items))) == (3, [slow])
    assert [each.age for each in found.page.items[0].cells.values()] == [0, 4]


def test_each_state_finds_its_own(service: Service) -> None:
    refused = removing(service, 1, TODAY, status="REFUSED")
    back = removing(service, 2, TODAY, reason="REAPPEARED")
    look = removing(service, 3, TODAY, status="VERIFIED")
    with service.tools.database.write() as unit:
        mine = select(Listing.id).where(Listing.item_id == look)
        for each in unit.session.scalars(select(Removal).where(Removal.listing_id.in_(mine))):
            each.look_wanted_at = NOW
        unit.commit()
    for state, wanted in ((BoardState.REFUSED, refused), (BoardState.BACK, back), (BoardState.LOOK, look)):
        assert (ids(every(service, state=state)), board(service).counts[state]) == ([wanted], 1), state


def test_it_is_narrowed_by_site_authority_and_words(service: Service) -> None:
    one, two = removing(service, 1, TODAY), removing(service, 2, TODAY, TODAY)
    sites = [each.site for each in board(service).columns]
    assert set(ids(every(service, site=sites[1]))) == {one, two}
    assert ids(every(service, site=sites[2])) == [two]
    assert ids(every(service, q="0002")) == [two]
    assert every(service, q="没有这家企业") == []
    assert every(service, q="100%") == []
    assert len(every(service, authority="ZM_URBAN")) == 2
    assert every(service, authority="ZZ_ECOLOGY") == []


def test_it_shows_what_its_reader_may_see(service: Service) -> None:
    removing(service, 1, TODAY)
    assert len(every(service, "decider")) == 1
    assert not every(service, "decider")[0].may_act
    assert every(service, "process_admin") == []
    assert (every(service, "other_clerk"), board(service, "other_clerk").counts[BoardState.OPEN]) == ([], 0)


@pytest.mark.parametrize("state", [BoardState.OPEN, BoardState.DONE])
def test_a_full_page_costs_no_more_statements_than_one_record(service: Service, state: BoardState) -> None:
    status = "VERIFIED" if state is BoardState.DONE else "ORDERED"
    removing(service, 0, TODAY, TODAY, status=status)
    board(service, state=state)  # what is read once and kept, is read now
    who = service.actor("data_clerk")
    with statements(service) as few:
        show_board(BoardFilter(state), actor=who, tools=service.tools)
    for number in range(1, PAGE + 1):
        removing(service, number, TODAY, TODAY, status=status)
    with statements(service) as many:
        page = show_board(BoardFilter(state), actor=who, tools=service.tools).page
    assert len(page.items) == PAGE
    assert len(many) == len(few) <= 9, many


def test_a_cursor_that_is_none_of_ours_is_refused(service: Service) -> None:
    with pytest.raises(InvalidError):
        board(service, cursor="WyJ4IiwieSJd")


def test_the_page_leads_to_the_twenty_sixth_late_removal(service: Service) -> None:
    for number in range(PAGE + 1):
        removing(service, number, TODAY - timedelta(days=PAGE + 1 - number))
    who = reader(service, "decider")
    page = who.get("/desk/removals")
    assert len(page.all("//table//tbody/tr")) == PAGE
    assert f"Overdue {PAGE + 1}" in page.text
    assert f"{PAGE + 1} in all · {PAGE} on this page" in page.text
    rest = who.get(page.link("Next page"))
    (row,) = rest.all("//table//tbody/tr")
    assert f"第{PAGE:04d}号" in row.text_content()
    assert rest.link("First page") == "/desk/removals"


def test_the_file_has_a_line_for_each_removal_and_computes_nothing(service: Service) -> None:
    removing(service, 1, TODAY, TODAY)
    with service.tools.database.write() as unit:
        shown = select(Removal).join(Listing).join(Site).where(Site.connector != "OWN")
        for each in unit.session.scalars(shown):
            each.receipt_no = "=1+1"
        unit.commit()
    who = reader(service, "data_clerk")
    answer = who.get("/desk/removals/file.csv?state=open").answer
    text = answer.get_data().decode("utf-8-sig")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (text.count("第0001号"), text.count("'=1+1")) == (3, 2)
    assert who.get("/desk/removals/file.xlsx").answer.get_data()[:2] == b"PK"
    assert who.get("/desk/removals/file.exe", expect=404)
