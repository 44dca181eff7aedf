"""Tables. Importing this package registers every one of them."""

from workflow_app.models.accounts import Account, AccountRole, ApiToken, Authorisation, DistrictPost, LoginSession
from workflow_app.models.audit import AuditCheckpoint, AuditEntry
from workflow_app.models.authorities import (
    Authority,
    CalendarDay,
    CalendarYear,
    Department,
    Parameter,
    ParameterSnapshot,
)
from workflow_app.models.base import Base
from workflow_app.models.batches import CaseBatch
from workflow_app.models.call_tasks import CallTask
from workflow_app.models.case_migrations import CaseMigration
from workflow_app.models.cases import Case
from workflow_app.models.change_sets import ChangeSet, ChangeSetConsent, ChangeSetEvent, ChangeSetWish
from workflow_app.models.clocks import CaseClock, CaseClockPause
from workflow_app.models.concerns import Concern, ProofFile
from workflow_app.models.contacts import ContactPoint, Delivery, DemoMessage
from workflow_app.models.deferrals import DeferredItem
from workflow_app.models.documents import Document, Letter, NumberSeries, SignedSheet, UploadInHand
from workflow_app.models.due_work import DueWork, Incident
from workflow_app.models.emergencies import Emergency
from workflow_app.models.extensions import ExtensionRequest
from workflow_app.models.gate import GateDoubt, GateResult
from workflow_app.models.getting_in import (
    AuthorisationStep,
    BindingRequest,
    NoticeUse,
    OneTimeLink,
    PhoneProof,
)
from workflow_app.models.identities import ExternalIdentity, IdentityLogin
from workflow_app.models.imports import ImportPart, RecordImport
from workflow_app.models.inbound import InboundApplication
from workflow_app.models.inlets import RecordAppeal, SubjectEvent, SubjectSuccession
from workflow_app.models.letter_changes import LetterChange, LetterPaper
from workflow_app.models.letter_services import LetterService, ServiceAttempt
from workflow_app.models.matters import Matter, MatterEdition
from workflow_app.models.notices import Notice, NoticeReading
from workflow_app.models.objections import Objection, ObjectionFile
from workflow_app.models.outages import Outage
from workflow_app.models.paper_pages import PageUpload, PaperPage
from workflow_app.models.pauses import ProcessPause
from workflow_app.models.permits import DualRecord, Permit
from workflow_app.models.phone_notes import PhoneNote
from workflow_app.models.pledges import Pledge, PledgeBreach, PledgeFollowUp, PledgeItem
from workflow_app.models.process_drafts import ProcessDraft
from workflow_app.models.process_replays import ProcessReplay, ReplayedCase
from workflow_app.models.process_walks import ProcessWalk
from workflow_app.models.processes import Process, ProcessVersion
from workflow_app.models.records import NumberQuestion, Record, RecordVersion
from workflow_app.models.rules import ClassRule, Proposal, Regime
from workflow_app.models.second_factor import LoginStep, RecoveryCode, SecondFactor
from workflow_app.models.second_notices import SecondNotice
from workflow_app.models.service import Idempotency, LimitCounter, Setting
from workflow_app.models.signing import Signature
from workflow_app.models.site_jobs import SiteBatch, SiteJob, SiteJobAct, SiteReceiptFile
from workflow_app.models.sites import Hiding, Listing, Removal, Site, SiteIdentifier
from workflow_app.models.subjects import Subject, SubjectName
from workflow_app.models.taking_back import TakingBack
from workflow_app.models.tasks import Appointment, Assignment, Task, TaskSeen, Wait
from workflow_app.models.training import (
    CourseVersion,
    LessonReading,
    TrainingCertificate,
    TrainingSeat,
    TrainingSession,
    TrainingTest,
)
from workflow_app.models.window import WindowFiling

__all__ = [
    "Account",
    "AccountRole",
    "ApiToken",
    "Appointment",
    "Assignment",
    "AuditCheckpoint",
    "AuditEntry",
    "Authorisation",
    "AuthorisationStep",
    "Authority",
    "Base",
    "BindingRequest",
    "CalendarDay",
    "CalendarYear",
    "CallTask",
    "Case",
    "CaseBatch",
    "CaseClock",
    "CaseClockPause",
    "CaseMigration",
    "ChangeSet",
    "ChangeSetConsent",
    "ChangeSetEvent",
    "ChangeSetWish",
    "ClassRule",
    "Concern",
    "ContactPoint",
    "CourseVersion",
    "DeferredItem",
    "Delivery",
    "DemoMessage",
    "Department",
    "DistrictPost",
    "Document",
    "DualRecord",
    "DueWork",
    "Emergency",
    "ExtensionRequest",
    "ExternalIdentity",
    "GateDoubt",
    "GateResult",
    "Hiding",
    "Idempotency",
    "IdentityLogin",
    "ImportPart",
    "InboundApplication",
    "Incident",
    "LessonReading",
    "Letter",
    "LetterChange",
    "LetterPaper",
    "LetterService",
    "LimitCounter",
    "Listing",
    "LoginSession",
    "LoginStep",
    "Matter",
    "MatterEdition",
    "Notice",
    "NoticeReading",
    "NoticeUse",
    "NumberQuestion",
    "NumberSeries",
    "Objection",
    "ObjectionFile",
    "OneTimeLink",
    "Outage",
    "PageUpload",
    "PaperPage",
    "Parameter",
    "ParameterSnapshot",
    "Permit",
    "PhoneNote",
    "PhoneProof",
    "Pledge",
    "PledgeBreach",
    "PledgeFollowUp",
    "PledgeItem",
    "Process",
    "ProcessDraft",
    "ProcessPause",
    "ProcessReplay",
    "ProcessVersion",
    "ProcessWalk",
    "ProofFile",
    "Proposal",
    "Record",
    "RecordAppeal",
    "RecordImport",
    "RecordVersion",
    "RecoveryCode",
    "Regime",
    "Removal",
    "ReplayedCase",
    "SecondFactor",
    "SecondNotice",
    "ServiceAttempt",
    "Setting",
    "Signature",
    "SignedSheet",
    "Site",
    "SiteBatch",
    "SiteIdentifier",
    "SiteJob",
    "SiteJobAct",
    "SiteReceiptFile",
    "Subject",
    "SubjectEvent",
    "SubjectName",
    "SubjectSuccession",
    "TakingBack",
    "Task",
    "TaskSeen",
    "TrainingCertificate",
    "TrainingSeat",
    "TrainingSession",
    "TrainingTest",
    "UploadInHand",
    "Wait",
    "WindowFiling",
]
