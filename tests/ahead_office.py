"""An office in which a version of a process waits for its day, and drafts of the same process are written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from change_set_office import ChangeSetOffice

from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_tests import list_tests, remove_test
from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import DraftView, get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

KEY = "credit_repair"
DIAGRAM = f"{KEY}.bpmn"
ACCEPT, REFUSE = "letters/t20_accept.toml", "letters/t22_grant.toml"


class AheadOffice(ChangeSetOffice):
    """The office, with two process administrators."""

    def day(self, ahead: int) -> date:
        return local_date(self.clock.now()) + timedelta(days=ahead)

    def seen(self, draft_id: str) -> DraftView:
        return get_draft(draft_id, actor=self.people["process_admin"], tools=self.tools).draft

    def mark(self, draft_id: str, words: str, path: str) -> None:
        """Change one part of a draft."""
        writer = self.people["process_admin"]
        before = read_draft_file(draft_id, path, actor=writer, tools=self.tools)
        after = before + (f"<!-- {words} -->" if path == DIAGRAM else f"# {words}\n").encode()
        save_file(draft_id, path, after, seen=digest(before), actor=writer, tools=self.tools)

    def draft(self, words: str, path: str = DIAGRAM, *, base: int | None = None) -> str:
        """Begin a draft and change one part of it."""
        writer, tools = self.people["process_admin"], self.tools
        draft_id = begin_draft(KEY, words, actor=writer, tools=tools, base=base)
        for test in list_tests(draft_id, actor=writer, tools=tools):  # each takes a second, and none is about this
            remove_test(draft_id, test.path, seen=test.digest, actor=writer, tools=tools)
        self.mark(draft_id, words, path)
        return draft_id

    def submit(self, draft_id: str, day: date | None = None, scope: str = "NEW") -> None:
        writer, revision = self.people["process_admin"], self.seen(draft_id).revision
        terms = Terms(self.seen(draft_id).title, effective_on=day, scope=scope)
        submit_draft(draft_id, terms, seen=revision, actor=writer, tools=self.tools)

    def confirm(self, draft_id: str) -> int:
        second, revision = self.people["process_admin_2"], self.seen(draft_id).revision
        return confirm_draft(draft_id, seen=revision, actor=second, tools=self.tools)

    def publish(self, words: str, path: str = DIAGRAM, *, day: date | None = None, scope: str = "NEW") -> int:
        """Publish a version that says something in one part."""
        draft_id = self.draft(words, path)
        self.submit(draft_id, day, scope)
        return self.confirm(draft_id)

    def draft_against_ahead(self) -> str:
        """Publish for a later day a test of withdrawing, and begin a draft by which nobody can withdraw."""
        writer, tools = self.people["process_admin"], self.tools
        test = bundle_files(find("bpmn") / KEY)["tests/withdrawn.json"]
        ahead = self.draft("waits-nine", ACCEPT)
        save_file(ahead, "tests/more.json", test, seen="", actor=writer, tools=tools)
        self.submit(ahead, self.day(9))
        self.confirm(ahead)
        draft_id = self.draft("mended-now", REFUSE)
        settings = read_draft_file(draft_id, "process.toml", actor=writer, tools=tools)
        new = settings.replace(b'"DRAFT", "SUBMITTED", "CORRECTION_REQUESTED", "ACCEPTED", "FIRST_REVIEW",', b"")
        assert new != settings
        save_file(draft_id, "process.toml", new, seen=digest(settings), actor=writer, tools=tools)
        return draft_id

    def in_effect(self, day: date | None = None) -> tuple[int, bytes]:
        """Return which version holds on a day, and all that it says."""
        at = start_of_day(day) if day else self.clock.now()
        with self.tools.database.read() as unit:
            row = unit.processes.get_current(KEY, now=at)
            files = unpack(unit.processes.bundle(row.version_id))
            return row.version, b"".join(files.values())


@contextmanager
def ahead_office(database_url: str, folder: Path) -> Iterator[AheadOffice]:
    """Open an office and close it in the end."""
    made = AheadOffice(database_url, folder)
    try:
        yield made
    finally:
        made.close()
