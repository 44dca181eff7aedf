"""What comes from outside while a case runs: objections, appeals, the register, other sites."""

from workflow_app.domain.commands.inlets import ChangeSubject, RegisterAppeal
from workflow_app.domain.commands.objections import FileObjection, JudgeObjection, Verdict
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.inlets import AppealResult, SubjectStatus
from workflow_app.domain.site_jobs import Act as JobAct
from workflow_app.domain.site_jobs import JobFilter
from workflow_app.services.appeals import register_appeal
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.tales import Act, Told
from workflow_app.services.demo_story.town import Town
from workflow_app.services.judging import judge_objection
from workflow_app.services.objecting import file_objection
from workflow_app.services.register import change_subject
from workflow_app.services.site_acts import act_on_job, list_jobs

CALLER = "192.0.2.7"
MANY = 100


def somebody_objects(statement: str, *, name: str, phone: str, ground: str = "NOT_RECTIFIED") -> Act:
    """Object as a neighbour, on the public page."""

    def act(town: Town, told: Told) -> None:
        said = FileObjection(told.case_id, ground, statement, name, phone, relation="NEIGHBOUR", caller=CALLER)
        file_objection(said, tools=town.tools)

    return act


def accepts_objection(who: str = "complaint_handler") -> Act:
    """Accept the newest objection of the case, which suspends the publicity."""

    def act(town: Town, told: Told) -> None:
        with town.tools.database.read() as unit:
            found = max(unit.objections.of_case(told.case_id), key=lambda each: each.id)
        command = JudgeObjection(found.id, Verdict.ACCEPT)
        judge_objection(command, actor=town.person(who), tools=town.tools)

    return act


def examines(findings: str, *, outcome: str = "REJECTED", who: str = "complaint_handler") -> Act:
    """Say what came of the examination."""

    def act(town: Town, told: Told) -> None:
        town.complete(told.case_id, who, objection_outcome=outcome, objection_findings=findings)

    return act


def appeal_revokes(document_no: str, who: str = "data_clerk") -> Act:
    """Register that the penalty was revoked on appeal."""

    def act(town: Town, told: Told) -> None:
        penalty = told.tale.penalty
        record = town.record(penalty.document_no, penalty.uscc)
        command = RegisterAppeal(record.id, AppealResult.REVOKED, today(town), document_no)
        register_appeal(command, actor=town.person(who), tools=town.tools)

    return act


def subject_ends(document_no: str, who: str = "data_clerk") -> Act:
    """Register that the subject is deregistered."""

    def act(town: Town, told: Told) -> None:
        command = ChangeSubject(told.tale.penalty.uscc, SubjectStatus.DEREGISTERED, today(town), document_no)
        change_subject(command, actor=town.person(who), tools=town.tools)

    return act


def takes_down_by_hand(who: str = "data_clerk") -> Act:
    """Do in the back office of another site what only people can do there."""
    return _on_job(JobAct.DONE, who)


def sees_it_gone(who: str = "credit_office") -> Act:
    """Look, as the second person, whether it is gone there."""
    return _on_job(JobAct.SEEN_GONE, who)


def _on_job(what: JobAct, who: str) -> Act:
    def act(town: Town, told: Told) -> None:
        found, _count = list_jobs(JobFilter(), actor=town.person(who), tools=town.tools, limit=MANY)
        for job in (each for each in found.items if each.case_id == told.case_id):
            proof = town.proof("screen", party=told.tale.penalty.party, document_no=told.tale.penalty.document_no)
            receipt_no = f"CC{today(town):%y%m%d}0017" if what is JobAct.DONE else ""
            command = ActOnJob(job.id, what, on=today(town), receipt_no=receipt_no, proof=proof)
            act_on_job(command, actor=town.person(who), tools=town.tools)

    return act
