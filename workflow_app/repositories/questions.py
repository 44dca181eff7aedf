"""The questions that can be asked in one transaction, each repository made when it is first needed."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.accounts import Accounts
from workflow_app.repositories.audit import Audit
from workflow_app.repositories.audit_reading import AuditReading
from workflow_app.repositories.authorities import Authorities
from workflow_app.repositories.cases import Cases
from workflow_app.repositories.clocks import Clocks
from workflow_app.repositories.documents import Documents
from workflow_app.repositories.due_work import DueWorks
from workflow_app.repositories.gate import GateRows
from workflow_app.repositories.idempotency import Answers
from workflow_app.repositories.import_notices import ImportNotices
from workflow_app.repositories.imports import Imports
from workflow_app.repositories.incidents import Incidents
from workflow_app.repositories.letter_questions import LetterQuestions
from workflow_app.repositories.limits import Limits
from workflow_app.repositories.listings import Listings
from workflow_app.repositories.material_questions import MaterialQuestions
from workflow_app.repositories.matters import Matters
from workflow_app.repositories.message_questions import MessageQuestions
from workflow_app.repositories.notices import Notices
from workflow_app.repositories.objection_questions import ObjectionQuestions
from workflow_app.repositories.outages import Outages
from workflow_app.repositories.processes import Processes
from workflow_app.repositories.record_appeals import RecordAppeals
from workflow_app.repositories.records import Records
from workflow_app.repositories.rule_questions import RuleQuestions
from workflow_app.repositories.settings import Settings
from workflow_app.repositories.site_jobs import SiteJobs
from workflow_app.repositories.sites import Sites
from workflow_app.repositories.snapshots import Snapshots
from workflow_app.repositories.subjects import Subjects
from workflow_app.repositories.tasks import Tasks
from workflow_app.repositories.touched_cases import TouchedCases
from workflow_app.repositories.training_questions import TrainingQuestions


class Questions(
    LetterQuestions, MaterialQuestions, MessageQuestions, ObjectionQuestions, RuleQuestions, TrainingQuestions
):
    """The repositories of one session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def accounts(self) -> Accounts:
        """Return questions about accounts."""
        return Accounts(self.session)

    @cached_property
    def audit(self) -> Audit:
        """Return questions about the audit trail."""
        return Audit(self.session)

    @cached_property
    def audit_reading(self) -> AuditReading:
        """Return questions of those who read the audit trail."""
        return AuditReading(self.session)

    @cached_property
    def authorities(self) -> Authorities:
        """Return questions about authorities, calendars and parameters."""
        return Authorities(self.session)

    @cached_property
    def cases(self) -> Cases:
        """Return questions about cases."""
        return Cases(self.session)

    @cached_property
    def clocks(self) -> Clocks:
        """Return questions about clocks and what moves with them."""
        return Clocks(self.session)

    @cached_property
    def documents(self) -> Documents:
        """Return questions about documents."""
        return Documents(self.session)

    @cached_property
    def due_work(self) -> DueWorks:
        """Return questions about due work."""
        return DueWorks(self.session)

    @cached_property
    def gate(self) -> GateRows:
        """Return questions about what the gate looks at, and its answers."""
        return GateRows(self.session)

    @cached_property
    def answers(self) -> Answers:
        """Return questions about answers to repeated requests."""
        return Answers(self.session)

    @cached_property
    def imports(self) -> Imports:
        """Return questions about imports."""
        return Imports(self.session)

    @property
    def import_notices(self) -> ImportNotices:
        """Return questions about the notices of what an import brought in."""
        return ImportNotices(self.session)

    @cached_property
    def incidents(self) -> Incidents:
        """Return questions about incidents."""
        return Incidents(self.session)

    @cached_property
    def limits(self) -> Limits:
        """Return questions about counters of attempts."""
        return Limits(self.session)

    @cached_property
    def listings(self) -> Listings:
        """Return questions about sites, listings and removals."""
        return Listings(self.session)

    @cached_property
    def matters(self) -> Matters:
        """Return questions about matters and their editions."""
        return Matters(self.session)

    @cached_property
    def notices(self) -> Notices:
        """Return questions about notices."""
        return Notices(self.session)

    @cached_property
    def processes(self) -> Processes:
        """Return questions about processes."""
        return Processes(self.session)

    @cached_property
    def record_appeals(self) -> RecordAppeals:
        """Return questions about appeals against records."""
        return RecordAppeals(self.session)

    @cached_property
    def records(self) -> Records:
        """Return questions about records."""
        return Records(self.session)

    @cached_property
    def settings(self) -> Settings:
        """Return questions about settings."""
        return Settings(self.session)

    @cached_property
    def site_jobs(self) -> SiteJobs:
        """Return questions about what people do at other sites."""
        return SiteJobs(self.session)

    @cached_property
    def sites(self) -> Sites:
        """Return questions about sites that do not answer."""
        return Sites(self.session)

    @cached_property
    def snapshots(self) -> Snapshots:
        """Return questions about the parameters that cases keep."""
        return Snapshots(self.session)

    @cached_property
    def subjects(self) -> Subjects:
        """Return questions about subjects."""
        return Subjects(self.session)

    @cached_property
    def tasks(self) -> Tasks:
        """Return questions about tasks."""
        return Tasks(self.session)

    @cached_property
    def outages(self) -> Outages:
        """Return questions about outages of the service."""
        return Outages(self.session)

    @cached_property
    def touched_cases(self) -> TouchedCases:
        """Return questions about the cases that a change of days touches."""
        return TouchedCases(self.session)
