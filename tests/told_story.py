"""The story of a demonstration, told once for all tests that look at it, and what they ask of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from trial_postgres import one_at_a_time

from workflow_app.adapters.calendars import seed_days
from workflow_app.cli.demo_story import make_with_story
from workflow_app.config import Environment, Settings
from workflow_app.domain.actors import Actor
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Case, CaseClock, Letter, Listing, Record, Removal, Site, Task
from workflow_app.parts import build
from workflow_app.services.demo import DEMO_START, make_demo
from workflow_app.services.demo_story.named import CELLS
from workflow_app.services.demo_story.tales import Penalty
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

CROWD = 3
FILE = "workflow_app.sqlite3"
SECRETS = dict.fromkeys(("CREDIT_ZZ", "NECIPS"), b"5" * 64)


def settings_of(database_url: str, folder: Path) -> Settings:
    """Return the settings of an installation on the first morning of the story."""
    return Settings(Environment.DEMO, folder, database_url, "http://127.0.0.1:8000", now=DEMO_START)


def tell(database_url: str, folder: Path, *, crowd: int = CROWD) -> Settings:
    """Tell the story into a migrated, empty database; return the settings of the installation."""
    settings = settings_of(database_url, folder)
    parts = build(settings)
    seed_installation(parts.tools, seed_days=seed_days)
    parts.close()
    (folder / "sites").mkdir(parents=True, exist_ok=True)
    for code, secret in SECRETS.items():
        (folder / "sites" / f"{code}.key").write_bytes(secret)
    make_with_story(settings, crowd, partial(make_demo, site_secrets=SECRETS, hashing=lambda password: password))
    return settings


def told_once(run_folder: Path, sqlite_template: Path) -> Path:
    """Return the data folder of a story, told once for all processes of a run."""
    place = run_folder / "story"
    with one_at_a_time(run_folder):
        if not (place / "told").exists():
            place.mkdir()
            shutil.copy(sqlite_template, place / FILE)
            tell(f"sqlite:///{place / FILE}", place)
            (place / "told").touch()
    return place


@dataclass(frozen=True)
class Story:
    """A story that was told; cases are found by the keys of the penalties they are about."""

    tools: Tools

    def case(self, key: str) -> Case:
        """Return the case about a penalty of the sample."""
        penalty = Penalty.of(CELLS[key])
        with self.tools.database.read() as unit:
            subject = unit.subjects.find_by_uscc(penalty.uscc)
            assert subject is not None
            found = (
                select(Case)
                .join(Record, Record.id == Case.record_id)
                .where(Record.document_no == penalty.document_no, Record.subject_id == subject.id)
            )
            return unit.session.scalars(found).one()

    def approval(self, key: str, process: str = "deferred_acceptance") -> Case:
        """Return the case of an enterprise of the sample in a process that is about no penalty."""
        with self.tools.database.read() as unit:
            subject = unit.subjects.find_by_uscc(SUBJECT_BY_KEY[key].uscc)
            assert subject is not None
            runs_on = unit.processes.get_current(process, now=self.tools.clock.now()).version_id
            mine = Case.subject_id == subject.id, Case.process_version_id == runs_on
            return unit.session.scalars(select(Case).where(*mine)).one()

    def person(self, username: str) -> Actor:
        """Return somebody with the rights of the first morning."""
        with self.tools.database.read() as unit:
            account = unit.accounts.find_by_username(username)
            assert account is not None
            found = unit.accounts.find_actor(account.id, today=DEMO_START.date())
        assert found is not None
        return found

    def clock(self, key: str, clock: str) -> tuple[str, date]:
        """Return how the newest clock of a name stands, and its last day."""
        return self.clocks(self.case(key))[clock]

    def clocks(self, case: Case) -> dict[str, tuple[str, date]]:
        """Return how the newest clock of each name stands in a case, and its last day."""
        with self.tools.database.read() as unit:
            return {each.key: (each.status, each.due_on) for each in unit.cases.clocks([case.id])}

    def letters(self, key: str) -> list[str]:
        """Return the kinds of letters of a case that are sealed and ready, in the order of their issue."""
        return self.letters_of(self.case(key))

    def letters_of(self, case: Case) -> list[str]:
        """Return the kinds of letters of a case that are sealed and ready, in the order of their issue."""
        made = Letter.seal == "SEALED", Letter.status == "READY", Letter.case_id == case.id
        with self.tools.database.read() as unit:
            return list(unit.session.scalars(select(Letter.kind).where(*made).order_by(Letter.id)))

    def letter(self, key: str, kind: str) -> str:
        """Return everything that a letter says."""
        with self.tools.database.read() as unit:
            wanted = select(Letter.data).where(Letter.case_id == self.case(key).id, Letter.kind == kind)
            return str(unit.session.scalars(wanted).one())

    def sites(self, key: str) -> dict[str, str]:
        """Return how the removal stands at each site."""
        with self.tools.database.read() as unit:
            rows = (
                select(Site.code, Removal.status)
                .join(Listing, Listing.site_id == Site.id)
                .join(Removal, Removal.listing_id == Listing.id)
                .where(Removal.case_id == self.case(key).id)
            )
            return {row.code: row.status for row in unit.session.execute(rows)}

    def task(self, key: str) -> Task:
        """Return the one open task of a case."""
        with self.tools.database.read() as unit:
            wanted = select(Task).where(Task.case_id == self.case(key).id, Task.status == "OPEN")
            return unit.session.scalars(wanted).one()

    def outline(self) -> list[tuple[object, ...]]:
        """Return what must be the same in every run: each case with its clocks, and its letters with their numbers."""
        with self.tools.database.read() as unit:
            cases = unit.session.scalars(select(Case).where(Case.number.is_not(None))).all()
            clocks = unit.session.scalars(select(CaseClock)).all()
            letters = unit.session.scalars(select(Letter)).all()
        return sorted(
            (
                str(case.number),
                self._authority(case.authority_id),
                case.state,
                case.created_at,
                case.submitted_at,
                tuple(sorted((each.key, each.status, each.due_on) for each in clocks if each.case_id == case.id)),
                tuple(sorted((each.number, each.issued_at) for each in letters if each.case_id == case.id)),
            )
            for case in cases
        )

    def _authority(self, authority_id: str) -> str:
        with self.tools.database.read() as unit:
            return unit.authorities.get(authority_id).code


@contextmanager
def opened(settings: Settings) -> Iterator[Story]:
    """Open an installation in which the story was told, on its first morning."""
    parts = build(settings)
    yield Story(parts.tools)
    parts.close()
