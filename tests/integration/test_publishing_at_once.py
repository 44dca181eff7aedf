"""Two who publish versions of one process at once: each version has its number, and nobody overtakes unseen."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import text
from walkers import shipped

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.errors import DomainError
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.process_confirming import Terms, confirm_draft, submit_draft
from workflow_app.services.process_draft_views import get_draft, list_drafts, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, import_draft, save_file
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.processes import get_process, publish_bundle
from workflow_app.services.shipped_processes import take_shipped

KEY = "pledge_breach"
DIAGRAM = f"{KEY}.bpmn"
TERMS = Terms("改一处措辞")
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
PATIENCE = 60


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("writer", Role.PROCESS_ADMIN)
    made.hire("other", Role.PROCESS_ADMIN)
    yield made
    made.close()


def bundle(mark: str, key: str = KEY) -> dict[str, bytes]:
    """Return the shipped process without its tests, with a mark in its diagram, under a key of its own if wanted."""
    files = shipped(KEY)
    renamed = {path.replace(KEY, key): content.replace(KEY.encode(), key.encode()) for path, content in files.items()}
    return renamed | {f"{key}.bpmn": renamed[f"{key}.bpmn"] + f"<!-- {mark} -->".encode()}


def draft(office: Office) -> tuple[str, int]:
    """Begin a draft from the newest version, change it, and return it with its revision."""
    writer, tools = office.people["writer"], office.tools
    draft_id = begin_draft(KEY, "改一处措辞", actor=writer, tools=tools)
    before = read_draft_file(draft_id, DIAGRAM, actor=writer, tools=tools)
    save_file(draft_id, DIAGRAM, before + b"<!-- mine -->", seen=digest(before), actor=writer, tools=tools)
    return draft_id, get_draft(draft_id, actor=writer, tools=tools).draft.revision


def submitted(office: Office, draft_id: str, seen: int) -> tuple[str, int]:
    """Send a draft to be confirmed, and return it with its revision."""
    writer, tools = office.people["writer"], office.tools
    submit_draft(draft_id, TERMS, seen=seen, actor=writer, tools=tools)
    return draft_id, get_draft(draft_id, actor=writer, tools=tools).draft.revision


def while_another_publishes(
    office: Office,
    act: Callable[[], object],
    *,
    key: str = KEY,
    at: datetime | None = None,
    files: dict[str, bytes] | None = None,
) -> object:
    """Let an act meet a publication that is written and not committed; return what it got or was refused with."""
    database, by = office.tools.database, office.people["other"].id

    def run() -> object:
        try:
            return act()
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(1) as pool:
        with database.write() as unit:
            publish(unit, key, files or bundle("theirs", key), Publication(by, SERVICE.id, at), now=office.clock.now())
            unit.flush()
            outcome = pool.submit(run)
            _until_it_waits(office, outcome)
            unit.commit()
        return outcome.result(PATIENCE)


def _until_it_waits(office: Office, outcome: Future[object]) -> None:
    """Return once the act waits for a lock, or is over; on SQLite it waits from its start."""
    until = time.monotonic() + PATIENCE
    while office.tools.database.is_postgresql and not outcome.done() and time.monotonic() < until:
        with office.tools.database.read() as asking:
            if asking.session.scalar(WAITING):
                return
        time.sleep(0.01)


def numbers(office: Office, key: str = KEY) -> list[int]:
    return [each.version for each in get_process(key, tools=office.tools).versions]


def test_who_confirms_while_another_version_is_published_is_told_that_it_is_there(office: Office) -> None:
    draft_id, seen = submitted(office, *draft(office))
    other, tools = office.people["other"], office.tools
    met = while_another_publishes(office, lambda: confirm_draft(draft_id, seen=seen, actor=other, tools=tools))
    assert (met, numbers(office)) == ("DRAFT_BEHIND", [2, 1])


def test_who_publishes_alone_while_another_version_is_published_is_told_that_it_is_there(office: Office) -> None:
    draft_id, seen = draft(office)
    writer, tools = office.people["writer"], office.tools
    met = while_another_publishes(
        office, lambda: publish_alone(draft_id, TERMS, "今天就要改", seen=seen, actor=writer, tools=tools)
    )
    assert (met, numbers(office)) == ("DRAFT_BEHIND", [2, 1])


def test_who_confirms_while_a_version_is_published_for_later_looks_at_what_it_renews(office: Office) -> None:
    draft_id, seen = submitted(office, *draft(office))
    other, tools, later = office.people["other"], office.tools, office.clock.now() + timedelta(days=9)
    files = bundle_files(find("bpmn") / KEY)
    ahead = files | {"process.toml": files["process.toml"] + b"# theirs\n"}
    met = while_another_publishes(
        office, lambda: confirm_draft(draft_id, seen=seen, actor=other, tools=tools), at=later, files=ahead
    )
    if office.tools.database.is_postgresql:  # on SQLite the check may come after it
        assert met == "AHEAD_MOVED"
    if met == "AHEAD_MOVED":
        met = confirm_draft(draft_id, seen=seen, actor=other, tools=tools)
    assert met == 3
    assert numbers(office) == [4, 3, 2, 1]


def test_a_new_process_that_two_publish_at_once_is_there_once(office: Office) -> None:
    key, writer, tools = "breach_of_permit", office.people["writer"], office.tools
    draft_id = import_draft(key, "违诺", bundle("mine", key), actor=writer, tools=tools)
    seen = get_draft(draft_id, actor=writer, tools=tools).draft.revision
    draft_id, seen = submitted(office, draft_id, seen)
    other = office.people["other"]
    met = while_another_publishes(office, lambda: confirm_draft(draft_id, seen=seen, actor=other, tools=tools), key=key)
    assert (met, numbers(office, key)) == ("DRAFT_BEHIND", [1])


def test_two_bundles_that_are_published_at_once_have_two_numbers(office: Office) -> None:
    people = {"by": office.people["writer"].id, "approved_by": office.people["other"].id}
    met = while_another_publishes(office, lambda: publish_bundle(KEY, bundle("mine"), **people, tools=office.tools))
    assert (met, numbers(office)) == (3, [3, 2, 1])


def test_what_the_product_brings_gives_way_to_what_the_office_publishes_meanwhile(office: Office) -> None:
    while_another_publishes(office, lambda: take_shipped(KEY, bundle("brought"), tools=office.tools))
    assert numbers(office) == [2, 1]
    (left,) = list_drafts(actor=office.people["writer"], tools=office.tools, key=KEY)
    assert left.editor == SERVICE.name
