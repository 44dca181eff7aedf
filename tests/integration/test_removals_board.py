"""The board of removals: nothing on it is hidden, what is late comes first, and a page costs what any page costs."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from builders import NOW, Service, build_service
from page_readers import reader
from sqlalchemy import delete, select
from statement_counts import statements

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.models import Case, Listing, ProcessVersion, Record, Removal
from workflow_app.services.cases_removing import PAGE, RemovingView, list_removing

TODAY = date(2026, 9, 29)


@pytest.fixture(scope="module")
def shared(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service with B's record, set up once."""
    built = build_service(module_database_url, tmp_path_factory.mktemp("data"), penalties=("B/1",))
    yield built
    built.parts.close()


@pytest.fixture
def service(shared: Service) -> Service:
    """Give that service without any case."""
    with shared.tools.database.write() as unit:
        for table in (Removal, Case):
            unit.session.execute(delete(table))
        unit.commit()
    return shared


def removing(service: Service, number: int, *due_on: date, state: str = "SYNCING", status: str = "ORDERED") -> str:
    """Add a granted case whose other sites are due on some days, our own being done."""
    case_id = new_id()
    with service.tools.database.write() as unit:
        record = unit.session.scalars(select(Record)).one()
        version = unit.session.scalars(select(ProcessVersion)).one()
        shown = unit.session.scalars(select(Listing).order_by(Listing.id)).all()
        about = {"authority_id": record.authority_id, "subject_id": record.subject_id, "record_id": record.id}
        made = {"created_by": SERVICE.id, "created_at": NOW + timedelta(seconds=number)}
        unit.add(
            Case(
                id=case_id, number=f"修复-2026-{number:04d}", process_version_id=version.id, status="RUNNING",
                state=state, routing={}, engine_state=b"", passed=[], follow_code="000000", submitted_at=NOW,
                **about, **made,
            )
        )  # fmt: skip
        unit.flush()
        own = (date(2026, 1, 1), "VERIFIED")
        for listing, (day, how) in zip(shown, (own, *((each, status) for each in due_on)), strict=False):
            order = {"case_id": case_id, "listing_id": listing.id, "reason": "REPAIR_GRANTED"}
            unit.add(Removal(id=new_id(), status=how, ordered_at=NOW, due_on=day, **order))
        unit.commit()
    return case_id


def board(service: Service, who: str = "decider") -> list[RemovingView]:
    """Return every case of the board, turning its pages."""
    rows: list[RemovingView] = []
    cursor = None
    while True:
        page, _ = list_removing(actor=service.actor(who), tools=service.tools, cursor=cursor)
        rows += page.items
        cursor = page.next_cursor
        if cursor is None:
            return rows


def test_every_case_is_on_some_page_once(service: Service) -> None:
    made = {removing(service, number, TODAY - timedelta(days=1), state="SYNC_PARTIAL") for number in range(PAGE + 1)}
    made |= {removing(service, 100 + number, TODAY + timedelta(days=number % 3)) for number in range(PAGE + 1)}

    rows = board(service)
    assert len(rows) == len(made)
    assert {each.case.id for each in rows} == made
    _, counts = list_removing(actor=service.actor("decider"), tools=service.tools)
    assert (counts.total, counts.late) == (2 * PAGE + 2, PAGE + 1)


def test_what_is_late_comes_first_and_then_what_is_due_next(service: Service) -> None:
    far, near = removing(service, 1, TODAY + timedelta(days=9)), removing(service, 2, TODAY + timedelta(days=8), TODAY)
    done = removing(service, 3, TODAY - timedelta(days=9), status="VERIFIED")
    late = removing(service, 4, TODAY + timedelta(days=9), TODAY - timedelta(days=1), state="SYNC_PARTIAL")
    later = removing(service, 5, TODAY - timedelta(days=5), state="SYNC_PARTIAL")

    rows = board(service)
    assert [each.case.id for each in rows] == [later, late, near, far, done]
    assert [each.due_on for each in rows[1:]] == [
        TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9), None
    ]  # fmt: skip
    assert list_removing(actor=service.actor("decider"), tools=service.tools)[1].late == 2, "the last day is whole"
    assert [each.status for each in rows[0].case.removals] == ["VERIFIED", "ORDERED"]


def test_what_has_ended_or_is_not_granted_is_not_on_it(service: Service) -> None:
    removing(service, 1, TODAY, state="FIRST_REVIEW")
    ended = removing(service, 2, TODAY, state="SYNC_PARTIAL")
    with service.tools.database.write() as unit:
        unit.cases.get(ended).case.status = "ENDED"
        unit.commit()

    assert board(service) == []


def test_it_shows_what_its_reader_may_see(service: Service) -> None:
    removing(service, 1, TODAY)
    assert len(board(service)) == 1
    assert board(service, "process_admin") == []


def test_a_full_page_costs_no_more_statements_than_one_case(service: Service) -> None:
    who = service.actor("decider")
    removing(service, 0, TODAY)
    list_removing(actor=who, tools=service.tools)  # what is read once and kept, is read now
    with statements(service) as few:
        list_removing(actor=who, tools=service.tools)
    for number in range(1, PAGE):
        removing(service, number, TODAY)
    with statements(service) as many:
        page, _ = list_removing(actor=who, tools=service.tools)
    assert len(page.items) == PAGE
    assert len(many) == len(few) == 4, many


def test_a_cursor_that_is_none_of_ours_is_refused(service: Service) -> None:
    with pytest.raises(InvalidError):
        list_removing(actor=service.actor("decider"), tools=service.tools, cursor="WyJ4IiwieSJd")


def test_the_page_leads_to_the_twenty_sixth_late_removal(service: Service) -> None:
    for number in range(PAGE + 1):
        removing(service, number, TODAY - timedelta(days=PAGE + 1 - number), state="SYNC_PARTIAL")
    who = reader(service, "decider")
    page = who.get("/desk/removals")
    assert len(page.all("//table//tbody/tr")) == PAGE
    assert f"Overdue {PAGE + 1}" in page.text
    assert f"{PAGE + 1} in all · {PAGE} on this page" in page.text
    rest = who.get(page.link("Next page"))
    (row,) = rest.all("//table//tbody/tr")
    assert f"修复-2026-{PAGE:04d}" in row.text_content()
    assert rest.link("First page") == "/desk/removals"
