"""Where the story takes place: people by their account names, records by the keys of the sample, and the papers."""

from dataclasses import dataclass, field
from io import BytesIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.tasks import CompleteTask, TaskAct, UploadDocument
from workflow_app.domain.demo_papers import DrawPaper, Paper
from workflow_app.domain.time import local_date
from workflow_app.models import Record
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.demo_story.phones import Telephones
from workflow_app.services.demo_story.time import StoryClock
from workflow_app.services.documents import upload_document
from workflow_app.services.tasks import claim_task, get_task
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView, TaskView


@dataclass
class Town:
    """The service under the clock of the story; `known` keeps who was met, and is emptied when rights change."""

    tools: Tools
    clock: StoryClock
    draw: DrawPaper
    phones: Telephones
    known: dict[str, Actor] = field(default_factory=dict)

    def person(self, username: str) -> Actor:
        """Return somebody with the rights of today."""
        if username not in self.known:
            with self.tools.database.read() as unit:
                account = unit.accounts.find_by_username(username)
                found = unit.accounts.find_actor(account.id, today=local_date(self.clock.now())) if account else None
            if found is None:
                raise LookupError(username)
            self.known[username] = found
        return self.known[username]

    def record(self, document_no: str, uscc: str) -> Record:
        """Return the record of a decision about a subject."""
        with self.tools.database.read() as unit:
            authorities = [each.id for each in unit.authorities.list_all()]
            subject = unit.subjects.find_by_uscc(uscc)
            found = unit.records.find_by_number([document_no], authority_ids=authorities)
            return next(each for each in found if subject is not None and each.subject_id == subject.id)

    def seen(self, case_id: str, who: str = "decider") -> CaseView:
        """Return a case as it stands."""
        return get_case(case_id, actor=self.person(who), tools=self.tools)

    def task(self, case_id: str, who: str) -> TaskView:
        """Return the one open task of a case."""
        (task,) = self.seen(case_id, who).tasks
        return task

    def complete(self, case_id: str, who: str, **values: object) -> CaseView:
        """Complete the one open task of a case."""
        task = self.task(case_id, who)
        return complete_task(CompleteTask(task.id, values), actor=self.person(who), tools=self.tools)

    def claim(self, case_id: str, who: str) -> None:
        """Take the one open task of a case."""
        claim_task(TaskAct(self.task(case_id, who).id), actor=self.person(who), tools=self.tools)

    def hand_in(self, case_id: str, who: str, field_name: str, paper: Paper) -> str:
        """Put a paper to a field of a case and return what it is known by."""
        return upload_document(self.upload(case_id, field_name, paper), actor=self.person(who), tools=self.tools).id

    def upload(self, case_id: str, field_name: str, paper: Paper) -> UploadDocument:
        """Return a paper as the upload to a field of a case."""
        return UploadDocument(case_id, paper.filename, paper.media_type, BytesIO(paper.content), field_name)

    def kept(self, case_id: str, who: str) -> dict[str, object]:
        """Return what was filled in in the one open task of a case."""
        detail = get_task(self.task(case_id, who).id, actor=self.person(who), tools=self.tools)
        return dict(detail.values)

    def proof(self, kind: str, **words: str) -> Proof:
        """Return a drawn paper as the proof of an act."""
        paper = self.draw(kind, **words)
        return Proof(paper.filename, paper.media_type, BytesIO(paper.content))
