"""`python -m benchmarks.public [--records N …] [--only sqlite]`: what the public asks, before few and many records."""

import argparse
import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # the trial PostgreSQL lives with the tests

from flask.testing import FlaskClient
from office import Office
from sqlalchemy import text
from trial_postgres import TrialPostgres, new_run_folder

from benchmarks import tables
from benchmarks.full_public import CODE, fill
from benchmarks.inbox import rows_of
from benchmarks.turns import in_turns
from workflow_app.adapters.logs import configure_logs
from workflow_app.app import create_app
from workflow_app.config import Environment, Settings
from workflow_app.parts import Parts
from workflow_app.repositories.engine import migrate
from workflow_app.repositories.pages import encode
from workflow_app.services.intended_repairs import search_repairs
from workflow_app.services.records import search_public
from workflow_app.web.limits import limiter

RECORDS = (1_000, 100_000)
KINDS = ("sqlite", "postgresql")
TURNS = 60
DEEP = 0.9
"""How far into the list the page lies that stands for those deep in it."""
HEADER = ("database", "what", "records", "p50 ms", "p95 ms", "times the smallest, p50", "p95")
Asked = Callable[[], object]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=list(RECORDS))
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--turns", type=int, default=TURNS)
    arguments = parser.parse_args()
    configure_logs(level=logging.WARNING)
    folder = new_run_folder()
    try:
        for kind in arguments.only or KINDS:
            measured = measure(kind, folder, arguments.records, turns=arguments.turns)
            tables.show("Public pages, whole requests in process", HEADER, rows_of(kind, measured))
    finally:
        TrialPostgres(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)


def measure(kind: str, folder: Path, counts: Sequence[int], *, turns: int) -> dict[int, dict[str, list[float]]]:
    """Return how many milliseconds each question took before so many records; the sizes take turns."""
    with ExitStack() as stack:
        asked = {count: stack.enter_context(_filled(kind, folder, count)) for count in counts}
        return in_turns(asked, counts, turns=turns)


@contextmanager
def _filled(kind: str, folder: Path, count: int) -> Iterator[Mapping[str, Asked]]:
    """Give the questions to an installation with so many records on show."""
    place = folder / f"public-{kind}-{count}"
    place.mkdir()
    url = f"sqlite:///{place / 'public.sqlite3'}"
    if kind == "postgresql":
        postgres = TrialPostgres(folder).start()
        url = postgres.url(postgres.create_database())
    migrate(url)
    office = Office(url, place)
    try:
        office.import_sample()
        began = time.monotonic()
        fill(office, count)
        print(f"{kind}: {count:,} records made in {time.monotonic() - began:.0f} s")
        yield questions(office, _browser(office, url, place), count)
    finally:
        office.close()


def _browser(office: Office, url: str, place: Path) -> FlaskClient:
    """Return somebody before the pages, whose calls are not limited: a limit would be all that is measured."""
    settings = Settings(Environment.DEVELOPMENT, place, url, "http://127.0.0.1:8000", "k" * 40)
    limiter.enabled = True
    app = create_app(Parts(settings, office.tools, office.tools.wake))  # type: ignore[arg-type] # wakes nobody
    limiter.enabled = False
    return app.test_client()


def questions(office: Office, client: FlaskClient, count: int) -> Mapping[str, Asked]:
    """Return what the public asks; each is a whole request."""
    tools = office.tools
    record = search_public("运罚决字〔2026〕第77号", tools=tools, limit=1).items[0].id
    repair = search_repairs("", tools=tools, limit=1).items[0].id
    deep = _cursor(office, int(count * DEEP))

    def page(path: str) -> Asked:
        def ask() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            answer.get_data()

        return ask

    def follow() -> None:
        page_token = client.get("/public/cases").get_data(as_text=True).partition('csrf-token" content="')[2]
        fields = {"number": "修复-2027-7", "code": CODE, "csrf_token": page_token.partition('"')[0]}
        assert client.post("/public/cases", data=fields).status_code == 200

    return {
        "list: first page": page("/public"),
        "list: a page deep in it": page(f"/public?cursor={deep}"),
        "search: a name that one has": page("/public?q=第77号运输"),
        "search: part of every name": page("/public?q=运输"),
        "search: a code": page("/public?q=Z1000077"),
        "search: a decision number": page("/public?q=牟运罚决字〔2026〕第77号"),
        "search: part of a decision number": page("/public?q=第77号"),
        "search: nothing": page("/public?q=没有这家企业"),
        "search: a masked name": page("/public?q=张**小吃店"),
        "search: wildcards": page("/public?q=%25_%25_%25"),
        "a record": page(f"/public/records/{record}"),
        "feed": page("/public/feed.xml"),
        "intended repairs: first page": page("/public/repairs"),
        "intended repairs: a name": page("/public/repairs?q=第77号运输"),
        "intended repairs: nothing": page("/public/repairs?q=没有这家企业"),
        "an intended repair": page(f"/public/repairs/{repair}"),
        "follow a case (two requests)": follow,
        "verify a letter": page("/public/letters/ZZZZ00000007"),
    }


def _cursor(office: Office, row: int) -> str:
    """Return where the list goes on after so many rows."""
    place = text(f"SELECT decided_on, id FROM record ORDER BY decided_on DESC, id DESC LIMIT 1 OFFSET {row}")  # noqa: S608 - a figure
    with office.tools.database.engine.connect() as connection:
        decided_on, record_id = connection.execute(place).one()
    return encode(str(decided_on)[:10], str(record_id))


if __name__ == "__main__":
    main()
