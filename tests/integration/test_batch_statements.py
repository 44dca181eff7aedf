"""What a batch asks of the database: a few statements for each application, whatever page of it is opened."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batch_pages import HEAD, KEYS, ask_head, ready
from batches import agent_of_h, hand_in, look, make_ready
from builders import Service
from office import Office
from page_readers import Reader, reader
from signing_steps import link, reading
from statement_counts import counted, statements

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.services.batch_signing_views import signing_of_batch
from workflow_app.services.imports import import_records

MANY, FEW = 20, 10


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    (penalty,) = [each for each in DEMO_PENALTIES if each.key == "H/2"]
    cells = [{**penalty.cells, "CF_WSH": f"牟城管罚决字〔2026〕第{number}号"} for number in range(900, 900 + MANY)]
    import_records(ImportRecords("more.xlsx", io.BytesIO(write_penalties(cells))), actor=SERVICE, tools=made.tools)
    made.work()
    yield made
    made.close()


def asked(office: Office, act: Callable[[], object]) -> int:
    """Return how many statements something takes, once what is kept in memory is there."""
    act()
    with counted(office.tools.database.engine) as seen:
        act()
    return len(seen)


def test_twenty_applications_are_read_with_one_statement_for_each_and_signed_ones_with_four(office: Office) -> None:
    agent = agent_of_h(office)
    batch_id = make_ready(office, MANY)
    assert asked(office, lambda: look(office, batch_id)) <= FEW + MANY
    assert asked(office, lambda: signing_of_batch(batch_id, actor=agent, tools=office.tools)) <= 2 * FEW + 4 * MANY
    with counted(office.tools.database.engine) as seen:
        assert hand_in(office, batch_id).filed == MANY
    assert len(seen) <= FEW + 28 * MANY, "one of them asks whether its version is still taken"
    assert asked(office, lambda: look(office, batch_id)) <= FEW, "what is handed in costs nothing more"


def test_the_pages_of_a_batch_grow_by_few_statements_for_each_application(shown: Service) -> None:
    who = reader(shown, "applicant_h")
    batch = ready(who, len(KEYS))
    pages = {batch: 2, f"{batch}/check": 2, f"{batch}/signing": 6}
    with_four = {page: _statements(shown, who, page) for page in pages}
    cases = who.get(batch).all("//form[contains(@action, '/leave')]//input[@name='case_id']/@value")
    for case_id in cases[:2]:
        who.post(f"{batch}/leave", {"case_id": case_id})
    for page, many in with_four.items():
        few = _statements(shown, who, page)
        assert many - few <= 2 * pages[page], f"{page}: {few} for two, {many} for four"


def test_the_page_of_the_signer_grows_by_few_statements_for_each_application(shown: Service) -> None:
    who = reader(shown, "applicant_h")
    batch = ready(who, len(KEYS))
    ask_head(who, batch)
    four = _statements(shown, head := reading(shown, here := link(shown), HEAD), here)
    cases = who.get(batch).all("//form[contains(@action, '/leave')]//input[@name='case_id']/@value")
    who.post(f"{batch}/leave", {"case_id": cases[0]})
    who.post(f"{batch}/leave", {"case_id": cases[1]})
    assert four - _statements(shown, head, here) <= 2 * 8, "the page reads them twice: for its steps, and to show them"


def _statements(service: Service, who: Reader, page: str) -> int:
    who.get(page)
    with statements(service) as seen:
        who.get(page)
    return len(seen)
